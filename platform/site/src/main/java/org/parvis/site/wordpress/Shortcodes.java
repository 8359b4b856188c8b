package org.parvis.site.wordpress;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Resolves WordPress' short codes.
 *
 * <p>Captions, galleries and embedded addresses become HTML. Of other codes the marks go and what stands between them stays. A lone word
 * in brackets may be a code or just a word: it stays, and the report says so.
 */
final class Shortcodes {

    private static final int LONGEST = 4_000;
    private static final Pattern CLOSING = Pattern.compile("\\[/([a-z][a-z0-9_-]{0,60})\\]");
    private static final Pattern END_OF_LINK = Pattern.compile("\\s*</a>");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,60}");

    private final String html;
    private final Library library;
    private final long item;
    private final Findings findings;
    private final Set<String> closed = new HashSet<>();
    private final Set<String> taken = new HashSet<>();
    private final StringBuilder out;

    private Shortcodes(String html, Library library, long item, Findings findings) {
        this.html = html;
        this.library = library;
        this.item = item;
        this.findings = findings;
        this.out = new StringBuilder(html.length());
        Matcher closing = CLOSING.matcher(html);
        while (closing.find()) {
            closed.add(closing.group(1));
        }
    }

    /** A code from {@code [} to {@code ]}. */
    private record Code(String name, boolean closes, String source, int end) {

        Map<String, String> attributes() {
            return HtmlPieces.attributes(source);
        }

        /** Whether it is written as only a code is: with values, or with a name of two words. */
        boolean certain() {
            return source.indexOf('=') > 0 || name.indexOf('_') > 0 || name.indexOf('-') > 0;
        }

        /** Whether there is nothing but the name. */
        boolean bare() {
            return source.length() == name.length() + 2;
        }
    }

    static String resolve(String html, Library library, long item, Findings findings) {
        return html.indexOf('[') < 0 ? html : new Shortcodes(html, library, item, findings).run();
    }

    private String run() {
        int at = 0;
        while (at < html.length()) {
            int next = html.indexOf('[', at);
            if (next < 0) {
                break;
            }
            out.append(html, at, next);
            at = code(next);
        }
        return out.append(html, Math.min(at, html.length()), html.length()).toString();
    }

    /** Writes what the code at that place becomes, and says where to go on. */
    private int code(int from) {
        boolean doubled = html.startsWith("[[", from);
        Code code = read(doubled ? from + 1 : from);
        if (code == null) {
            out.append('[');
            return from + 1;
        }
        if (doubled && html.startsWith("]", code.end())) {
            // WordPress' way to write a code about codes.
            out.append(code.source());
            return code.end() + 1;
        }
        if (doubled) {
            out.append('[');
        }
        if (code.closes()) {
            if (!taken.contains(code.name())) {
                out.append(code.source());
            }
            return code.end();
        }
        return open(code);
    }

    private int open(Code code) {
        switch (code.name()) {
            case "caption", "wp_caption" -> {
                return around(code, this::caption);
            }
            case "embed" -> {
                return around(code, (attributes, url) -> link(url.strip()));
            }
            case "gallery" -> gallery(code.attributes());
            case "audio", "video" -> code.attributes().forEach((name, value) -> {
                if (value.startsWith("http") && !name.equals("poster")) {
                    out.append(link(value));
                }
            });
            default -> other(code);
        }
        return code.end();
    }

    private void other(Code code) {
        if (code.certain() || closed.contains(code.name())) {
            taken.add(code.name());
            findings.add("shortcode.removed", "[" + code.name() + "]");
        } else {
            out.append(code.source());
            if (code.bare()) {
                findings.add("shortcode.kept", code.source());
            }
        }
    }

    /** What a code with an end makes of its attributes and what it contains. */
    @FunctionalInterface
    private interface Enclosing {
        String html(Map<String, String> attributes, String content);
    }

    private int around(Code code, Enclosing enclosing) {
        taken.add(code.name());
        String end = "[/" + code.name() + "]";
        int close = closed.contains(code.name()) ? html.indexOf(end, code.end()) : -1;
        if (close < 0) {
            closed.remove(code.name());
            return code.end();
        }
        out.append(enclosing.html(code.attributes(), html.substring(code.end(), close)));
        return close + end.length();
    }

    /** The picture, perhaps within a link, then its caption. */
    private String caption(Map<String, String> attributes, String content) {
        String resolved = resolve(content, library, item, findings);
        int picture = resolved.indexOf("<img");
        int end = picture < 0 ? -1 : resolved.indexOf('>', picture);
        if (end < 0) {
            return resolved;
        }
        Matcher link = END_OF_LINK.matcher(resolved).region(end + 1, resolved.length());
        int media = link.lookingAt() ? link.end() : end + 1;
        String text = attributes.getOrDefault("caption", resolved.substring(media)).strip();
        return "<figure>" + resolved.substring(0, media) + (text.isEmpty() ? "" : "<figcaption>" + text + "</figcaption>") + "</figure>";
    }

    private void gallery(Map<String, String> attributes) {
        String ids = attributes.getOrDefault("ids", attributes.getOrDefault("include", ""));
        if (ids.isBlank()) {
            pictures(library.attachmentsOf(item));
            return;
        }
        for (String id : ids.split("[,\\s]+")) {
            Optional<Library.Attachment> known = id.matches("[0-9]{1,15}") ? library.attachment(Long.parseLong(id)) : Optional.empty();
            known.ifPresentOrElse(attachment -> pictures(List.of(attachment)), () -> findings.add("gallery.unknown", id));
        }
    }

    private void pictures(List<Library.Attachment> attachments) {
        for (Library.Attachment attachment : attachments) {
            if (FormerSite.isPicture(attachment.url())) {
                out.append("<figure><img src=").append(HtmlPieces.quoted(attachment.url()))
                        .append(" alt=").append(HtmlPieces.quoted(attachment.alt())).append("></figure>");
            }
        }
    }

    private static String link(String url) {
        return url.matches("https?://\\S+") ? "<p><a href=" + HtmlPieces.quoted(url) + ">" + HtmlPieces.escaped(url) + "</a></p>" : url;
    }

    private @Nullable Code read(int from) {
        boolean closes = html.startsWith("[/", from);
        Matcher name = NAME.matcher(html).region(from + (closes ? 2 : 1), html.length());
        if (!name.lookingAt()) {
            return null;
        }
        char quote = 0;
        for (int i = name.end(); i < Math.min(html.length(), from + LONGEST); i++) {
            char c = html.charAt(i);
            if (i == name.end() && !(Character.isWhitespace(c) || c == ']' || c == '/')) {
                return null;
            }
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == ']') {
                return new Code(name.group(), closes, html.substring(from, i + 1), i + 1);
            } else if (c == '[' || c == '<') {
                return null;
            }
        }
        return null;
    }
}
