package org.parvis.messaging.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Plain text as templates show it: paragraphs and lists of lines, with what is an address as a link. */
public final class MailText {
    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"]*[^\\s<>\"().,;:!?]");
    private static final String BULLET = "- ";

    private MailText() {}

    /** @param list whether each line is an item of a list */
    public record Paragraph(boolean list, List<Line> lines) {}

    public record Line(List<Run> runs) {}

    /** @param href address that it leads to, or null */
    public record Run(String text, @Nullable String href) {}

    /** Paragraphs are apart by an empty line; lines of one that all begin with a hyphen are a list. */
    public static List<Paragraph> paragraphs(String text) {
        return Stream.of(text.strip().split("\\n\\s*\\n")).filter(part -> !part.isBlank()).map(MailText::paragraph).toList();
    }

    private static Paragraph paragraph(String text) {
        List<String> lines = text.strip().lines().map(String::strip).toList();
        boolean list = lines.stream().allMatch(line -> line.startsWith(BULLET));
        return new Paragraph(list, lines.stream().map(line -> line(list ? line.substring(BULLET.length()) : line)).toList());
    }

    private static Line line(String text) {
        List<Run> runs = new ArrayList<>();
        Matcher links = LINK.matcher(text);
        int from = 0;
        while (links.find()) {
            if (links.start() > from) {
                runs.add(new Run(text.substring(from, links.start()), null));
            }
            runs.add(new Run(links.group(), links.group()));
            from = links.end();
        }
        if (from < text.length() || runs.isEmpty()) {
            runs.add(new Run(text.substring(from), null));
        }
        return new Line(List.copyOf(runs));
    }
}
