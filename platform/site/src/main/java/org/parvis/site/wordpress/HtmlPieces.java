package org.parvis.site.wordpress;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Takes HTML apart into tags, comments and text, in one pass over it.
 *
 * <p>It only has to find its way through what editors write. What it misjudges, the sanitiser judges again afterwards.
 */
final class HtmlPieces {

    private static final int LONGEST_TAG = 20_000;
    /** Elements whose content is neither text nor tags of the page. */
    private static final Set<String> OPAQUE = Set.of("script", "style", "iframe", "noscript", "template", "svg", "math");

    private final String html;
    private final List<Piece> pieces = new ArrayList<>();
    private int textFrom;

    /** What a piece is. */
    enum Kind {
        TEXT,
        OPEN,
        CLOSE,
        COMMENT
    }

    /**
     * One piece.
     *
     * @param name of an element, in lower case; else empty
     * @param source as it stands in the HTML
     */
    record Piece(Kind kind, String name, String source) {

        boolean opens(String element) {
            return kind == Kind.OPEN && name.equals(element);
        }

        boolean closes(String element) {
            return kind == Kind.CLOSE && name.equals(element);
        }

        /** Attributes by name in lower case, character references of addresses resolved. */
        Map<String, String> attributes() {
            return kind == Kind.OPEN ? HtmlPieces.attributes(source) : Map.of();
        }
    }

    private HtmlPieces(String html) {
        this.html = html;
    }

    static List<Piece> of(String html) {
        HtmlPieces reading = new HtmlPieces(html);
        reading.read();
        return reading.pieces;
    }

    private void read() {
        int at = 0;
        while (at < html.length()) {
            int next = html.indexOf('<', at);
            if (next < 0) {
                break;
            }
            int end = html.startsWith("<!--", next) ? comment(next) : tag(next);
            at = end < 0 ? next + 1 : end;
        }
        text(html.length());
    }

    private void text(int to) {
        if (to > textFrom) {
            pieces.add(new Piece(Kind.TEXT, "", html.substring(textFrom, to)));
        }
    }

    private int comment(int from) {
        int end = html.indexOf("-->", from + 4);
        // One that never ends takes all that is left, as in browsers.
        int after = end < 0 ? html.length() : end + 3;
        add(Kind.COMMENT, "", from, after);
        return after;
    }

    private void add(Kind kind, String name, int from, int to) {
        text(from);
        pieces.add(new Piece(kind, name, html.substring(from, to)));
        textFrom = to;
    }

    /** The end of the tag that begins there, or -1 if none does. */
    private int tag(int from) {
        boolean closing = html.startsWith("</", from);
        int at = from + (closing ? 2 : 1);
        int nameEnd = at;
        while (nameEnd < html.length() && isName(html.charAt(nameEnd))) {
            nameEnd++;
        }
        if (nameEnd == at || !Character.isLetter(html.charAt(at))) {
            return -1;
        }
        int end = endOfTag(nameEnd, from + LONGEST_TAG);
        if (end < 0) {
            return -1;
        }
        String name = html.substring(at, nameEnd).toLowerCase(Locale.ROOT);
        add(closing ? Kind.CLOSE : Kind.OPEN, name, from, end);
        return !closing && OPAQUE.contains(name) && html.charAt(end - 2) != '/' ? skipped(name, end) : end;
    }

    private int endOfTag(int from, int most) {
        char quote = 0;
        for (int i = from; i < Math.min(html.length(), most); i++) {
            char c = html.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '>') {
                return i + 1;
            } else if (c == '<') {
                return -1;
            }
        }
        return -1;
    }

    /** Leaves out what an element contains; one that is never closed takes all that is left. */
    private int skipped(String name, int from) {
        int at = from;
        while (true) {
            at = html.indexOf("</", at);
            if (at < 0) {
                textFrom = html.length();
                return html.length();
            }
            if (html.regionMatches(true, at + 2, name, 0, name.length())) {
                textFrom = at;
                return at;
            }
            at += 2;
        }
    }

    private static boolean isName(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == ':';
    }

    /** Attributes of a tag or of a short code: {@code name="value"}, {@code name='value'}, {@code name=value}, {@code name}. */
    static Map<String, String> attributes(String tag) {
        Map<String, String> attributes = new LinkedHashMap<>();
        int at = 1;
        while (at < tag.length() && isName(tag.charAt(at))) {
            at++;
        }
        while (at < tag.length()) {
            int begin = at;
            while (at < tag.length() && (isName(tag.charAt(at)) || tag.charAt(at) == '_')) {
                at++;
            }
            if (at == begin) {
                at++;
                continue;
            }
            String name = tag.substring(begin, at).toLowerCase(Locale.ROOT);
            int equals = skipSpace(tag, at);
            if (equals >= tag.length() || tag.charAt(equals) != '=') {
                attributes.putIfAbsent(name, "");
                continue;
            }
            int value = skipSpace(tag, equals + 1);
            at = endOfValue(tag, value);
            attributes.putIfAbsent(name, resolved(unquoted(tag.substring(Math.min(value, tag.length()), at))));
        }
        return attributes;
    }

    private static int skipSpace(String tag, int from) {
        int at = from;
        while (at < tag.length() && Character.isWhitespace(tag.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int endOfValue(String tag, int from) {
        if (from >= tag.length()) {
            return tag.length();
        }
        char quote = tag.charAt(from);
        if (quote == '"' || quote == '\'') {
            int end = tag.indexOf(quote, from + 1);
            return end < 0 ? tag.length() : end + 1;
        }
        int at = from;
        while (at < tag.length() && !Character.isWhitespace(tag.charAt(at)) && tag.charAt(at) != '>' && tag.charAt(at) != ']') {
            at++;
        }
        return at;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && (value.charAt(0) == '"' || value.charAt(0) == '\'');
        return quoted ? value.substring(1, value.length() - (value.charAt(value.length() - 1) == value.charAt(0) ? 1 : 0)) : value;
    }

    /** The character references that occur in addresses and alternative texts. */
    private static String resolved(String value) {
        return value.indexOf('&') < 0
                ? value
                : value.replace("&quot;", "\"").replace("&#039;", "'").replace("&#39;", "'").replace("&rsquo;", "’").replace("&#8217;", "’")
                        .replace("&lt;", "<").replace("&gt;", ">").replace("&#038;", "&").replace("&#38;", "&").replace("&amp;", "&");
    }

    /** A text as the value of an attribute, between double quotes. */
    static String quoted(String text) {
        return "\"" + text.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;") + "\"";
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
