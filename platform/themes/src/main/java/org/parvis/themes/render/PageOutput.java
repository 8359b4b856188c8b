package org.parvis.themes.render;

import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;

/** Collects a page as UTF-8, up to a limit; one per thread, used again and again. */
final class PageOutput extends Writer {
    private static final int FIRST = 1 << 16;
    private static final int KEPT = 1 << 19;
    private static final ThreadLocal<PageOutput> OF_THREAD = ThreadLocal.withInitial(PageOutput::new);

    private byte[] bytes = new byte[FIRST];
    private int size;
    private int limit;
    private char high;
    private boolean busy;

    private PageOutput() {}

    /** An empty output of this thread, to be {@link #release released}. */
    static PageOutput take(int limit) {
        PageOutput output = OF_THREAD.get();
        if (output.busy) {
            output = new PageOutput();
        }
        output.busy = true;
        output.size = 0;
        output.high = 0;
        output.limit = limit;
        return output;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    void release() {
        busy = false;
        if (bytes.length > KEPT) {
            bytes = new byte[FIRST];
        }
    }

    @Override
    public void write(char[] chars, int from, int length) throws IOException {
        reserve(length);
        byte[] target = bytes;
        int at = size;
        int end = from + length;
        for (int i = from; i < end; i++) {
            char c = chars[i];
            if (c < 0x80) {
                target[at++] = (byte) c;
            } else {
                size = at;
                encode(c);
                at = size;
            }
        }
        size = at;
    }

    @Override
    public void write(String text, int from, int length) throws IOException {
        reserve(length);
        byte[] target = bytes;
        int at = size;
        int end = from + length;
        for (int i = from; i < end; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                target[at++] = (byte) c;
            } else {
                size = at;
                encode(c);
                at = size;
            }
        }
        size = at;
    }

    @Override
    public void write(int c) throws IOException {
        reserve(1);
        if (c < 0x80) {
            bytes[size++] = (byte) c;
        } else {
            encode((char) c);
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    private void encode(char c) {
        if (c < 0x800) {
            put(0xC0 | c >> 6);
            put(0x80 | c & 0x3F);
        } else if (Character.isHighSurrogate(c)) {
            high = c;
        } else if (Character.isLowSurrogate(c)) {
            if (high != 0) {
                encodePair(Character.toCodePoint(high, c));
                high = 0;
            }
        } else {
            put(0xE0 | c >> 12);
            put(0x80 | c >> 6 & 0x3F);
            put(0x80 | c & 0x3F);
        }
    }

    private void encodePair(int codePoint) {
        put(0xF0 | codePoint >> 18);
        put(0x80 | codePoint >> 12 & 0x3F);
        put(0x80 | codePoint >> 6 & 0x3F);
        put(0x80 | codePoint & 0x3F);
    }

    private void put(int value) {
        bytes[size++] = (byte) value;
    }

    /** Room for the longest encoding, so that the loops need no check. */
    private void reserve(int chars) throws IOException {
        if (size + (long) chars > limit) {
            throw new TooLarge(limit);
        }
        int needed = size + 3 * chars + 1;
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, 2 * bytes.length));
        }
    }

    /** The page is larger than a page may be. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;

        TooLarge(int limit) {
            super("the page is larger than " + limit + " bytes");
        }
    }
}
