package org.parvis.demarches.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parvis.demarches.DemarchesFixture.NOW;
import static org.parvis.demarches.DemarchesFixture.RODEZ;
import static org.parvis.demarches.DemarchesFixture.WORKER;
import static org.parvis.demarches.DemarchesFixture.answer;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.parvis.api.geo.Address;
import org.parvis.api.geo.SketchMap;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Response;
import org.parvis.api.tenant.Coordinates;
import org.parvis.demarches.CaseFile;
import org.parvis.demarches.Cases;
import org.parvis.demarches.DemarchesFixture;
import org.parvis.demarches.Draft;
import org.parvis.demarches.Handling;
import org.parvis.demarches.Holder;
import org.parvis.demarches.Offer;
import org.parvis.demarches.desk.ReportDesk;
import org.parvis.demarches.procedure.Answers;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.Workflow;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** Reports of places: found again by who is about to report the same, and shown to everybody without anything of anybody. */
final class ReportTest {
    private static final String LIST = "/teleservices/{procedure}/deja-signales";
    /** At 45 degrees north a ten-thousandth of a degree is 11 m to the north and 8 m to the east. */
    private static final Address WASHHOUSE = new Address("3", "Rue du Lavoir", "12000", "Rodez", "12202", new Coordinates(44.35000, 2.57000));
    private static final Address FOUNTAIN = new Address("1", "Place de la Fontaine", "12000", "Rodez", "12202", new Coordinates(44.36000, 2.57000));

    private DemarchesFixture fixture;
    private Procedure procedure;

    private void offered(TestDatabase database, boolean shown) {
        fixture = new DemarchesFixture(database);
        fixture.addresses = List.of(WASHHOUSE, FOUNTAIN);
        fixture.offers.save(RODEZ.id(), WORKER, new Offer("signalement", true, shown ? Map.of("email", "mairie@example.org", "reports", "true") : Map.of("email", "mairie@example.org"), 0));
        procedure = fixture.procedures.newest("signalement").orElseThrow();
    }

    private Draft draft(Holder holder, String topic, String address, String position) {
        Draft begun = fixture.drafts.begin(RODEZ.id(), procedure, holder, null, false, NOW);
        String json = """
                {"problem": {"theme": "%s", "text": "Il ne s’allume plus, dit Zoé.", "danger": "no"}, "place": {"address": "%s", "position": "%s", "land": "public"},
                 "applicant": {"name": "Zoé Exemple", "reply": "email", "email": "zoe@example.org"}}""".formatted(topic, address, position);
        return fixture.drafts.save(RODEZ.id(), begun, Answers.of(json), NOW);
    }

    private CaseFile reported(String topic, String address, String position) {
        return fixture.cases.submit(
                RODEZ, draft(Holder.fresh(), topic, address, position), procedure, Locale.FRENCH, Cases.Origin.web(Holder.fresh(), fixture.now), code -> {});
    }

    private String review(String topic, String address, String position) throws Exception {
        Holder holder = Holder.fresh();
        Draft draft = draft(holder, topic, address, position);
        return fixture.page(answer(fixture.form, "GET", "/teleservices/formulaire/{id}/{step}", FakeRequest.get("/").at(fixture.now)
                .with("id", draft.id().toString()).with("step", "verifier").cookie("parvis_demarche", holder.token())));
    }

    private Response list(String... query) throws Exception {
        FakeRequest request = FakeRequest.get("/").with("procedure", "signalement").at(fixture.now);
        for (int i = 0; i < query.length; i += 2) {
            request.query(query[i], query[i + 1]);
        }
        return answer(new ReportPages(fixture.reports, fixture.procedures), "GET", LIST, request);
    }

    @OnBothDatabases
    void theSameNearbyIsShownBeforeItIsSentAgainWithTheChoiceToSendIt(TestDatabase database) throws Exception {
        offered(database, true);
        CaseFile first = reported("light", "3 Rue du Lavoir, 12000 Rodez", "");
        assertThat(review("light", "", "44.35030, 2.57020")).as("33 m north, 16 m east").contains(
                "C’est peut-être déjà signalé", "/deja-signales/" + first.number(), "Rue du Lavoir", "12 novembre 2026", "Envoyer quand même");
        assertThat(review("light", "3 rue du lavoir 12000 rodez", "")).as("typed alike").contains("déjà signalé");
        assertThat(review("light", "", "44.35300, 2.57000")).as("330 m north, in no street").doesNotContain("déjà signalé").contains("Envoyer la demande");
        assertThat(review("road", "3 Rue du Lavoir, 12000 Rodez", "")).as("something else").doesNotContain("déjà signalé");
        solve(first);
        assertThat(review("light", "3 Rue du Lavoir, 12000 Rodez", "")).as("solved").doesNotContain("déjà signalé");
    }

