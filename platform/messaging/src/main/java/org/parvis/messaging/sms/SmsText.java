package org.parvis.messaging.sms;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A text as the parts of an SMS.
 *
 * <p>In the alphabet of GSM (3GPP TS 23.038, 6.2.1), one octet for each character, if that has all of its characters; else in UCS-2.
 * Longer ones are cut, each part with the header that joins them again (3GPP TS 23.040, 9.2.3.24.1).
 *
 * @param parts as sent
 */
record SmsText(boolean unicode, List<byte[]> parts) {
    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final String EXTENDED = "^{}\\[~]|€";
    private static final byte[] EXTENDED_CODES = {0x14, 0x28, 0x29, 0x2f, 0x3c, 0x3d, 0x3e, 0x40, 0x65};
    private static final byte ESCAPE = 0x1b;

    private static final int GSM_ALONE = 160;
    private static final int GSM_PART = 153;
    private static final int UCS2_ALONE = 140;
    private static final int UCS2_PART = 134;
    private static final int MOST_PARTS = 255;

    /** @param reference joins the parts of one text: 0 to 255 */
    static SmsText of(String text, int reference) {
        String plain = text.replace('’', '\'').replace('\u00a0', ' ').replace('\u202f', ' ');
        List<byte[]> units = gsm(plain);
        if (!units.isEmpty() || plain.isEmpty()) {
            return new SmsText(false, cut(units, GSM_ALONE, GSM_PART, reference));
        }
        List<byte[]> wide = plain.codePoints().mapToObj(each -> Character.toString(each).getBytes(StandardCharsets.UTF_16BE)).toList();
        return new SmsText(true, cut(wide, UCS2_ALONE, UCS2_PART, reference));
    }

    /** The octets of each character; none if one is not in the alphabet. */
    private static List<byte[]> gsm(String text) {
        List<byte[]> units = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            int basic = each == ESCAPE ? -1 : BASIC.indexOf(each);
            int extended = EXTENDED.indexOf(each);
            if (basic >= 0) {
                units.add(new byte[] {(byte) basic});
            } else if (extended >= 0) {
                units.add(new byte[] {ESCAPE, EXTENDED_CODES[extended]});
            } else {
                return List.of();
            }
        }
        return units;
    }

    /** No character is cut in two. */
    private static List<byte[]> cut(List<byte[]> units, int alone, int part, int reference) {
        int length = units.stream().mapToInt(unit -> unit.length).sum();
        List<ByteArrayOutputStream> cut = new ArrayList<>(List.of(new ByteArrayOutputStream()));
        for (byte[] unit : units) {
            ByteArrayOutputStream last = cut.get(cut.size() - 1);
            if (length > alone && last.size() + unit.length > part) {
                last = new ByteArrayOutputStream();
                cut.add(last);
            }
            last.writeBytes(unit);
        }
        int count = Math.min(cut.size(), MOST_PARTS);
        if (count == 1) {
            return List.of(cut.get(0).toByteArray());
        }
        List<byte[]> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            whole.writeBytes(new byte[] {5, 0, 3, (byte) reference, (byte) count, (byte) (i + 1)});
            whole.writeBytes(cut.get(i).toByteArray());
            parts.add(whole.toByteArray());
        }
        return parts;
    }
}
