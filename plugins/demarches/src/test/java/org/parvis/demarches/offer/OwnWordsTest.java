package org.parvis.demarches.offer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parvis.demarches.DemarchesFixture.RODEZ;
import static org.parvis.demarches.DemarchesFixture.WORKER;
import static org.parvis.demarches.DemarchesFixture.answer;
import static org.parvis.testkit.FakeRequestSites.AGEN;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.parvis.api.desk.DayItems;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.NotFound;
import org.parvis.demarches.DemarchesFixture;
import org.parvis.demarches.Offer;
import org.parvis.demarches.Packages;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** A commune's own words when a later version changes the shared ones. */
final class OwnWordsTest {
    private DemarchesFixture fixture;
    private OwnWords words;
    private OwnWordsDesk desk;

    private void open(TestDatabase database) {
        fixture = new DemarchesFixture(database);
        fixture.html.desk();
        words = new OwnWords(fixture.procedures);
        desk = new OwnWordsDesk(fixture.offers, words);
        fixture.offers.save(RODEZ.id(), WORKER, new Offer(
                "saisine", true, Map.of("email", "mairie@example.org", "summary.fr", "Écrivez-nous, nous répondons.", "cost.fr", "Rien du tout."), 0));
        fixture.offer(AGEN, "saisine");
    }

    private void second() {
        String summary = fixture.procedures.newest("saisine").orElseThrow().texts().variants().get("fr").get("summary");
        assertThat(fixture.procedures.install(
                        Packages.saisine(
                                "procedure.yaml", "version: 1", "version: 2", "messages_fr.properties", "summary=" + summary.substring(0, 10),
                                "summary=Désormais " + summary.substring(0, 10)), "folder", null).faults())
                .isEmpty();
    }

    private List<OwnWords.Change> changes() {
        return words.of(fixture.offers.offer(RODEZ.id(), "saisine"));
    }

    private String page() throws Exception {
        return fixture.page(answer(fixture.offerDesk, "GET", "/demarches-offre/{procedure}", FakeRequest.get("/").with("procedure", "saisine").as(WORKER)));
    }

    private void decide(String choice, int version) throws Exception {
        answer(desk, "POST", "/demarches-offre/{procedure}/texte", FakeRequest.post("/").with("procedure", "saisine").as(WORKER)
                .field("name", "summary.fr").field("choice", choice).field("version", String.valueOf(version)));
    }

    private List<DayItems.Item> day() {
        return new OwnWordsDay(fixture.procedures, fixture.offers, words).items(new DayItems.Asked(WORKER, Set.of(RODEZ.id(), AGEN.id()), fixture.now, 10));
    }

    @OnBothDatabases
    void stayAndTheCommuneSeesWhatChangedBesideThem(TestDatabase database) throws Exception {
        open(database);
        assertThat(changes()).isEmpty();
        assertThat(day()).isEmpty();
        second();
        assertThat(changes()).singleElement().satisfies(change -> {
            assertThat(change.name()).isEqualTo("summary.fr");
            assertThat(change.since()).isEqualTo(1);
            assertThat(change.pieces()).anySatisfy(piece -> assertThat(piece).isEqualTo(new OwnWords.Piece("added", "Désormais ")));
        });
        assertThat(page()).contains("<ins>", "Désormais", "Écrivez-nous, nous répondons.", "Garder notre texte");
        assertThat(day()).singleElement().satisfies(item -> {
            assertThat(item.tenant()).isEqualTo(RODEZ.id());
            assertThat(item.path()).isEqualTo("/demarches-offre/saisine");
        });
        assertThat(fixture.page(answer(fixture.offerDesk, "GET", "/demarches-offre", FakeRequest.get("/").as(WORKER)))).contains("un texte à revoir");
        String sheet = fixture.page(answer(fixture.catalogue, "GET", "/teleservices/{procedure}", FakeRequest.get("/").with("procedure", "saisine")));
        assertThat(sheet).contains("Écrivez-nous, nous répondons.").doesNotContain("Désormais");
    }

    @OnBothDatabases
    void areKeptForGoodOnceLookedAt(TestDatabase database) throws Exception {
        open(database);
        second();
        decide("keep", 1);
        assertThat(changes()).isEmpty();
        assertThat(day()).isEmpty();
        assertThat(fixture.offers.offer(RODEZ.id(), "saisine").text("summary.fr")).isEqualTo("Écrivez-nous, nous répondons.");
        assertThatThrownBy(() -> decide("keep", 2)).isInstanceOf(NotFound.class);
    }

    @OnBothDatabases
    void giveWayToTheSharedOnesTextByText(TestDatabase database) throws Exception {
        open(database);
        second();
        assertThatThrownBy(() -> decide("take", 7)).isInstanceOf(Conflict.class);
        decide("take", 1);
        assertThat(changes()).isEmpty();
        assertThat(fixture.offers.offer(RODEZ.id(), "saisine").texts()).containsEntry("cost.fr", "Rien du tout.").doesNotContainKey("summary.fr");
        assertThat(fixture.audit.of(RODEZ.id(), "demarches.reword")).hasSize(1);
    }

    @OnBothDatabases
    void rewrittenTheyStandBesideTheSharedOnesOfNow(TestDatabase database) {
        open(database);
        second();
        Offer before = fixture.offers.offer(RODEZ.id(), "saisine");
        // Saved with other contact alone: not looked at yet.
        fixture.offers.save(RODEZ.id(), WORKER, new Offer("saisine", true, Map.of("phone", "05 65 00 00 00", "summary.fr", before.text("summary.fr")), 1));
        assertThat(changes()).hasSize(1);
        fixture.offers.save(RODEZ.id(), WORKER, new Offer("saisine", true, Map.of("phone", "05 65 00 00 00", "summary.fr", "Écrivez-nous."), 2));
        assertThat(changes()).isEmpty();
    }
}