    @OnBothDatabases
    void askingAgainAndAgainTellsNoDoor(TestDatabase database) throws Exception {
        offered(database, true);
        // Known to the file of addresses, and not.
        CaseFile known = reported("light", "3 Rue du Lavoir, 12000 Rodez", "");
        CaseFile unknown = reported("tree", "12 bis chemin du Bois, 12000 Rodez", "");
        fixture.addresses = List.of(WASHHOUSE, FOUNTAIN, new Address("45", "Rue du Lavoir", "12000", "Rodez", "12202", new Coordinates(44.35400, 2.57000)));
        for (String number : List.of("3", "45")) {
            assertThat(review("light", number + " Rue du Lavoir, 12000 Rodez", "")).as(number).contains(known.number());
        }
        for (String number : List.of("12 bis", "12", "7 ter", "99")) {
            assertThat(review("tree", number + " chemin du Bois, 12000 Rodez", "")).as(number).contains(unknown.number());
        }
        assertThat(review("tree", "12 bis chemin du Lac, 12000 Rodez", "")).doesNotContain(unknown.number());
        // All over the square of the third decimal the answer is the same.
        for (String place : List.of("44.34960, 2.56960", "44.35040, 2.57040", "44.35000, 2.57000")) {
            assertThat(review("light", "", place)).as(place).contains(known.number());
        }
        fixture.reports.hide(RODEZ, WORKER, known, true);
        assertThat(review("light", "3 Rue du Lavoir, 12000 Rodez", "")).as("not shown").doesNotContain(known.number());
    }

    private void solve(CaseFile file) {
        Workflow.Transition way = procedure.workflow().byId("solve").orElseThrow();
        fixture.handling.move(RODEZ, file.id(), null, way, new Handling.Given("Réparé, merci Zoé.", null, List.of()), Handling.Actor.of(WORKER), fixture.now);
    }

    @OnBothDatabases
    void everybodySeesWhatWhereAndSinceWhenAndNothingOfAnybody(TestDatabase database) throws Exception {
        offered(database, true);
        CaseFile light = reported("light", "3 Rue du Lavoir, 12000 Rodez", "");
        CaseFile nowhere = reported("waste", "Chez Zoé Exemple, au fond", "");
        fixture.now = NOW.plus(Duration.ofDays(2));
        solve(light);
        String all = fixture.page(list());
        assertThat(all).contains("2 signalements", "Éclairage public", "Rue du Lavoir", "Réglé", "Dépôt sauvage").doesNotContain("Zoé", "s’allume", "zoe@", "3 Rue");
        assertThat(fixture.page(list("etat", "open"))).contains("1 signalement", "Dépôt sauvage").doesNotContain("<article class=\"card\">\n  <div class=\"card__body\">\n    <h2 class=\"card__title\"><a class=\"card__link\" href=\"/teleservices/signalement/deja-signales/" + light.number());
        assertThat(fixture.page(list("sujet", "light"))).contains(light.number()).doesNotContain(nowhere.number());
        assertThatThrownBy(() -> list("sujet", "light'--")).isInstanceOf(NotFound.class);
        assertThat(list().tags()).contains(Reports.TAG);
        FakeRequest one = FakeRequest.get("/").with("procedure", "signalement").with("number", light.number()).at(fixture.now);
        assertThat(fixture.page(answer(new ReportPages(fixture.reports, fixture.procedures), "GET", LIST + "/{number}", one)))
                .contains("12 novembre 2026", "14 novembre 2026", "Réglé").doesNotContain("Zoé", "Réparé");
    }

    @OnBothDatabases
    void anAgentHidesOneAndWhatIsWithdrawnIsGone(TestDatabase database) throws Exception {
        offered(database, true);
        CaseFile hidden = reported("light", "3 Rue du Lavoir, 12000 Rodez", "");
        CaseFile withdrawn = reported("road", "1 Place de la Fontaine, 12000 Rodez", "");
        ReportDesk desk = new ReportDesk(fixture.page, fixture.reports);
        FakeRequest hide = FakeRequest.post("/").at(NOW).with("id", hidden.id().toString()).as(WORKER).field("hidden", "true");
        assertThat(answer(desk, "POST", "/demarches/{id}/publication", hide).headers().get("Location")).endsWith("?fait=reporthidden");
        Workflow.Transition way = procedure.workflow().byId("withdraw").orElseThrow();
        fixture.handling.move(RODEZ, withdrawn.id(), null, way, Handling.Given.NOTHING, new Handling.Actor(null, "Zoé Exemple"), NOW);
        assertThat(fixture.page(list())).contains("Aucun signalement").doesNotContain(hidden.number(), withdrawn.number());
        assertThat(review("light", "3 Rue du Lavoir, 12000 Rodez", "")).doesNotContain("déjà signalé");
        assertThat(fixture.audit.of(RODEZ.id(), "demarches.report.hide")).hasSize(1);
        fixture.html.desk();
        assertThat(fixture.page(answer(fixture.desk, "GET", "/demarches/{id}", FakeRequest.get("/").at(NOW).with("id", hidden.id().toString()).as(WORKER))))
                .contains("Le montrer sur le site");
    }

