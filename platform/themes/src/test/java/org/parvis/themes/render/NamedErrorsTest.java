package org.parvis.themes.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NamedErrorsTest {

    private static String named(String field, String fields) {
        return NamedErrors.named("<a href=\"#f-x\"><strong data-label-of=\"" + field + "\">\u00a0:</strong> Remplissez ce champ.</a>" + fields)
                .replaceAll("</a>.*", "");
    }

    @Test
    void anErrorBeginsWithTheLabelOfItsField() {
        assertThat(named("title", "<label for=\"f-title-2\">Autre</label><label class=\"field__label\" for=\"f-title\">Titre &amp; nom <span>(obligatoire)</span></label>"))
                .isEqualTo("<a href=\"#f-x\"><strong>Titre &amp; nom\u00a0:</strong> Remplissez ce champ.");
    }

    @Test
    void aGroupIsNamedByItsLegendAndALoneInputByItsLabelForScreenReaders() {
        assertThat(named("roles", "<fieldset class=\"field\" id=\"f-roles\">\n  <legend class=\"field__label\">Rôles</legend>"))
                .contains("<strong>Rôles\u00a0:</strong> ");
        assertThat(named("d1", "<input type=\"time\" id=\"f-d1\" name=\"d1\" aria-label=\"Lundi, de\">")).contains("<strong>Lundi, de\u00a0:</strong> ");
    }

    @Test
    void aQuestionKeepsItsOwnMarkAndAFieldWithoutLabelItsMessage() {
        assertThat(named("who", "<label for=\"f-who\">Qui\u00a0?</label>")).contains("<strong>Qui\u00a0?</strong> Remplissez");
        assertThat(named("gone", "")).isEqualTo("<a href=\"#f-x\">Remplissez ce champ.");
    }

    @Test
    void aFieldOfOneOfSeveralSaysOfWhich() {
        String rows = "<fieldset class=\"box\" id=\"f-child.0\"><legend>Enfant 1</legend><label for=\"f-child.0.name\">Nom</label></fieldset>"
                + "<fieldset class=\"box\" id=\"f-child.1\"><legend>Enfant 2</legend><label for=\"f-child.1.name\">Nom</label></fieldset>";
        assertThat(named("child.1.name", rows)).contains("<strong>Enfant 2 – Nom\u00a0:</strong> ");
        assertThat(named("fee.1.fr", "<label for=\"f-fee.1.fr\">Prix</label>")).contains("<strong>Prix\u00a0:</strong> ");
    }

    @Test
    void onlyPagesWithErrorsAreLookedAt() {
        assertThat(NamedErrors.in(Map.of())).isFalse();
        assertThat(NamedErrors.in(Map.of("errors", List.of()))).isFalse();
        assertThat(NamedErrors.in(Map.of("errors", List.of("one")))).isTrue();
    }
}
