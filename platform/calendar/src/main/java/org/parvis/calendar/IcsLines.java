package org.parvis.calendar;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import net.fortuna.ical4j.model.PropertyCodec;
import org.apache.commons.codec.DecoderException;
import org.apache.commons.codec.EncoderException;

/** Content lines (RFC 5545, 3.1), folded by octets as the RFC counts: no letter with an accent is ever cut in two. */
final class IcsLines {

    private static final int LONGEST = 75;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    void line(String name, String value) {
        byte[] bytes = (name + ":" + value).getBytes(StandardCharsets.UTF_8);
        int from = 0;
        int room = LONGEST;
        while (bytes.length - from > room) {
            int to = from + room;
            while ((bytes[to] & 0xC0) == 0x80) {
                to--;
            }
            out.write(bytes, from, to - from);
            out.writeBytes(new byte[] {'\r', '\n', ' '});
            from = to;
            room = LONGEST - 1;
        }
        out.write(bytes, from, bytes.length - from);
        out.writeBytes(new byte[] {'\r', '\n'});
    }

    /** A value of type TEXT; nothing if it is empty. */
    void text(String name, String value) {
        if (!value.isEmpty()) {
            line(name, encode(value));
        }
    }

    static String encode(String text) {
        try {
            return PropertyCodec.INSTANCE.encode(text.replace("\r\n", "\n").replace('\r', '\n').replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", ""));
        } catch (EncoderException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static String decode(String value) {
        try {
            return PropertyCodec.INSTANCE.decode(value);
        } catch (DecoderException malformed) {
            return value;
        }
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    /** Takes the folds out before letters are decoded: a fold may stand within one. */
    static String unfolded(byte[] bytes) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream(bytes.length);
        int i = bytes.length > 2 && (bytes[0] & 0xFF) == 0xEF && (bytes[1] & 0xFF) == 0xBB && (bytes[2] & 0xFF) == 0xBF ? 3 : 0;
        while (i < bytes.length) {
            int after = bytes[i] == '\r' && i + 1 < bytes.length && bytes[i + 1] == '\n' ? i + 2 : bytes[i] == '\n' ? i + 1 : -1;
            if (after < 0) {
                plain.write(bytes[i++]);
            } else if (after < bytes.length && (bytes[after] == ' ' || bytes[after] == '\t')) {
                i = after + 1;
            } else {
                plain.writeBytes(new byte[] {'\r', '\n'});
                i = after;
            }
        }
        return plain.toString(StandardCharsets.UTF_8);
    }
}
