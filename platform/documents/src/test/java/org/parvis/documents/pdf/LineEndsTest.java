package org.parvis.documents.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineEndsTest {

    /** What may stand on one line by itself. */
    private static List<String> parts(String text) {
        LineEnds ends = new LineEnds();
        ends.setText(text);
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int end = ends.next(); end != BreakIterator.DONE; end = ends.next()) {
            parts.add(text.substring(from, end).strip());
            from = end;
        }
        return parts;
    }

    @Test
    void aLineEndsNeitherAfterAnApostropheNorWithinTheNumberOfAnArticle() {
        assertThat(parts("elle n’a pas tout l’acte")).containsExactly("elle", "n’a", "pas", "tout", "l’acte");
        assertThat(parts("l'acte")).containsExactly("l'acte");
        assertThat(parts("(Code, L231-4, 1°)")).containsExactly("(Code,", "L231-4,", "1°)");
    }

    @Test
    void aLineEndsWhereItMay() {
        assertThat(parts("un rendez-vous")).containsExactly("un", "rendez-", "vous");
        assertThat(parts("«\u00a0Mairie\u00a0» d’Agen")).containsExactly("«\u00a0Mairie\u00a0»", "d’Agen");
        assertThat(parts("")).isEmpty();
    }
}
