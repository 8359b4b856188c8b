package org.parvis.acts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parvis.acts.ActsFixture.EDITOR;
import static org.parvis.acts.ActsFixture.NOW;
import static org.parvis.acts.ActsFixture.RODEZ;
import static org.parvis.acts.ActsFixture.answer;
import static org.parvis.acts.ActsFixture.body;
import static org.parvis.acts.ActsFixture.deliberation;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parvis.api.route.NotFound;
import org.parvis.testkit.FakePlugins;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.Pages;
import org.parvis.testkit.TestDatabase;
import org.w3c.dom.Element;

/** Feeds and open data. */
final class ActDataTest {
    private final Pages html = Pages.of("acts");
    private ActsFixture fixture;

    @BeforeEach
    void open() {
        fixture = new ActsFixture(TestDatabase.derby());
    }

    private String feed(String path) throws Exception {
        ActFeeds feeds = new ActFeeds(fixture.acts, fixture.urls, html.themes(), FakePlugins.of("acts").speaking(html.plugins()));
        return new String(body(answer(feeds, "GET", path, FakeRequest.get(path).at(fixture.now).on(FakeRequestSites.RODEZ))), StandardCharsets.UTF_8);
    }

    private static String text(Element in, String name) {
        return in.getElementsByTagNameNS("http://www.w3.org/2005/Atom", name).item(0).getTextContent();
    }

    /** RFC 4287, 4.1.1 and 4.1.2: what a feed and an entry must have. */
    @Test
    void theAtomFeedHasWhatTheRfcDemands() throws Exception {
        Act act = fixture.published(deliberation("2026-41", "Vœux & <marché>\u0007"), "texte");
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        Element feed = factory.newDocumentBuilder().parse(new ByteArrayInputStream(feed("/actes/flux.atom").getBytes(StandardCharsets.UTF_8))).getDocumentElement();
        assertThat(text(feed, "id")).startsWith("urn:uuid:");
        assertThat(text(feed, "updated")).isEqualTo("2026-11-12T09:00:00Z");
        Element entry = (Element) feed.getElementsByTagNameNS("*", "entry").item(0);
        assertThat(text(entry, "title")).isEqualTo("Délibération 2026-41 – Vœux & <marché>");
        assertThat(text(entry, "id")).isEqualTo("urn:uuid:" + act.id());
        assertThat(text(entry, "name")).isEqualTo("Claude Exemple, Maire");
        Element enclosure = (Element) entry.getElementsByTagNameNS("*", "link").item(1);
        assertThat(enclosure.getAttribute("rel")).isEqualTo("enclosure");
        assertThat(enclosure.getAttribute("href")).isEqualTo("https://rodez.territoire.example" + act.path() + "/document/1");
        assertThat(enclosure.getAttribute("length")).isEqualTo("5");
    }

    @Test
    void theJsonFeedNamesItsVersionAndTheFile() throws Exception {
        fixture.published(deliberation("1", "A"), "texte");
        assertThat(feed("/actes/flux.json")).startsWith("{\"version\":\"https://jsonfeed.org/version/1.1\"").contains("\"mime_type\":\"application/pdf\"", "\"size_in_bytes\":5");
    }

    private String csv() throws Exception {
        return new String(body(answer(fixture.export, "GET", "/actes/deliberations.csv", FakeRequest.get("/").at(fixture.now).on(FakeRequestSites.RODEZ))),
                StandardCharsets.UTF_8);
    }

    /** The columns, in order, and the patterns of the schema « scdl/deliberations » 2.1. */
    @Test
    void theOpenDataHoldToTheSchemaAndListPublishedDeliberationsAlone() throws Exception {
        fixture.settings.put("acts.siret", "21120202300011");
        fixture.settings.put("acts.prefecture", "PREF012");
        Act.Content whole = new Act.Content(
                ActKind.DELIBERATION, "2026-41", "École ; choix des \"entreprises\"", "2.2", LocalDate.of(2026, 11, 10), "Claude Exemple", "Maire",
                LocalDate.of(2026, 11, 11), new Votes(15, 14, 12, 1, 1), "2026", "Budget principal");
        Act act = fixture.published(whole, "a");
        fixture.published(ActsFixture.content(ActKind.ARRETE, "12", "Circulation", "6.1", LocalDate.of(2026, 3, 1)), "b");
        fixture.acts.create(RODEZ, EDITOR, deliberation("2026-42", "Brouillon"), null, fixture.document("c"));
        Act gone = fixture.published(deliberation("2026-43", "Retirée"), "d");
        fixture.acts.withdraw(FakeRequestSites.RODEZ.tenant(), EDITOR, gone.id(), gone.version(), "Erreur", true);
        List<String> lines = csv().lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).isEqualTo("COLL_NOM;COLL_SIRET;DELIB_ID;DELIB_DATE;DELIB_MATIERE_CODE;DELIB_MATIERE_NOM;DELIB_OBJET;BUDGET_ANNEE;BUDGET_NOM;PREF_ID;"
                + "PREF_DATE;VOTE_EFFECTIF;VOTE_REEL;VOTE_POUR;VOTE_CONTRE;VOTE_ABSTENTION;DELIB_URL");
        assertThat(lines.get(1)).isEqualTo("Rodez;21120202300011;2026-41;2026-11-10;2.2;urbanisme/actes relatifs au droit d'occupation ou d'utilisation des sols;"
                + "\"École ; choix des \"\"entreprises\"\"\";2026;Budget principal;PREF012;2026-11-11;15;14;12;1;1;https://rodez.territoire.example" + act.path());
    }

    @Test
    void withoutASiretThereAreNoOpenData() {
        assertThatThrownBy(this::csv).isInstanceOf(NotFound.class);
    }

    /** The schema: « '1.1' à '1.7', '2.1' à '2.3', '3.1' à '3.6', '4.1' à '4.5', '5.1' à '5.8', '6.1' à '6.5', '7.1' à '7.10', '8.1' à '8.9', '9.1' à '9.4' ». */
    @Test
    void theNomenclatureHasTheCodesOfTheSchemaAndNamesWithoutComma() {
        int[] expected = {7, 3, 6, 5, 8, 5, 10, 9, 4};
        for (int area = 1; area <= expected.length; area++) {
            String prefix = area + ".";
            assertThat(Matters.list().stream().filter(matter -> matter.code().startsWith(prefix))).hasSize(expected[area - 1]);
        }
        Pattern name = Pattern.compile("[^,()A-Z]+/[^,()A-Z]+");
        assertThat(Matters.list()).allSatisfy(matter -> assertThat(matter.scdl()).matches(name));
        assertThat(Matters.of("8.4").orElseThrow().scdl()).isEqualTo("domaines de compétences par thèmes/aménagement du territoire");
    }

    /** 21860194600013 is the schema's own example. */
    @ParameterizedTest
    @CsvSource({"21860194600013, true", "21860194600014, false", "2186019460001, false", "2186019460001x, false", "'', false"})
    void aSiretIsCheckedByItsLastDigit(String text, boolean valid) {
        assertThat(ActDesk.isSiret(text)).isEqualTo(valid);
    }
}