    @OnBothDatabases
    void oneThatWentIntoAnotherOrToAnotherAdministrationSaysSo(TestDatabase database) throws Exception {
        offered(database, true);
        CaseFile first = reported("light", "3 Rue du Lavoir, 12000 Rodez", "");
        CaseFile second = reported("light", "3 Rue du Lavoir, 12000 Rodez", "");
        FakeRequest merge = FakeRequest.post("/").at(NOW).with("id", first.id().toString()).as(WORKER)
                .field("other", second.id().toString()).field("revision", "1").field("otherrevision", "1");
        assertThat(answer(fixture.merge, "POST", "/demarches/{id}/doublon", merge).status()).isEqualTo(303);
        String merged = fixture.cases.get(RODEZ.id(), first.id()).closed() ? first.number() : second.number();
        assertThat(fixture.page(list("etat", "closed"))).contains("Jointe à un autre dossier", merged);
        FakeRequest one = FakeRequest.get("/").with("procedure", "signalement").with("number", merged).at(fixture.now);
        assertThat(fixture.page(answer(new ReportPages(fixture.reports, fixture.procedures), "GET", LIST + "/{number}", one))).contains("Jointe à un autre dossier");
    }

    @OnBothDatabases
    void whatIsCorrectedIsShownCorrectedAndStaysHidden(TestDatabase database) throws Exception {
        offered(database, true);
        CaseFile file = reported("light", "3 Rue du Lavoir, 12000 Rodez", "");
        Answers elsewhere = file.answers().with("place.address", file.answers().json().textNode("1 Place de la Fontaine, 12000 Rodez"));
        fixture.handling.correct(RODEZ, file.id(), file.revision(), elsewhere, List.of("Adresse"), NOW);
        assertThat(fixture.page(list())).contains("Place de la Fontaine").doesNotContain("Rue du Lavoir");
        fixture.reports.hide(RODEZ, WORKER, file, true);
        fixture.handling.correct(RODEZ, file.id(), file.revision() + 1, file.answers(), List.of("Adresse"), NOW);
        assertThat(fixture.page(list())).contains("Aucun signalement");
    }

    @OnBothDatabases
    void fromThreePlacesOnThereIsADrawingThatTellsNoDoor(TestDatabase database) throws Exception {
        offered(database, true);
        reported("light", "", "44.35012, 2.57034");
        reported("road", "", "44.36000, 2.57000");
        assertThat(fixture.page(list())).doesNotContain("<svg class=\"map");
        reported("waste", "", "44.35512, 2.58034");
        Response page = list();
        assertThat(fixture.page(page)).contains("<svg class=\"map", "Éclairage public, Rue du Lavoir");
        // A degree of latitude is 111 km: places a metre apart are one point on the drawing.
        reported("light", "", "44.35013, 2.57034");
        SketchMap map = (SketchMap) ((Response.View) list().content()).model().get("map");
        assertThat(map.points().stream().map(point -> point.x() + " " + point.y()).distinct()).hasSize(3);
    }

    @OnBothDatabases
    void nothingIsShownWhereTheCommuneDoesNotWantIt(TestDatabase database) throws Exception {
        offered(database, false);
        reported("light", "3 Rue du Lavoir, 12000 Rodez", "");
        assertThatThrownBy(this::list).isInstanceOf(NotFound.class);
        assertThat(review("light", "3 Rue du Lavoir, 12000 Rodez", "")).doesNotContain("déjà signalé");
    }

    @OnBothDatabases
    void addressAndPositionFollowFromEachOther(TestDatabase database) throws Exception {
        offered(database, true);
        Holder holder = Holder.fresh();
        Draft draft = draft(holder, "light", "", "");
        step(draft, holder, "place.address", "", "place.position", "44.35010, 2.57000");
        assertThat(place(draft, "address")).isEqualTo("3 Rue du Lavoir, 12000 Rodez");
        step(draft, holder, "place.address", "1 Place de la Fontaine, 12000 Rodez", "place.position", "44.35010, 2.57000");
        assertThat(place(draft, "position")).as("without script the former position comes back with another address").isEqualTo("44.36000, 2.57000");
        Response refused = step(draft, holder, "place.address", "x", "place.position", "nowhere");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.headers().get("Permissions-Policy")).contains("geolocation=(self)", "camera=()");
        assertThat(fixture.page(refused)).contains("data-position=\"place.position\"", "data-address-at=\"place.position\"");
    }

    private Response step(Draft draft, Holder holder, String... fields) throws Exception {
        FakeRequest request = FakeRequest.post("/").at(NOW).with("id", draft.id().toString()).with("step", "2").cookie("parvis_demarche", holder.token())
                .field("_asked", "place.land").field("place.land", "public");
        for (int i = 0; i < fields.length; i += 2) {
            request.field("_asked", fields[i]).field(fields[i], fields[i + 1]);
        }
        return answer(fixture.form, "POST", "/teleservices/formulaire/{id}/{step}", request);
    }

    private String place(Draft draft, String what) {
        return fixture.drafts.find(RODEZ.id(), draft.id(), NOW).orElseThrow().answers().text("place." + what);
    }
}
