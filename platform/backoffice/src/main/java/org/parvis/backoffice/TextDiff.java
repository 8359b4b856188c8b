package org.parvis.backoffice;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.parvis.api.content.RichText;

/** The difference of two texts, word by word. */
public final class TextDiff {

    private static final Pattern WORD = Pattern.compile("\\n|[^\\s]+[ \\t]*|[ \\t]+");
    private static final Pattern LINK = Pattern.compile("(?s)<a\\b[^>]*\\bhref=\"([^\"]*)\"[^>]*>(.*?)</a>");
    private static final Pattern PICTURE = Pattern.compile("<img\\b[^>]*\\balt=\"([^\"]*)\"[^>]*>");
    private static final Pattern BREAK = Pattern.compile("(?i)<br\\b[^>]*>|</(p|h[1-6]|li|tr|blockquote|figure|figcaption)>");

    /** Beyond that, finding the smallest difference costs more than it tells: the whole texts are shown. */
    private static final int MOST_WORDS = 20_000;

    private TextDiff() {}

    /** What becomes of some words. */
    public enum Change {
        SAME,
        REMOVED,
        ADDED
    }

    /** Consecutive words with the same fate; line ends are line feeds. */
    public record Piece(String change, String text) {}

    static List<Piece> of(String before, String after) {
        if (before.equals(after)) {
            return before.isEmpty() ? List.of() : List.of(piece(Change.SAME, before));
        }
        List<String> old = words(before);
        List<String> now = words(after);
        if (old.size() + now.size() > MOST_WORDS) {
            return List.of(piece(Change.REMOVED, before), piece(Change.ADDED, after));
        }
        List<Piece> pieces = new ArrayList<>();
        int at = 0;
        for (AbstractDelta<String> delta : DiffUtils.diff(old, now).getDeltas()) {
            add(pieces, Change.SAME, old.subList(at, delta.getSource().getPosition()));
            add(pieces, Change.REMOVED, delta.getSource().getLines());
            add(pieces, Change.ADDED, delta.getTarget().getLines());
            at = delta.getSource().getPosition() + delta.getSource().size();
        }
        add(pieces, Change.SAME, old.subList(at, old.size()));
        return pieces;
    }

    /** The text of HTML, a line for each block, with the addresses of links and what pictures show: changes of these are changes. */
    static String text(String html, RichText richText) {
        String marked = PICTURE.matcher(LINK.matcher(html).replaceAll("$2 [$1]")).replaceAll("[$1]");
        StringBuilder text = new StringBuilder();
        for (String block : BREAK.split(marked)) {
            String plain = richText.plain(block).strip();
            if (!plain.isEmpty()) {
                text.append(text.isEmpty() ? "" : "\n").append(plain);
            }
        }
        return text.toString();
    }

    private static void add(List<Piece> pieces, Change change, List<String> words) {
        if (!words.isEmpty()) {
            pieces.add(piece(change, String.join("", words)));
        }
    }

    private static Piece piece(Change change, String text) {
        return new Piece(change.name(), text);
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }
}
