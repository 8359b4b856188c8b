package org.parvis.files.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.owasp.html.HtmlSanitizer;
import org.parvis.api.content.AccessibilityCheck.Finding;

/** Reads a text once from its beginning to its end and notes what is to be mended. */
final class TextReading implements HtmlSanitizer.Policy {
    private static final String PREFIX = "files.check.";
    private static final int EXCERPT = 60;
    private static final int LONGEST_HEADING = 90;
    /** Each page has its title as first heading. */
    private static final int TITLE = 1;

    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, Integer> seen = new HashMap<>();
    private @Nullable Open heading;
    private @Nullable Open link;
    private @Nullable Open paragraph;
    private @Nullable Open table;
    private final StringBuilder bold = new StringBuilder();
    private boolean inBold;
    private boolean hasHeaders;
    private int level = TITLE;

    /** An element that has begun, and its text so far. */
    private record Open(String name, int index, StringBuilder text) {

        String words() {
            return text.toString().replaceAll("[\\s\u00a0]+", " ").strip();
        }
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    @Override
    public void openDocument() {
        findings.clear();
    }

    @Override
    public void closeDocument() {
        // Nothing is buffered.
    }

    @Override
    public void openTag(String name, List<String> attributes) {
        int index = seen.merge(name, 1, Integer::sum) - 1;
        Open open = new Open(name, index, new StringBuilder());
        switch (name) {
            case "h1", "h2", "h3", "h4", "h5", "h6" -> heading = open;
            case "a" -> link = open;
            case "p" -> {
                paragraph = open;
                bold.setLength(0);
            }
            case "strong", "b" -> inBold = true;
            case "th" -> hasHeaders = true;
            case "table" -> {
                table = open;
                hasHeaders = false;
            }
            case "img" -> picture(value(attributes, "alt"), index);
            default -> {
                // Nothing to learn from it.
            }
        }
    }

    private static String value(List<String> attributes, String name) {
        for (int i = 0; i + 1 < attributes.size(); i += 2) {
            if (attributes.get(i).equals(name)) {
                return attributes.get(i + 1);
            }
        }
        return "";
    }

    private void picture(String alt, int index) {
        if (alt.isBlank() && link == null) {
            note("picture", false, "", "img", index);
        } else if (Wordings.isFileName(alt)) {
            note("filename", true, alt, "img", index);
        }
        text(alt, false);
    }

    @Override
    public void closeTag(String name) {
        switch (name) {
            case "h1", "h2", "h3", "h4", "h5", "h6" -> closeHeading();
            case "a" -> closeLink();
            case "p" -> closeParagraph();
            case "strong", "b" -> inBold = false;
            case "table" -> closeTable();
            default -> {
                // Nothing ends that matters.
            }
        }
    }

    private void closeHeading() {
        Open open = heading;
        heading = null;
        if (open == null) {
            return;
        }
        String words = open.words();
        int now = open.name().charAt(1) - '0';
        if (words.isEmpty()) {
            note("heading.empty", true, "", open.name(), open.index());
            return;
        }
        if (now == TITLE) {
            note("heading.title", true, words, open.name(), open.index());
        } else if (now > level + 1) {
            note("heading.skipped", true, words, open.name(), open.index());
        }
        shouted(open);
        level = now;
    }

    private void closeLink() {
        Open open = link;
        link = null;
        if (open == null) {
            return;
        }
        String words = open.words();
        if (words.isEmpty()) {
            note("link.empty", true, "", "a", open.index());
        } else if (Wordings.isVague(words)) {
            note("link.vague", true, words, "a", open.index());
        } else if (Wordings.isAddress(words)) {
            note("link.address", false, words, "a", open.index());
        }
    }

    private void closeParagraph() {
        Open open = paragraph;
        paragraph = null;
        if (open == null) {
            return;
        }
        String words = open.words();
        String strong = bold.toString().replaceAll("[\\s\u00a0]+", " ").strip();
        if (!words.isEmpty() && words.equals(strong) && words.length() <= LONGEST_HEADING && table == null && !words.endsWith(".")) {
            note("heading.bold", false, words, "p", open.index());
        }
        shouted(open);
    }

    private void closeTable() {
        Open open = table;
        table = null;
        if (open != null && !hasHeaders) {
            note("table", true, open.words(), "table", open.index());
        }
    }

    private void shouted(Open open) {
        if (Wordings.isShouted(open.words())) {
            note("capitals", false, open.words(), open.name(), open.index());
        }
    }

    @Override
    public void text(String text) {
        text(text, inBold);
    }

    private void text(String text, boolean strong) {
        for (Open open : new Open[] {heading, link, paragraph, table}) {
            if (open != null) {
                open.text().append(text);
            }
        }
        if (strong) {
            bold.append(text);
        }
    }

    private void note(String rule, boolean error, String text, String element, int index) {
        String excerpt = text.length() > EXCERPT ? text.substring(0, EXCERPT).strip() + "…" : text;
        findings.add(new Finding(PREFIX + rule, error, excerpt, element, index));
    }
}
