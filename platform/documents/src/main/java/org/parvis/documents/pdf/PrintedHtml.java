package org.parvis.documents.pdf;

import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.helper.W3CDom;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** The HTML of a document, as the layout takes it: well-formed, nothing that acts, bookmarks made of its headings. */
final class PrintedHtml {
    /** The layout loses what comes after such a break; one before an element is fine. */
    private static final Pattern BREAK_AFTER = Pattern.compile("break-after\\s*:\\s*(always|page|left|right)");

    private static final String HEADINGS = "main h1, main h2, main h3";

    private PrintedHtml() {}

    static org.w3c.dom.Document document(String html) {
        if (BREAK_AFTER.matcher(html).find()) {
            throw new IllegalArgumentException("break before an element (class new-page), not after one");
        }
        Document document = Jsoup.parse(html);
        document.select("script, iframe, object, embed, link, form, video, audio").remove();
        bookmarks(document);
        W3CDom converter = new W3CDom();
        converter.namespaceAware(false);
        return converter.fromJsoup(document);
    }

    private static void bookmarks(Document document) {
        Element bookmarks = new Element("bookmarks");
        Element[] open = new Element[4];
        open[0] = bookmarks;
        int number = 0;
        for (Element heading : document.select(HEADINGS)) {
            if (heading.id().isEmpty()) {
                heading.id("heading-" + ++number);
            }
            int level = heading.tagName().charAt(1) - '0';
            int above = level - 1;
            while (open[above] == null) {
                above--;
            }
            Element bookmark = open[above].appendElement("bookmark");
            bookmark.attr("name", heading.text()).attr("href", "#" + heading.id());
            open[level] = bookmark;
            for (int deeper = level + 1; deeper < open.length; deeper++) {
                open[deeper] = null;
            }
        }
        if (bookmarks.childrenSize() > 0) {
            document.head().appendChild(bookmarks);
        }
    }
}
