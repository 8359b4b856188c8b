package org.parvis.files;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.HtmlStreamEventReceiver;
import org.owasp.html.HtmlStreamRenderer;
import org.owasp.html.HtmlSanitizer;
import org.owasp.html.PolicyFactory;
import org.parvis.api.content.RichText;

/** Cleans what the editor sends, with the sanitizer of OWASP: what is not listed here goes. */
@Component
public final class SafeRichText implements RichText {
    private static final Set<String> BLOCKS = Set.of(
            "h2", "h3", "h4", "p", "ul", "ol", "li", "blockquote", "table", "caption", "thead", "tbody", "tr", "th", "td", "figure",
            "figcaption", "br", "hr", "div");
    private static final Pattern OWN_PICTURE = Pattern.compile("/images/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/[0-9]{1,4}\\.(?:jpg|png|webp)");
    private static final Pattern SIZE = Pattern.compile("[0-9]{1,4}");
    private static final Pattern SPAN = Pattern.compile("[1-9][0-9]?");
    private static final Pattern EXTERNAL = Pattern.compile("(?i)\\s*(?:https?:)?//.*");
    private static final Pattern EMPTY = Pattern.compile("<p>(?:\\s|\\u00a0|&nbsp;|<br ?/?>)*</p>");

    private final PolicyFactory policy = new HtmlPolicyBuilder()
            .allowElements("h2", "h3", "h4", "p", "ul", "ol", "li", "strong", "em", "blockquote", "br", "hr", "sup", "sub")
            .allowElements((name, attributes) -> "h2", "h1")
            .allowElements((name, attributes) -> "h4", "h5", "h6")
            .allowElements((name, attributes) -> "strong", "b")
            .allowElements((name, attributes) -> "em", "i")
            .allowElements((name, attributes) -> "p", "div")
            .allowElements("table", "caption", "thead", "tbody", "tr", "th", "td")
            .allowAttributes("scope").matching(true, "row", "col", "rowgroup", "colgroup").onElements("th")
            .allowAttributes("colspan", "rowspan").matching(SPAN).onElements("th", "td")
            .allowElements("figure", "figcaption")
            .allowAttributes("src").matching(OWN_PICTURE).onElements("img")
            .allowAttributes("alt").onElements("img")
            .allowAttributes("width", "height").matching(SIZE).onElements("img")
            .allowElements(SafeRichText::picture, "img")
            .allowAttributes("href").onElements("a")
            .allowUrlProtocols("https", "http", "mailto", "tel")
            .allowElements(SafeRichText::link, "a")
            .toFactory();

    @Override
    public String sanitise(String html) {
        StringBuilder out = new StringBuilder(html.length());
        HtmlSanitizer.sanitize(html, policy.apply(new Typography(HtmlStreamRenderer.create(out, impossible -> {}))));
        return EMPTY.matcher(out).replaceAll("").strip();
    }

    @Override
    public String plain(String html) {
        PlainText text = new PlainText();
        HtmlSanitizer.sanitize(html, policy.apply(text));
        return text.toString();
    }

    /** A picture of this site, loaded when it comes into view; any other goes. */
    private static @Nullable String picture(String name, List<String> attributes) {
        if (!attributes.contains("src")) {
            return null;
        }
        if (!attributes.contains("alt")) {
            attributes.add("alt");
            attributes.add("");
        }
        attributes.add("loading");
        attributes.add("lazy");
        return name;
    }

    private static @Nullable String link(String name, List<String> attributes) {
        int at = attributes.indexOf("href");
        if (at < 0) {
            return null;
        }
        if (EXTERNAL.matcher(attributes.get(at + 1)).matches()) {
            attributes.add("rel");
            attributes.add("noopener");
        }
        return name;
    }

    /** French spacing and apostrophes in texts; what stands in English is left as it is. */
    private record Typography(HtmlStreamEventReceiver next) implements HtmlStreamEventReceiver {
        private static final Pattern BEFORE = Pattern.compile("(?<=\\S) (?=[:;!?»])");
        private static final Pattern AFTER = Pattern.compile("(?<=«) (?=\\S)");
        private static final Pattern APOSTROPHE = Pattern.compile("(?<=\\p{L})'(?=\\p{L})");

        @Override
        public void openDocument() {
            next.openDocument();
        }

        @Override
        public void closeDocument() {
            next.closeDocument();
        }

        @Override
        public void openTag(String name, List<String> attributes) {
            next.openTag(name, attributes);
        }

        @Override
        public void closeTag(String name) {
            next.closeTag(name);
        }

        @Override
        public void text(String text) {
            String spaced = AFTER.matcher(BEFORE.matcher(text).replaceAll("\u00a0")).replaceAll("\u00a0");
            next.text(APOSTROPHE.matcher(spaced).replaceAll("’"));
        }
    }

    /** Texts alone, blocks apart. */
    private static final class PlainText implements HtmlStreamEventReceiver {
        private final StringBuilder out = new StringBuilder();

        @Override
        public void openDocument() {
            out.setLength(0);
        }

        @Override
        public void closeDocument() {
            // Nothing is buffered.
        }

        @Override
        public void openTag(String name, List<String> attributes) {
            apart(name);
        }

        @Override
        public void closeTag(String name) {
            apart(name);
        }

        @Override
        public void text(String text) {
            out.append(text);
        }

        private void apart(String name) {
            if (BLOCKS.contains(name)) {
                out.append(' ');
            }
        }

        @Override
        public String toString() {
            return out.toString().replaceAll("[\\s\u00a0]+", " ").strip();
        }
    }
}
