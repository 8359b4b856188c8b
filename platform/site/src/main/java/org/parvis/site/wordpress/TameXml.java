package org.parvis.site.wordpress;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.parvis.api.route.Invalid;

/**
 * The bytes of an export on their way to the parser.
 *
 * <p>WordPress writes texts as they were pasted, control characters included, which no XML may hold: they become spaces. A parser keeps
 * a comment, a tag or a CDATA section in memory as a whole: one that is longer than any text of a site is refused before that. Right for
 * UTF-8 and all encodings that have ASCII in its place.
 */
final class TameXml extends FilterInputStream {

    /** Bytes of the longest CDATA section, comment or tag. */
    static final int LONGEST = 4 << 20;

    private static final long CDATA_BEGINS = 0x215B43444154415BL;

    private long tail;
    private int length;
    private Within within = Within.TEXT;

    private enum Within {
        TEXT,
        TAG,
        COMMENT,
        INSTRUCTION,
        CDATA
    }

    TameXml(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int wanted) throws IOException {
        int count = super.read(into, offset, wanted);
        for (int i = offset; i < offset + count; i++) {
            byte b = into[i];
            if (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t') {
                into[i] = ' ';
            }
            follow(into[i]);
        }
        return count;
    }

    private void follow(byte b) {
        tail = tail << 8 | b & 0xff;
        if (++length > LONGEST && within != Within.TEXT) {
            throw Invalid.field("file", "site.import.error.size");
        }
        Within next = switch (within) {
            case TEXT -> b == '<' ? Within.TAG : Within.TEXT;
            case TAG -> b == '>' ? Within.TEXT : opened();
            case COMMENT -> ends(0xffffff, "-->") ? Within.TEXT : Within.COMMENT;
            case INSTRUCTION -> ends(0xffff, "?>") ? Within.TEXT : Within.INSTRUCTION;
            case CDATA -> ends(0xffffff, "]]>") ? Within.TEXT : Within.CDATA;
        };
        if (next != within) {
            within = next;
            length = 0;
        }
    }

    /** What a tag turns out to be by its first characters. */
    private Within opened() {
        if (length == 1 && ends(0xffff, "<?")) {
            return Within.INSTRUCTION;
        }
        if (length == 3 && ends(0xffffffffL, "<!--")) {
            return Within.COMMENT;
        }
        return length == 8 && tail == CDATA_BEGINS ? Within.CDATA : Within.TAG;
    }

    private boolean ends(long mask, String text) {
        long wanted = 0;
        for (int i = 0; i < text.length(); i++) {
            wanted = wanted << 8 | text.charAt(i);
        }
        return (tail & mask) == wanted;
    }

    @Override
    public long skip(long count) throws IOException {
        return count <= 0 ? 0 : Math.max(0, read(new byte[(int) Math.min(count, 8192)]));
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
