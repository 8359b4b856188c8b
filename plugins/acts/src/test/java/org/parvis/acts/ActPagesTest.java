package org.parvis.acts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parvis.acts.ActsFixture.EDITOR;
import static org.parvis.acts.ActsFixture.NOW;
import static org.parvis.acts.ActsFixture.RODEZ;
import static org.parvis.acts.ActsFixture.answer;
import static org.parvis.acts.ActsFixture.body;
import static org.parvis.acts.ActsFixture.deliberation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Response;
import org.parvis.api.view.Block;
import org.parvis.api.view.FrameSource.Asked;
import org.parvis.testkit.FakePlugins;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.Pages;
import org.parvis.testkit.TestDatabase;

final class ActPagesTest {
    private final Pages html = Pages.of("acts");
    private ActsFixture fixture;

    @BeforeEach
    void open() {
        fixture = new ActsFixture(TestDatabase.derby());
    }

    private Response list(FakeRequest request) throws Exception {
        return answer(fixture.pages, "GET", "/actes", request.at(fixture.now).on(FakeRequestSites.RODEZ));
    }

    private Response act(Act act) throws Exception {
        return answer(fixture.pages, "GET", "/actes/{slug}", FakeRequest.get(act.path()).at(fixture.now).with("slug", act.slug()).on(FakeRequestSites.RODEZ));
    }

    private Response document(Act act, String number, FakeRequest request) throws Exception {
        return answer(fixture.pages, "GET", "/actes/{slug}/document/{number}",
                request.at(fixture.now).with("slug", act.slug()).with("number", number).on(FakeRequestSites.RODEZ));
    }

    private String page(Response response) {
        return html.html(response, FakeRequestSites.RODEZ);
    }

