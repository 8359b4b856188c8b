package org.parvis.demarches.prefill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.parvis.demarches.DemarchesFixture.NOW;
import static org.parvis.demarches.DemarchesFixture.RODEZ;
import static org.parvis.demarches.DemarchesFixture.WORKER;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.parvis.api.audit.AuditEntry;
import org.parvis.api.identity.Account;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Assurance;
import org.parvis.api.privacy.Person;
import org.parvis.api.rest.Resource;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Response;
import org.parvis.demarches.Cases;
import org.parvis.demarches.DemarchesFakes;
import org.parvis.demarches.DemarchesFixture;
import org.parvis.demarches.Draft;
import org.parvis.demarches.Holder;
import org.parvis.demarches.Offer;
import org.parvis.demarches.Offers;
import org.parvis.demarches.Screen;
import org.parvis.demarches.link.Links;
import org.parvis.demarches.procedure.Answers;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

final class PrefillTest {
    private static final String PATH = Prefills.PATH + "{token}";
    private static final Agent PARTNER = new Agent(UUID.randomUUID(), "Bailleur Exemple", "", "fr", Set.of());
    private static final String KNOWN = """
            {"request": {"theme": "road", "subject": "Lampadaire éteint"}, "applicant": {"kind": "person", "name": "Zoé Exemple", "email": "Zoe@example.org"}}""";

    private static Answers json(Response response) {
        return Answers.of(new String(((Response.Bytes) response.content()).bytes(), StandardCharsets.UTF_8));
    }

    private static Response rest(DemarchesFixture fixture, String method, String path, FakeRequest request) throws Exception {
        return new PrefillRest(fixture.offers, fixture.prefills, DemarchesFakes.urls()).resources().stream()
                .filter(one -> one.method().equals(method) && one.path().equals(path)).map(Resource::handler).findFirst().orElseThrow()
                .handle(request.with("id", "saisine").at(fixture.now).as(PARTNER));
    }

