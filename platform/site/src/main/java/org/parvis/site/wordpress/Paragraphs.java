package org.parvis.site.wordpress;

import java.util.List;
import java.util.Set;
import org.parvis.site.wordpress.HtmlPieces.Kind;
import org.parvis.site.wordpress.HtmlPieces.Piece;

/**
 * Makes paragraphs of text that has none.
 *
 * <p>The classic editor stores line ends, and WordPress makes paragraphs of them when it shows a page: a blank line is a new paragraph,
 * another line end a new line. Text in the blocks of the newer editor has its paragraphs already and passes unchanged. Elements that only
 * arrange others are left out.
 */
final class Paragraphs {

    /** Elements that are passed on as they are, with all within. */
    private static final Set<String> WHOLE = Set.of("ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6", "figure");
    /** Elements that end a paragraph and leave no other trace. */
    private static final Set<String> AROUND = Set.of(
            "div", "section", "article", "header", "footer", "main", "aside", "nav", "center", "address", "details", "summary", "fieldset",
            "form", "dl", "dt", "dd", "html", "body", "figcaption");

    private final StringBuilder out = new StringBuilder();
    private final StringBuilder paragraph = new StringBuilder();
    private boolean worthwhile;
    private int whole;
    private Lines lines = Lines.LOOSE;

    /** What a line end means. */
    private enum Lines {
        /** A new line or paragraph. */
        LOOSE,
        /** A space. */
        TIGHT,
        /** A new line. */
        KEPT
    }

    private Paragraphs() {}

    static String of(List<Piece> pieces) {
        Paragraphs paragraphs = new Paragraphs();
        pieces.forEach(paragraphs::add);
        paragraphs.end();
        return paragraphs.out.toString();
    }

    private void add(Piece piece) {
        if (whole > 0) {
            within(piece);
            return;
        }
        switch (piece.kind()) {
            case TEXT -> text(piece.source());
            case COMMENT -> end();
            case OPEN, CLOSE -> tag(piece);
        }
    }

    private void within(Piece piece) {
        if (piece.kind() != Kind.COMMENT) {
            out.append(piece.source());
        }
        if (WHOLE.contains(piece.name())) {
            whole += piece.kind() == Kind.OPEN ? 1 : -1;
        }
    }

    private void tag(Piece piece) {
        boolean open = piece.kind() == Kind.OPEN;
        String name = piece.name();
        if (name.equals("p") || name.equals("pre")) {
            end();
            lines = !open ? Lines.LOOSE : name.equals("p") ? Lines.TIGHT : Lines.KEPT;
        } else if (WHOLE.contains(name)) {
            end();
            lines = Lines.LOOSE;
            if (open) {
                out.append(piece.source());
                whole = 1;
            }
        } else if (name.equals("blockquote") || name.equals("hr")) {
            end();
            lines = Lines.LOOSE;
            out.append(piece.source());
        } else if (AROUND.contains(name)) {
            end();
            lines = Lines.LOOSE;
        } else {
            paragraph.append(piece.source());
            worthwhile |= name.equals("img");
        }
    }

    private void text(String text) {
        String unix = text.replace("\r\n", "\n").replace('\r', '\n');
        switch (lines) {
            case TIGHT -> words(unix.replace('\n', ' '));
            case KEPT -> broken(unix);
            case LOOSE -> {
                String[] parts = unix.split("\n[ \\t\u00a0]*\n\\s*", -1);
                for (int i = 0; i < parts.length; i++) {
                    if (i > 0) {
                        end();
                    }
                    broken(parts[i]);
                }
            }
        }
    }

    private void broken(String part) {
        String[] each = part.split("\n", -1);
        for (int i = 0; i < each.length; i++) {
            if (i > 0 && worthwhile) {
                paragraph.append("<br>");
            }
            words(each[i]);
        }
    }

    private void words(String words) {
        paragraph.append(words);
        worthwhile |= !words.replace("&nbsp;", "").replace('\u00a0', ' ').isBlank();
    }

    private void end() {
        if (worthwhile) {
            out.append("<p>").append(stripped(paragraph.toString())).append("</p>");
        }
        paragraph.setLength(0);
        worthwhile = false;
    }

    private static String stripped(String paragraph) {
        String text = paragraph.strip();
        while (text.endsWith("<br>")) {
            text = text.substring(0, text.length() - 4).strip();
        }
        return text;
    }
}
