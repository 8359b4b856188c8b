package org.parvis.documents.pdf;

import com.openhtmltopdf.extend.FSTextBreaker;
import com.openhtmltopdf.layout.UrlAwareLineBreakIterator;
import java.text.BreakIterator;
import java.util.Locale;

/** Where lines may end: as Java says, but neither after the apostrophe of « l’acte » nor within « L231-4 ». */
final class LineEnds implements FSTextBreaker {
    private final FSTextBreaker ends = new UrlAwareLineBreakIterator(BreakIterator.getLineInstance(Locale.FRENCH));
    private String text = "";

    @Override
    public void setText(String text) {
        this.text = text;
        ends.setText(text);
    }

    @Override
    public int next() {
        int end = ends.next();
        while (end > 0 && end < text.length() && together(text.charAt(end - 1), text.charAt(end))) {
            end = ends.next();
        }
        return end;
    }

    private static boolean together(char before, char after) {
        return (before == '’' || before == '\'') && Character.isLetter(after) || before == '-' && Character.isDigit(after);
    }
}
