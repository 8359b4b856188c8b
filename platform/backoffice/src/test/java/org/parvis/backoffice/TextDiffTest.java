package org.parvis.backoffice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.parvis.api.content.RichText;

class TextDiffTest {

    private static final RichText PLAIN = new RichText() {
        @Override
        public String sanitise(String html) {
            return html;
        }

        @Override
        public String plain(String html) {
            return html.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
        }
    };

    private static List<String> diff(String before, String after) {
        return TextDiff.of(before, after).stream().map(piece -> piece.change().charAt(0) + ":" + piece.text()).toList();
    }

    @Test
    void changedWordsStandBetweenThoseThatStay() {
        assertThat(diff("Le marché a lieu samedi matin.", "Le marché a lieu dimanche matin.")).containsExactly("S:Le marché a lieu ", "R:samedi ", "A:dimanche ", "S:matin.");
    }

    @Test
    void additionAndRemovalAtTheEnds() {
        assertThat(diff("", "Nouveau")).containsExactly("A:Nouveau");
        assertThat(diff("Ancien", "")).containsExactly("R:Ancien");
        assertThat(diff("", "")).isEmpty();
        assertThat(diff("Pareil", "Pareil")).containsExactly("S:Pareil");
    }

    @Test
    void blocksAreLinesAndAddressesAndAlternativesAreText() {
        assertThat(TextDiff.text("<h2>Titre</h2><p>Voir <a href=\"/a\">ici</a><br>ou <img src=\"x\" alt=\"Plan\"></p><ul><li>un</li></ul>", PLAIN))
                .isEqualTo("Titre\nVoir ici [/a]\nou [Plan]\nun");
    }
}
