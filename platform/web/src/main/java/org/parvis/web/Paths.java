package org.parvis.web;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.parvis.api.route.Invalid;

/**
 * The path of a request, taken apart; a slash at its end means nothing.
 *
 * @param segments decoded
 */
record Paths(List<String> segments) {
    private static final int LONGEST = 2048;
    private static final String IN_SEGMENT = "-._~!$&'()*+,=:@";
    private static final String IN_QUERY = "-._~";

    /**
     * Parses the encoded path of a request.
     *
     * @throws Invalid 400 if it is malformed, 414 if it is too long
     */
    static Paths parse(String raw) {
        if (raw.length() > LONGEST) {
            throw Invalid.request(414, "problem.414");
        }
        if (raw.isEmpty() || raw.charAt(0) != '/') {
            throw malformed();
        }
        List<String> segments = new ArrayList<>();
        int start = 1;
        while (start < raw.length()) {
            int end = raw.indexOf('/', start);
            end = end < 0 ? raw.length() : end;
            segments.add(segment(raw, start, end));
            start = end + 1;
        }
        return new Paths(List.copyOf(segments));
    }

    /** Decoded, starting with a slash. */
    String decoded() {
        return "/" + String.join("/", segments);
    }

    /** The one encoding of this path that we use ourselves. */
    String encoded() {
        if (segments.isEmpty()) {
            return "/";
        }
        StringBuilder text = new StringBuilder();
        for (String segment : segments) {
            text.append('/');
            encode(segment, IN_SEGMENT, text);
        }
        return text.toString();
    }

    Paths without(int first) {
        return new Paths(segments.subList(first, segments.size()));
    }

    boolean startsWith(String first) {
        return !segments.isEmpty() && segments.get(0).equals(first);
    }

    /** Encodes a name or value of a query. */
    static void encode(String text, StringBuilder into) {
        encode(text, IN_QUERY, into);
    }

    private static void encode(String text, String allowed, StringBuilder into) {
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || allowed.indexOf(c) >= 0) {
                into.append(c);
            } else {
                into.append('%').append(hex(c >> 4)).append(hex(c & 15));
            }
        }
    }

    /**
     * Decodes percent-encoded UTF-8, strictly.
     *
     * @param plus whether {@code +} is a space, as in forms
     * @throws Invalid 400 if it is malformed or holds control characters other than line ends and tabs
     */
    static String decode(String text, int start, int end, boolean plus) {
        if (plain(text, start, end, plus)) {
            return text.substring(start, end);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(end - start);
        int i = start;
        while (i < end) {
            char c = text.charAt(i);
            if (c == '%') {
                bytes.write(hexPair(text, i, end));
                i += 3;
            } else {
                if (c > 0x7f) {
                    bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
                } else {
                    bytes.write(plus && c == '+' ? ' ' : c);
                }
                i++;
            }
        }
        return utf8(bytes.toByteArray());
    }

    static Invalid malformed() {
        return Invalid.request(400, "problem.400");
    }

    private static String segment(String raw, int start, int end) {
        String segment = decode(raw, start, end, false);
        boolean empty = segment.isEmpty();
        if (empty || segment.equals(".") || segment.equals("..") || segment.length() > 512) {
            throw malformed();
        }
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            if (c < ' ' || c == 0x7f || c == '/' || c == '\\' || c == ';' || c >= 0x80 && c < 0xa0) {
                throw malformed();
            }
        }
        return segment;
    }

    private static boolean plain(String text, int start, int end, boolean plus) {
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c == '%' || plus && c == '+' || c == 0) {
                return false;
            }
        }
        return true;
    }

    private static int hexPair(String text, int at, int end) {
        if (at + 2 >= end) {
            throw malformed();
        }
        int high = Character.digit(text.charAt(at + 1), 16);
        int low = Character.digit(text.charAt(at + 2), 16);
        if (high < 0 || low < 0) {
            throw malformed();
        }
        return high << 4 | low;
    }

    static String utf8(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            if (text.indexOf('\0') >= 0) {
                throw malformed();
            }
            return text;
        } catch (CharacterCodingException e) {
            throw malformed();
        }
    }

    private static char hex(int digit) {
        return (char) (digit < 10 ? '0' + digit : 'A' + digit - 10);
    }
}
