package org.parvis.documents.pdf;

import com.openhtmltopdf.extend.FSTextBreaker;
import com.openhtmltopdf.layout.UrlAwareLineBreakIterator;
import java.text.BreakIterator;
import java.util.Locale;

/** Where a line may end: after no elided article ({@code l’|administration}), and within no number of an article of law ({@code R421-|1}). */
final class FrenchBreaks implements FSTextBreaker {
    private final FSTextBreaker breaks = new UrlAwareLineBreakIterator(BreakIterator.getLineInstance(Locale.FRENCH));
    private String text = "";

    @Override
    public int next() {
        int at = breaks.next();
        while (at != BreakIterator.DONE && at > 0 && at < text.length() && joined(text.charAt(at - 1), text.charAt(at))) {
            at = breaks.next();
        }
        return at;
    }

    private static boolean joined(char before, char after) {
        return (before == '’' || before == '\'') && Character.isLetter(after) || before == '-' && Character.isDigit(after);
    }

    @Override
    public void setText(String text) {
        this.text = text;
        breaks.setText(text);
    }
}
