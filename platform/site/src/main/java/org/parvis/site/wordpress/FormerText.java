package org.parvis.site.wordpress;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.parvis.site.wordpress.HtmlPieces.Kind;
import org.parvis.site.wordpress.HtmlPieces.Piece;

/**
 * Turns the text of a page or post of WordPress into plain HTML for this site: short codes resolved, pictures and files replaced by those
 * that are here, players and frames of others by links, links within the former site by paths. What comes out is not safe yet: it goes
 * through the sanitiser.
 */
final class FormerText {

    private static final Pattern ALONE = Pattern.compile("https?://[^\\s<>\"]{3,500}");
    private static final Set<String> PLAYERS = Set.of("iframe", "embed", "video", "audio", "source", "object");
    private static final Set<String> FIGURE_CONTENT = Set.of("img", "table", "blockquote", "ul", "ol");
    private static final int DEEPEST = 20;
    private static final Piece BREAK = new Piece(Kind.COMMENT, "", "");

    private final FormerSite site;
    private final Library library;
    private final Findings findings;
    private final List<Piece> out = new ArrayList<>();
    private final Deque<Figure> figures = new ArrayDeque<>();
    /** Of each open link, whether it stays. */
    private final Deque<Boolean> links = new ArrayDeque<>();

    private FormerText(FormerSite site, Library library, Findings findings) {
        this.site = site;
        this.library = library;
        this.findings = findings;
    }

    /** An open figure: where it begins, and whether there is anything to see in it. */
    private static final class Figure {
        private final int from;
        private boolean filled;

        Figure(int from) {
            this.from = from;
        }
    }

    /** @param item number of the page or post in WordPress */
    static String convert(String content, long item, FormerSite site, Library library, Findings findings) {
        FormerText text = new FormerText(site, library, findings);
        HtmlPieces.of(Shortcodes.resolve(content, library, item, findings)).forEach(text::add);
        while (!text.figures.isEmpty()) {
            text.endFigure();
        }
        return Paragraphs.of(text.out);
    }

    private void add(Piece piece) {
        switch (piece.kind()) {
            case COMMENT -> out.add(BREAK);
            case TEXT -> text(piece);
            case OPEN -> open(piece);
            case CLOSE -> close(piece);
        }
    }

    /** An address that stands alone is what WordPress shows as a player. */
    private void text(Piece piece) {
        String stripped = piece.source().strip();
        if (links.isEmpty() && ALONE.matcher(stripped).matches()) {
            String url = stripped.replace("&amp;", "&").replace("&#038;", "&");
            link(url, url);
        } else {
            out.add(piece);
        }
    }

    private void open(Piece piece) {
        String name = piece.name();
        if (FIGURE_CONTENT.contains(name) && !name.equals("img")) {
            figures.forEach(figure -> figure.filled = true);
        }
        if (name.equals("img")) {
            picture(piece.attributes());
        } else if (name.equals("a")) {
            link(piece.attributes().getOrDefault("href", ""));
        } else if (PLAYERS.contains(name)) {
            player(piece.attributes());
        } else if (name.equals("figure") && figures.size() < DEEPEST) {
            figures.push(new Figure(out.size()));
            out.add(new Piece(Kind.OPEN, "figure", "<figure>"));
        } else {
            out.add(piece);
        }
    }

    private void close(Piece piece) {
        if (piece.closes("a")) {
            if (!links.isEmpty() && links.pop()) {
                out.add(piece);
            }
        } else if (piece.closes("figure")) {
            if (!figures.isEmpty()) {
                endFigure();
            }
        } else if (!PLAYERS.contains(piece.name())) {
            out.add(piece);
        }
    }

    /** A figure that lost its picture leaves its caption as a paragraph. */
    private void endFigure() {
        Figure figure = figures.pop();
        if (figure.filled) {
            out.add(new Piece(Kind.CLOSE, "figure", "</figure>"));
            return;
        }
        out.set(figure.from, BREAK);
        out.add(BREAK);
    }

    private void picture(Map<String, String> attributes) {
        String url = attributes.getOrDefault("src", "");
        if (url.isEmpty() || url.startsWith("data:")) {
            url = attributes.getOrDefault("data-src", attributes.getOrDefault("data-lazy-src", ""));
        }
        if (url.isEmpty()) {
            return;
        }
        Optional<Library.Picture> here = library.picture(url);
        if (here.isEmpty()) {
            findings.add("picture.missing", site.named(url));
            return;
        }
        Library.Picture picture = here.get();
        String alt = attributes.getOrDefault("alt", "").isBlank() ? picture.alt() : attributes.get("alt");
        if (alt.isBlank()) {
            findings.add("picture.alt", site.named(url));
        }
        out.add(new Piece(
                Kind.OPEN, "img",
                "<img src=" + HtmlPieces.quoted(picture.src()) + " alt=" + HtmlPieces.quoted(alt) + " width=\"" + picture.width() + "\" height=\""
                        + picture.height() + "\">"));
        figures.forEach(figure -> figure.filled = true);
    }

    /** A link to the large variant of the picture within it serves nobody here: the picture stays. */
    private void link(String href) {
        boolean picture = FormerSite.isPicture(href) && site.fileKey(href).isPresent();
        links.push(!picture);
        if (!picture) {
            out.add(new Piece(Kind.OPEN, "a", "<a href=" + HtmlPieces.quoted(target(href)) + ">"));
        }
    }

    private String target(String href) {
        Optional<String> file = site.fileKey(href);
        if (file.isPresent()) {
            Optional<String> here = library.document(href);
            if (here.isEmpty()) {
                findings.add("document.missing", site.named(href));
            }
            return here.orElse(href);
        }
        return site.local(href).orElse(href);
    }

    private void link(String url, String label) {
        out.add(BREAK);
        out.add(new Piece(Kind.OPEN, "a", "<a href=" + HtmlPieces.quoted(target(url)) + ">"));
        out.add(new Piece(Kind.TEXT, "", HtmlPieces.escaped(label)));
        out.add(new Piece(Kind.CLOSE, "a", "</a>"));
        out.add(BREAK);
    }

    private void player(Map<String, String> attributes) {
        String found = attributes.getOrDefault("src", attributes.getOrDefault("data", attributes.getOrDefault("data-src", "")));
        String url = found.startsWith("//") ? "https:" + found : found;
        if (url.startsWith("http")) {
            findings.add("embed", url);
            link(url, url);
        }
    }
}
