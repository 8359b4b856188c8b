package org.parvis.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parvis.api.content.AccessibilityCheck.Finding;
import org.parvis.files.check.TextCheck;
import org.parvis.testkit.FakeRequestSites;

class TextCheckTest {

    private static List<Finding> check(String html) {
        return new TextCheck().check(FakeRequestSites.RODEZ.id(), html);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "<p><img src=\"/images/x/1.jpg\" alt=\"\"></p> | picture | false",
        "<p><img src=\"/images/x/1.jpg\" alt=\"IMG_20260412.jpg\"></p> | filename | true",
        "<p><img src=\"/images/x/1.jpg\" alt=\"DSC 0042\"></p> | filename | true",
        "<h2> &nbsp;</h2><p>x</p> | heading.empty | true",
        "<h1>La mairie</h1> | heading.title | true",
        "<h3>Horaires</h3><p>x</p> | heading.skipped | true",
        "<h2>Mairie</h2><h4>Horaires</h4> | heading.skipped | true",
        "<p><strong>Horaires d’ouverture</strong></p><p>Le lundi.</p> | heading.bold | false",
        "<p><a href=\"/x\"></a></p> | link.empty | true",
        "<p><a href=\"/x\"><img src=\"/images/x/1.jpg\" alt=\"\"></a></p> | link.empty | true",
        "<p>Pour payer, <a href=\"/x\">Cliquez ici !</a></p> | link.vague | true",
        "<p><a href=\"/x\">Télécharger</a></p> | link.vague | true",
        "<p><a href=\"/x\">https://www.example.org/a?b=c</a></p> | link.address | false",
        "<table><tr><td>Lundi</td><td>9 h</td></tr></table> | table | true",
        "<p>ATTENTION TRAVAUX ROUTE BARRÉE JUSQU’À VENDREDI</p> | capitals | false"
    })
    void eachMistakeIsNamed(String html, String rule, boolean error) {
        assertThat(check(html)).singleElement().satisfies(finding -> {
            assertThat(finding.messageKey()).isEqualTo("files.check." + rule);
            assertThat(finding.error()).isEqualTo(error);
        });
    }

    @Test
    void aTextAsItShouldBeHasNoFindings() {
        assertThat(check("""
                <p>La mairie (SNCF, EDF et CCAS compris) est <strong>fermée</strong> lundi.</p>
                <h2>Horaires</h2><h3>Le matin</h3><p>De 9 h à 12 h.</p><h2>Accès</h2>
                <p><strong>En résumé, venez quand vous voulez.</strong></p>
                <p><a href="/x">Plan d’accès à la mairie</a> <a href="/y"><img src="/images/x/1.jpg" alt="Accueil de la salle des fêtes"></a></p>
                <table><thead><tr><th scope="col">Jour</th></tr></thead><tbody><tr><td><p><strong>Lundi</strong></p></td></tr></tbody></table>
                """)).isEmpty();
    }

    @Test
    void aFindingSaysWhereItStands() {
        assertThat(check("<p><a href=\"/a\">Plan du village</a></p><p><a href=\"/b\">ici</a></p>")).singleElement().satisfies(finding -> {
            assertThat(finding.element()).isEqualTo("a");
            assertThat(finding.index()).isEqualTo(1);
            assertThat(finding.excerpt()).isEqualTo("ici");
        });
    }
}
