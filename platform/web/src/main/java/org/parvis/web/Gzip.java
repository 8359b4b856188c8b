package org.parvis.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;

/** Compression of whole bodies (RFC 1952), with one deflater and one buffer kept per thread: both are dear to make. */
final class Gzip {
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};
    private static final int TRAILER = 8;

    private static final ThreadLocal<Gzip> MINE = ThreadLocal.withInitial(Gzip::new);

    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    private final CRC32 crc = new CRC32();
    private byte[] buffer = new byte[16 << 10];

    private Gzip() {}

    static byte[] compress(byte[] bytes, int level) {
        return MINE.get().run(bytes, level);
    }

    static byte[] inflate(byte[] compressed, int length) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed), 8 << 10)) {
            return in.readNBytes(length);
        } catch (IOException e) {
            throw new UncheckedIOException("a page that we compressed cannot be read", e);
        }
    }

    /** Whether a media type is text at heart. */
    static boolean worthIt(String type) {
        int end = type.indexOf(';');
        String bare = (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        return bare.startsWith("text/") || bare.endsWith("+xml") || bare.endsWith("/xml") || bare.endsWith("json")
                || bare.equals("application/javascript") || bare.equals("application/manifest+json");
    }

    private byte[] run(byte[] bytes, int level) {
        deflater.reset();
        deflater.setLevel(level);
        deflater.setInput(bytes);
        deflater.finish();
        System.arraycopy(HEADER, 0, buffer, 0, HEADER.length);
        int length = HEADER.length;
        while (!deflater.finished()) {
            if (buffer.length - length < TRAILER + 64) {
                buffer = Arrays.copyOf(buffer, buffer.length * 2);
            }
            length += deflater.deflate(buffer, length, buffer.length - length - TRAILER);
        }
        crc.reset();
        crc.update(bytes);
        length = little(little(length, (int) crc.getValue()), bytes.length);
        byte[] result = Arrays.copyOf(buffer, length);
        if (buffer.length > 1 << 20) {
            buffer = new byte[16 << 10];
        }
        return result;
    }

    private int little(int at, int value) {
        for (int i = 0; i < 4; i++) {
            buffer[at + i] = (byte) (value >>> (8 * i));
        }
        return at + 4;
    }
}