    private static String token(DemarchesFixture fixture, String answers, String days) throws Exception {
        Response made = rest(fixture, "POST", "/procedures/{id}/links", FakeRequest.post("/").field("answers", answers).field("days", days));
        assertThat(made.status()).isEqualTo(201);
        String url = json(made).text("url");
        assertThat(url).startsWith("https://rodez.territoire.example/teleservices/formulaire-prepare/");
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private static PrefillPages pages(DemarchesFixture fixture) {
        return new PrefillPages(fixture.prefills, fixture.offers, fixture.drafts, fixture.attachments);
    }

    private static FakeRequest request(DemarchesFixture fixture, String method, String token) {
        return FakeRequest.of(method, "/").at(fixture.now).with("token", token);
    }

    private static String location(Response response) {
        return response.headers().get("Location");
    }

    private static UUID draft(Response begun) {
        return UUID.fromString(location(begun).replaceFirst(".*/formulaire/", "").replaceFirst("/1$", ""));
    }

    private static long kept(DemarchesFixture fixture) {
        return fixture.cases.reader(RODEZ.id()).count("select count(*) from demarches_prefill p where p.tenant_id = :tenant");
    }

    @OnBothDatabases
    void aLinkBeginsTheFormWithWhatIsKnownAndGoesOnWithWhatWasTyped(TestDatabase database) throws Exception {
        DemarchesFixture fixture = new DemarchesFixture(database);
        fixture.offer(RODEZ, "saisine");
        String token = token(fixture, KNOWN, "");
        assertThat(token).hasSize(43);
        Response page = DemarchesFixture.answer(pages(fixture), "GET", PATH, request(fixture, "GET", token));
        assertThat(fixture.page(page)).contains("Bailleur Exemple", "19 novembre 2026", "Ouvrir le formulaire").doesNotContain("Zoé", "Lampadaire");
        assertThat(page.cookies()).isEmpty();
        assertThat(page.headers()).containsEntry("Referrer-Policy", "no-referrer").containsEntry("Cache-Control", "no-store");

        Response begun = DemarchesFixture.answer(pages(fixture), "POST", PATH, request(fixture, "POST", token));
        Draft draft = fixture.drafts.find(RODEZ.id(), draft(begun), NOW).orElseThrow();
        assertThat(draft.answers()).isEqualTo(Answers.of(KNOWN));
        String cookie = begun.cookies().get(0).value();
        fixture.drafts.save(RODEZ.id(), draft, draft.answers().with("request.subject", draft.answers().json().textNode("Deux lampadaires")), NOW);

        FakeRequest mine = request(fixture, "GET", token).cookie("parvis_demarche", cookie);
        assertThat(fixture.page(DemarchesFixture.answer(pages(fixture), "GET", PATH, mine))).contains("Reprendre le formulaire");
        Response again = DemarchesFixture.answer(pages(fixture), "POST", PATH, request(fixture, "POST", token).cookie("parvis_demarche", cookie));
        assertThat(draft(again)).isEqualTo(draft.id());
        assertThat(fixture.drafts.find(RODEZ.id(), draft.id(), NOW).orElseThrow().answers().text("request.subject")).isEqualTo("Deux lampadaires");

        // Another browser, which cannot go on with that form, begins one of its own and leaves the first alone.
        UUID other = draft(DemarchesFixture.answer(pages(fixture), "POST", PATH, request(fixture, "POST", token)));
        assertThat(other).isNotEqualTo(draft.id());
        assertThat(fixture.drafts.find(RODEZ.id(), other, NOW).orElseThrow().answers()).isEqualTo(Answers.of(KNOWN));

        Procedure procedure = fixture.procedures.newest("saisine").orElseThrow();
        Draft sent = fixture.drafts.find(RODEZ.id(), other, NOW).orElseThrow();
        fixture.cases.submit(RODEZ, sent, procedure, Locale.FRENCH, Cases.Origin.web(Holder.fresh(), NOW), code -> {});
        assertThat(kept(fixture)).isZero();
        Response gone = DemarchesFixture.answer(pages(fixture), "GET", PATH, request(fixture, "GET", token));
        assertThat(gone.status()).isEqualTo(404);
        assertThat(fixture.page(gone)).contains("Ce lien ne vaut plus", "la demande a déjà été envoyée");
    }

    @OnBothDatabases
    void whatIsKnownOfTheAccountIsThereTooUnlessTheLinkSaysOtherwise(TestDatabase database) throws Exception {
        DemarchesFixture fixture = new DemarchesFixture(database);
        fixture.offer(RODEZ, "saisine");
        Account account = new Account(UUID.randomUUID(), "Zoé D. Exemple", "zoe.d@example.org", "05 65 00 00 00", "fr", Assurance.DECLARED);
        String token = token(fixture, KNOWN, "1");
        Response begun = DemarchesFixture.answer(pages(fixture), "POST", PATH, request(fixture, "POST", token).account(account));
        Answers answers = fixture.drafts.find(RODEZ.id(), draft(begun), NOW).orElseThrow().answers();
        assertThat(answers.text("applicant.name")).isEqualTo("Zoé Exemple");
        assertThat(answers.text("applicant.phone")).isEqualTo("05 65 00 00 00");
    }

    @OnBothDatabases
    void aLinkOpensNothingAfterItsLastDayElsewhereOrWhenTheProcedureIsNotOfferedAndWhatItHadIsPurged(TestDatabase database) throws Exception {
        DemarchesFixture fixture = new DemarchesFixture(database);
        fixture.offer(RODEZ, "saisine");
        fixture.offer(FakeRequestSites.AGEN, "saisine");
        String token = token(fixture, KNOWN, "1");
        assertThat(DemarchesFixture.answer(pages(fixture), "GET", PATH, request(fixture, "GET", token).on(FakeRequestSites.AGEN)).status()).isEqualTo(404);
        assertThat(DemarchesFixture.answer(pages(fixture), "POST", PATH, request(fixture, "POST", token.substring(1) + "A")).status()).isEqualTo(404);
        // Its last day is the 13th of November: it ends at midnight in Paris, 23 h UTC.
        fixture.now = Instant.parse("2026-11-13T22:59:59Z");
        assertThat(DemarchesFixture.answer(pages(fixture), "GET", PATH, request(fixture, "GET", token)).status()).isEqualTo(200);
        fixture.now = Instant.parse("2026-11-13T23:00:00Z");
        assertThat(DemarchesFixture.answer(pages(fixture), "GET", PATH, request(fixture, "GET", token)).status()).isEqualTo(404);
        PrefillPrivacy privacy = new PrefillPrivacy();
        assertThat(privacy.due(database.database().acrossTerritory("test"), fixture.now)).containsExactly(RODEZ.id());
        int purged = database.database().of(RODEZ.id()).call(transaction -> privacy.purge(transaction, fixture.now));
        assertThat(purged).isEqualTo(1);
        assertThat(kept(fixture)).isZero();

        String other = token(fixture, KNOWN, "1");
        Offer offer = fixture.offers.offer(RODEZ.id(), "saisine");
        fixture.offers.save(RODEZ.id(), WORKER, new Offer("saisine", false, offer.texts(), offer.version()));
        assertThat(DemarchesFixture.answer(pages(fixture), "GET", PATH, request(fixture, "GET", other)).status()).isEqualTo(404);
        assertThatThrownBy(() -> token(fixture, KNOWN, "1")).isInstanceOf(NotFound.class);
    }

    @OnBothDatabases
    void whoGuessesAddressesIsRefused(TestDatabase database) throws Exception {
        DemarchesFixture fixture = new DemarchesFixture(database);
        PrefillPages pages = pages(fixture);
        for (int i = 0; i < 30; i++) {
            DemarchesFixture.answer(pages, "GET", PATH, request(fixture, "GET", "x" + i));
        }
        Invalid often = catchThrowableOfType(
                Invalid.class, () -> DemarchesFixture.answer(pages, "GET", PATH, request(fixture, "GET", "y")));
        assertThat(often.status()).isEqualTo(429);
    }

    @OnBothDatabases
    void theDatabaseHasNoTokenAndAPersonFindsAndErasesWhatWasPreparedForThem(TestDatabase database) throws Exception {
        DemarchesFixture fixture = new DemarchesFixture(database);
        fixture.offer(RODEZ, "saisine");
        String token = token(fixture, KNOWN, "30");
        assertThat(fixture.cases.reader(RODEZ.id()).list(
                "select p.token, p.email from demarches_prefill p where p.tenant_id = :tenant", row -> row.string("token") + " " + row.string("email")))
                .containsExactly(Links.hash(token) + " zoe@example.org");
        List<AuditEntry> noted = fixture.audit.of(RODEZ.id(), "demarches.prefill");
        assertThat(noted).hasSize(1);
        PrefillPrivacy privacy = new PrefillPrivacy();
        Person zoe = Person.of("Zoe@example.org", "");
        assertThat(privacy.holders(database.database().acrossTerritory("test"), zoe)).containsExactly(RODEZ.id());
        database.database().of(RODEZ.id()).write(transaction -> privacy.erase(transaction, zoe, NOW));
        assertThat(kept(fixture)).isZero();
    }

    @OnBothDatabases
    void answersThatTheFormWouldNotTakeAreRefusedOneByOneAndMissingOnesAreNot(TestDatabase database) throws Exception {
        DemarchesFixture fixture = new DemarchesFixture(database);
        fixture.offer(RODEZ, "saisine");
        Map<String, String> refused = Map.of(
                "{\"colour\": \"red\"}", "answers.colour",
                "{\"request\": {\"colour\": \"red\"}}", "answers.request.colour",
                "{\"request\": {\"theme\": \"colour\"}}", "answers.request.theme",
                "{\"request\": {\"subject\": 7}}", "answers.request.subject",
                "{\"request\": {\"earlierNumber\": \"2026-ABC123\"}}", "answers.request.earlierNumber",
                "{\"files\": [\"0197\"]}", "answers.files",
                "{\"applicant\": {\"email\": \"nobody\"}}", "answers.applicant.email",
                "{\"applicant\": \"Zoé\"}", "answers.applicant");
        for (Map.Entry<String, String> one : refused.entrySet()) {
            Invalid invalid = catchThrowableOfType(Invalid.class, () -> token(fixture, one.getKey(), "7"));
            assertThat(invalid.errors()).as(one.getKey()).extracting(FieldError::field).containsExactly(one.getValue());
        }
        for (String days : List.of("0", "31", "-1")) {
            Invalid invalid = catchThrowableOfType(Invalid.class, () -> token(fixture, KNOWN, days));
            assertThat(invalid.errors()).as(days).extracting(FieldError::field).containsExactly("days");
        }
        assertThat(kept(fixture)).isZero();
        token(fixture, "{}", "7");
    }

    @OnBothDatabases
    void whatAPersonHasToDeclareThemselvesIsNotTickedForThem(TestDatabase database) {
        DemarchesFixture fixture = new DemarchesFixture(database);
        int declared = 0;
        for (Procedure procedure : fixture.procedures.newest().values()) {
            for (var field : procedure.screens().fields()) {
                if (field.schema().path("const").asBoolean()) {
                    declared++;
                    Answers ticked = Answers.none().with(field.path(), Answers.none().json().booleanNode(true));
                    Screen screen = new Screen(procedure, Cases.COMMUNE, id -> Optional.empty());
                    assertThat(Prefills.faults(procedure, ticked, screen, LocalDate.of(2026, 11, 12))).as(procedure.id()).hasSize(1);
                    assertThat(PrefillDesk.given(procedure, ticked).at(field).isMissingNode()).isTrue();
                }
            }
        }
        assertThat(declared).as("boxes that must be ticked, in the bouquet").isPositive();
    }

    @OnBothDatabases
    void whatANewerVersionDoesNotTakeIsLeftOut(TestDatabase database) {
        DemarchesFixture fixture = new DemarchesFixture(database);
        Procedure procedure = fixture.procedures.newest("saisine").orElseThrow();
        Screen screen = new Screen(procedure, Cases.COMMUNE, id -> Optional.empty());
        Answers old = Answers.of("""
                {"request": {"theme": "gone", "subject": "Lampadaire", "wish": "x"}, "gone": {"a": 1}, "applicant": {"name": "Zoé Exemple"}}""");
        Answers known = Answers.of("{\"applicant\": {\"phone\": \"05 65 00 00 00\"}}");
        assertThat(Prefills.fitting(procedure, known, old, screen, LocalDate.of(2026, 11, 12)))
                .isEqualTo(Answers.of("{\"applicant\": {\"phone\": \"05 65 00 00 00\", \"name\": \"Zoé Exemple\"}, \"request\": {\"subject\": \"Lampadaire\"}}"));
    }

    @OnBothDatabases
    void anAgentMakesALinkOfWhatTheyTypedAndNothingElseOfItIsKept(TestDatabase database) throws Exception {
        DemarchesFixture fixture = new DemarchesFixture(database);
        fixture.html.desk();
        fixture.offer(RODEZ, "saisine");
        FakeRequest typed = FakeRequest.post("/").at(NOW).as(WORKER).with("procedure", "saisine").field("_asked", "request.subject")
                .field("_asked", "applicant.name").field("_asked", "applicant.email").field("request.subject", "Lampadaire").field("applicant.name", "Ali Exemple")
                .field("applicant.email", "ali@example.org").field(PrefillDesk.BUTTON, "yes");
        Response made = DemarchesFixture.answer(fixture.counter, "POST", "/demarches-saisir/{procedure}", typed);
        String page = fixture.page(made);
        assertThat(page).contains("https://rodez.territoire.example/teleservices/formulaire-prepare/", "19 novembre 2026").doesNotContain("ali@example.org");
        assertThat(fixture.cases.reader(RODEZ.id()).count("select count(*) from demarches_draft d where d.tenant_id = :tenant")).isZero();
        assertThat(kept(fixture)).isEqualTo(1);
        FakeRequest wrong = FakeRequest.post("/").at(NOW).as(WORKER).with("procedure", "saisine").field("_asked", "applicant.email")
                .field("applicant.email", "nobody").field(PrefillDesk.BUTTON, "yes");
        Response refused = DemarchesFixture.answer(fixture.counter, "POST", "/demarches-saisir/{procedure}", wrong);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(fixture.page(refused)).contains("nobody");
    }

    @OnBothDatabases
    void partnersFindWhatCanBeDoneAndWhatItAsks(TestDatabase database) throws Exception {
        DemarchesFixture fixture = new DemarchesFixture(database);
        fixture.offer(RODEZ, "saisine");
        fixture.offer(RODEZ, "liste-electorale");
        Answers list = json(rest(fixture, "GET", "/procedures", FakeRequest.get("/")));
        assertThat(list.json().path("items").findValuesAsText("id")).containsExactly("saisine");
        Response one = rest(fixture, "GET", "/procedures/{id}", FakeRequest.get("/"));
        assertThat(json(one).json().path("schema").path("properties").path("request").path("properties").path("theme").path("enum")).isNotEmpty();
        assertThat(one.tags()).contains(Offers.TAG);
    }
}