    @Test
    void theListShowsActsEscapedPagesThemAndRefusesWhatDoesNotExist() throws Exception {
        for (int i = 1; i <= 21; i++) {
            fixture.published(deliberation("2026-" + i, i == 21 ? "<b>Vœux</b>" : "Acte " + i), "texte " + i);
        }
        Response first = list(FakeRequest.get("/actes"));
        assertThat(page(first)).contains("&lt;b&gt;Vœux", "21 actes", "n°\u00a02026-21");
        assertThat(first.tags()).contains("acts");
        assertThat(page(list(FakeRequest.get("/actes").query("page", "2")))).contains("Acte 1<");
        assertThat(list(FakeRequest.get("/actes").query("q", "vœux")).tags()).isEmpty();
        assertThatThrownBy(() -> list(FakeRequest.get("/actes").query("page", "3"))).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> list(FakeRequest.get("/actes").query("nature", "loi"))).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> list(FakeRequest.get("/actes").query("matiere", "%"))).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> list(FakeRequest.get("/actes").query("annee", "x"))).isInstanceOf(NotFound.class);
    }

    @Test
    void anActSaysItsAuthorDateOfPublicationAppealPeriodAndDigest() throws Exception {
        Act act = fixture.published(deliberation("2026-41", "Choix des entreprises"), "texte");
        String page = page(act(act));
        assertThat(page).contains(
                "Claude Exemple, Maire", "12 novembre 2026 à 10\u00a0h", "Délai de recours\u00a0: jusqu’au 13 janvier 2027.", "R421-1", fixture.newest(act).sha256(),
                act.path() + "/document/1");
        assertThat(act(act).validUntil()).isEqualTo(Instant.parse("2027-01-13T23:00:00Z"));
        fixture.now = Instant.parse("2027-01-13T23:00:00Z");
        assertThat(page(act(act))).contains("terminé le 13 janvier 2027");
    }

    @Test
    void minutesHaveNoAppealPeriod() throws Exception {
        Act act = fixture.published(ActsFixture.content(ActKind.PROCES_VERBAL, "", "Séance", "5.2", LocalDate.of(2026, 11, 1)), "a");
        assertThat(page(act(act))).doesNotContain("Délai de recours");
    }

    @Test
    void aCorrectionIsSaidTheFormerDocumentStaysAndOnlyAChangeOfSubstanceReopensThePeriod() throws Exception {
        Act act = fixture.published(deliberation("1", "A"), "premier");
        fixture.now = NOW.plus(Duration.ofDays(7));
        Act typo = fixture.acts.correct(RODEZ, EDITOR, act.id(), act.version(), fixture.document("second"), "Faute de frappe", false);
        assertThat(page(act(act))).contains("Corrigé le 19 novembre 2026.", "Faute de frappe", "Version 1", "remplacée", "13 janvier 2027");
        assertThat(body(document(act, "1", FakeRequest.get("/")))).asString().isEqualTo("premier");
        assertThat(body(document(act, "2", FakeRequest.get("/")))).asString().isEqualTo("second");
        fixture.acts.correct(RODEZ, EDITOR, act.id(), typo.version(), fixture.document("tiers"), "Montant", true);
        // Published on 19 November: 19 January, then Wednesday 20 January 2027.
        assertThat(page(act(act))).contains("jusqu’au 20 janvier 2027");
    }

    @Test
    void aWithdrawnActShowsWhyAndServesNothing() throws Exception {
        Act act = fixture.published(deliberation("1", "A"), "secret");
        fixture.acts.withdraw(FakeRequestSites.RODEZ.tenant(), EDITOR, act.id(), act.version(), "Données personnelles", true);
        assertThat(page(act(act))).contains("Retiré le 12 novembre 2026", "Données personnelles").doesNotContain("/document/1");
        assertThatThrownBy(() -> document(act, "1", FakeRequest.get("/"))).isInstanceOf(NotFound.class);
    }

    @Test
    void aDraftOrScheduledActServesNothing() throws Exception {
        Act draft = fixture.acts.create(RODEZ, EDITOR, deliberation("1", "A"), NOW.plusSeconds(60), fixture.document("a"));
        assertThatThrownBy(() -> act(draft)).isInstanceOf(NotFound.class);
        Act scheduled = fixture.acts.publish(RODEZ, EDITOR, draft.id(), draft.version());
        assertThatThrownBy(() -> document(scheduled, "1", FakeRequest.get("/"))).isInstanceOf(NotFound.class);
        fixture.now = NOW.plusSeconds(60);
        Response response = document(scheduled, "1", FakeRequest.get("/"));
        assertThat(response.headers()).containsEntry("X-Content-Type-Options", "nosniff").containsEntry("Cache-Control", "no-cache");
        String etag = response.headers().get("ETag");
        assertThat(document(scheduled, "1", FakeRequest.get("/").header("If-None-Match", etag)).status()).isEqualTo(304);
    }

    @Test
    void aDocumentWithoutTextIsSaidToVisitors() throws Exception {
        Act act = fixture.published(deliberation("1", "A"), "scan");
        fixture.readAll();
        assertThat(page(act(act))).contains("une image sans texte");
    }

    @Test
    void theHomePageShowsTheLatestAndNothingWhenThereIsNone() {
        ActsOnSite onSite = new ActsOnSite(fixture.acts);
        fixture.database.listen(onSite);
        Asked asked = new Asked(FakeRequestSites.RODEZ, FakePlugins.of("acts"), Locale.FRENCH, "/", null, NOW);
        Block none = onSite.block(asked).orElseThrow();
        assertThat(html.html(none.template(), Map.of("block", none.model()), FakeRequestSites.RODEZ, Locale.FRENCH)).isBlank();
        fixture.published(deliberation("1", "Budget"), "a");
        Block some = onSite.block(asked).orElseThrow();
        assertThat(html.html(some.template(), Map.of("block", some.model()), FakeRequestSites.RODEZ, Locale.FRENCH)).contains("Budget", "/actes");
        assertThat(onSite.entries(FakeRequestSites.RODEZ, NOW)).hasSize(2);
    }

    /** What the home page shows is kept in memory, and over at the moment of the next publication. */
    @Test
    void aScheduledActComesToTheHomePageAtItsTime() {
        ActsOnSite onSite = new ActsOnSite(fixture.acts);
        fixture.database.listen(onSite);
        Instant from = NOW.plus(Duration.ofHours(3));
        Act draft = fixture.acts.create(RODEZ, EDITOR, deliberation("1", "Budget"), from, fixture.document("a"));
        Act scheduled = fixture.acts.publish(RODEZ, EDITOR, draft.id(), draft.version());
        Block before = onSite.block(home(NOW)).orElseThrow();
        assertThat(String.valueOf(before.model())).doesNotContain("Budget");
        assertThat(before.validUntil()).isEqualTo(from);
        fixture.now = from;
        assertThat(String.valueOf(onSite.block(home(from)).orElseThrow().model())).contains("Budget");
        fixture.acts.withdraw(FakeRequestSites.RODEZ.tenant(), EDITOR, scheduled.id(), scheduled.version(), "Erreur", true);
        assertThat(String.valueOf(onSite.block(home(from)).orElseThrow().model())).doesNotContain("Budget");
    }

    private static Asked home(Instant now) {
        return new Asked(FakeRequestSites.RODEZ, FakePlugins.of("acts"), Locale.FRENCH, "/", null, now);
    }

    @Test
    void theEnglishPageIsEnglish() throws Exception {
        Act act = fixture.published(deliberation("1", "A"), "a");
        assertThat(html.html(act(act), FakeRequestSites.RODEZ, Locale.ENGLISH)).contains("Can be contested until 13 January 2027.", "Read the act");
    }
}
