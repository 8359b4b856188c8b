package org.parvis.demarches;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parvis.demarches.DemarchesFixture.NOW;
import static org.parvis.demarches.DemarchesFixture.RODEZ;
import static org.parvis.demarches.DemarchesFixture.WORKER;
import static org.parvis.demarches.DemarchesFixture.answer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.parvis.api.code.FollowUp;
import org.parvis.api.identity.Account;
import org.parvis.api.identity.Assurance;
import org.parvis.api.privacy.Person;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Response;
import org.parvis.api.tenant.TenantId;
import org.parvis.demarches.citizen.SatisfactionPages;
import org.parvis.demarches.known.KnownPages;
import org.parvis.demarches.known.KnownPrivacy;
import org.parvis.demarches.procedure.Answers;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.Workflow;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** What spares people trouble: what they typed is kept, what they told once is offered, links lead to their file, they are asked whether it was well. */
final class CitizenTest {
    private static final String STEP = "/teleservices/formulaire/{id}/{step}";
    private static final String SAISINE = """
            {"request": {"theme": "road", "subject": "Lampadaire", "text": "Rue du Lavoir, depuis lundi."},
             "applicant": {"kind": "person", "name": "Zoé Exemple", "email": "zoe@example.org"}}""";

    private DemarchesFixture fixture;
    private final Holder holder = Holder.fresh();

    private Draft draft(String procedure, String answers) {
        Procedure newest = fixture.procedures.newest(procedure).orElseThrow();
        fixture.offer(RODEZ, procedure);
        Draft begun = fixture.drafts.begin(RODEZ.id(), newest, holder, null, false, NOW);
        return fixture.drafts.save(RODEZ.id(), begun, Answers.of(answers), NOW);
    }

    private CaseFile sent(Draft draft, Locale language) {
        return fixture.cases.submit(
                RODEZ, draft, fixture.procedures.version(draft.procedure(), draft.version()), language, Cases.Origin.web(holder, NOW), code -> {});
    }

    private FakeRequest of(Draft draft, FakeRequest request) {
        return request.at(fixture.now).with("id", draft.id().toString()).cookie("parvis_demarche", holder.token());
    }

    private Answers kept(Draft draft) {
        return fixture.drafts.find(RODEZ.id(), draft.id(), NOW).orElseThrow().answers();
    }

    private CaseFile closed(CaseFile file, String way) {
        Workflow.Transition end = fixture.view.procedure(file).workflow().byId(way).orElseThrow();
        return fixture.handling.move(RODEZ, file.id(), null, end, new Handling.Given("Réparé demain.", null, List.of()), Handling.Actor.of(WORKER), fixture.now);
    }

    @OnBothDatabases
    void whatIsBeingTypedIsKeptAsItStandsForWhoHoldsTheFormAlone(TestDatabase database) throws Exception {
        fixture = new DemarchesFixture(database);
        Draft draft = draft("saisine", SAISINE);
        String keep = "/teleservices/formulaire/{id}/brouillon";
        FakeRequest typing = of(draft, FakeRequest.post("/")).field("_asked", "request.subject").field("request.subject", "").field("_asked", "applicant.email")
                .field("applicant.email", "zoe@").field("request.text", "not asked");
        assertThat(answer(fixture.form, "POST", keep, typing).status()).isEqualTo(204);
        assertThat(kept(draft).text("applicant.email")).as("right or wrong").isEqualTo("zoe@");
        assertThat(kept(draft).text("request.subject")).isEmpty();
        assertThat(kept(draft).text("request.text")).isEqualTo("Rue du Lavoir, depuis lundi.");
        FakeRequest stranger = FakeRequest.post("/").at(NOW).with("id", draft.id().toString()).cookie("parvis_demarche", Holder.fresh().token())
                .field("_asked", "request.subject").field("request.subject", "x");
        assertThatThrownBy(() -> answer(fixture.form, "POST", keep, stranger)).isInstanceOf(NotFound.class);
        assertThat(fixture.access.mayAttach(of(draft, FakeRequest.post("/")), draft.id())).isTrue();
        assertThat(fixture.access.mayAttach(stranger, draft.id())).isFalse();
        assertThat(fixture.access.mayAttach(of(draft, FakeRequest.post("/")).on(FakeRequestSites.AGEN), draft.id())).isFalse();
        String page = fixture.page(answer(fixture.form, "GET", STEP, of(draft, FakeRequest.get("/")).with("step", "2")));
        assertThat(page).contains("data-keep=\"/teleservices/formulaire/" + draft.id() + "/brouillon\"", "data-send-to=\"/envois/" + draft.id() + "\"", "data-resumable=\"20\"",
                "capture=\"environment\"");
    }

    @OnBothDatabases
    void linksInLaterMessagesOpenTheFile(TestDatabase database) {
        fixture = new DemarchesFixture(database);
        CaseFile file = sent(draft("saisine", SAISINE), Locale.FRENCH);
        String code = Objects.requireNonNull(fixture.codes.get(new FollowUp.Thing(Cases.KIND, file.id().toString())));
        fixture.handling.message(RODEZ, file.id(), WORKER, "Où est-ce ?", NOW);
        closed(file, "answer");
        assertThat(fixture.sent).hasSize(3);
        for (int i = 1; i < 3; i++) {
            assertThat(fixture.sent.get(i).values().get("link")).isEqualTo("https://rodez.territoire.example/suivi/ouvrir/" + code);
        }
        assertThat(fixture.sent.get(1).values()).doesNotContainKey("opinion");
        assertThat(fixture.sent.get(2).values().get("opinion")).endsWith(code);
    }

    @OnBothDatabases
    void aSubjectThatIsAChoiceIsSaidInWords(TestDatabase database) {
        fixture = new DemarchesFixture(database);
        Map<String, byte[]> files = DemarchesFixture.shipped().get("saisine");
        String header = new String(files.get("procedure.yaml"), UTF_8).replace("id: saisine", "id: choix").replace("subject: request.subject", "subject: request.theme");
        files.put("procedure.yaml", header.getBytes(UTF_8));
        fixture.procedures.install(files, "folder", null);
        // messages_fr.properties: request.theme.road.
        assertThat(sent(draft("choix", SAISINE), Locale.ENGLISH).subject()).isEqualTo("Voirie, éclairage, propreté");
    }

    @OnBothDatabases
    void lettersAreInFrenchWithATranslationForWhoReadsEnglish(TestDatabase database) throws Exception {
        fixture = new DemarchesFixture(database);
        CaseFile file = sent(draft("saisine", SAISINE), Locale.ENGLISH);
        FakeRequest move = FakeRequest.post("/").at(NOW).with("id", file.id().toString()).as(WORKER).field("way", "answer").field("revision", String.valueOf(file.revision()))
                .field("answer.message", "Réparé demain.");
        assertThat(answer(fixture.desk, "POST", "/demarches/{id}/avancer", move).status()).isEqualTo(303);
        var printed = fixture.printed.get(fixture.printed.size() - 1);
        assertThat(printed.language()).isEqualTo(Locale.FRENCH);
        assertThat(printed.model().get("blocks").toString()).contains("12 novembre 2026").doesNotContain("12 November");
        assertThat(printed.model().get("translation").toString()).contains("12 November 2026");
    }

    /** CRPA, L212-2: first name, name, capacity, service. */
    @OnBothDatabases
    void lettersSayWhoDecidesAndAsWhat(TestDatabase database) throws Exception {
        fixture = new DemarchesFixture(database);
        CaseFile file = sent(draft("saisine", SAISINE), Locale.FRENCH);
        fixture.offers.save(RODEZ.id(), WORKER, new Offer(
                "saisine", true, Map.of("email", "mairie@example.org", "service", "Accueil", "signer", "Camille Exemple", "capacity", "adjointe au maire, par délégation"),
                fixture.offers.offer(RODEZ.id(), "saisine").version()));
        FakeRequest move = FakeRequest.post("/").at(NOW).with("id", file.id().toString()).as(WORKER).field("way", "answer").field("revision", String.valueOf(file.revision()))
                .field("answer.message", "Réparé demain.");
        answer(fixture.desk, "POST", "/demarches/{id}/avancer", move);
        assertThat(fixture.html.html("demarches/letter", DemarchesFakes.withLetterhead(fixture.printed.get(0)), RODEZ, Locale.FRENCH))
                .contains("<p>Camille Exemple<br>adjointe au maire, par délégation<br>Accueil</p>");
    }

    @OnBothDatabases
    void oneAnswerAFileTellsWhetherPeopleAreSatisfied(TestDatabase database) throws Exception {
        fixture = new DemarchesFixture(database);
        CaseFile file = sent(draft("saisine", SAISINE), Locale.FRENCH);
        SatisfactionPages pages = new SatisfactionPages(fixture.follow, fixture.satisfaction);
        String pattern = "/teleservices/suivi/{id}/avis";
        FakeRequest yes = FakeRequest.post("/").at(NOW).with("id", file.id().toString()).cookie("opened", file.id().toString()).field("opinion", "yes");
        assertThatThrownBy(() -> answer(pages, "POST", pattern, yes)).as("not closed").isInstanceOf(Conflict.class);
        closed(file, "answer");
        assertThat(fixture.page(fixture.follow.page(FakeRequest.get("/").at(NOW), file.id().toString()))).contains("Êtes-vous satisfait");
        FakeRequest nothing = FakeRequest.post("/").at(NOW).with("id", file.id().toString()).cookie("opened", file.id().toString());
        assertThat(answer(pages, "POST", pattern, nothing).status()).isEqualTo(422);
        assertThatThrownBy(() -> answer(pages, "POST", pattern, FakeRequest.post("/").at(NOW).with("id", file.id().toString()).field("opinion", "yes")))
                .as("somebody else").isInstanceOf(NotFound.class);
        assertThat(answer(pages, "POST", pattern, yes).status()).isEqualTo(303);
        assertThatThrownBy(() -> answer(pages, "POST", pattern, yes)).isInstanceOf(Conflict.class);
        assertThat(fixture.counted).containsEntry("demarches.stats.satisfied.yes", 1L);
        assertThat(fixture.page(fixture.follow.page(FakeRequest.get("/").at(NOW), file.id().toString()))).contains("Votre avis est enregistré").doesNotContain("Êtes-vous satisfait");
        CaseFile withdrawn = closed(sent(draft("saisine", SAISINE), Locale.FRENCH), "withdraw");
        assertThat(fixture.page(fixture.follow.page(FakeRequest.get("/").at(NOW), withdrawn.id().toString()))).doesNotContain("Êtes-vous satisfait");
        assertThat(fixture.sent.get(fixture.sent.size() - 1).values()).containsEntry("opinion", "");
    }

    @OnBothDatabases
    void whatWasToldOnceIsOfferedInThatCommuneAndErasedAtWill(TestDatabase database) throws Exception {
        fixture = new DemarchesFixture(database);
        Account zoe = new Account(UUID.randomUUID(), null, null, null, "fr", Assurance.values()[0]);
        Draft first = draft("saisine", SAISINE);
        String[] fields = {"applicant.kind", "person", "applicant.name", "Zoé Exemple", "applicant.email", "zoe@example.org", "applicant.phone", "", "applicant.address", "3 Rue du Lavoir"};
        assertThat(step(first, zoe, fields).headers().get("Location")).endsWith("verifier");
        assertThat(fixture.known.of(RODEZ.id(), zoe)).as("the box was not ticked").isEmpty();
        step(first, zoe, "applicant.kind", "person", "applicant.name", "Zoé Exemple", "applicant.email", "zoe@example.org", "applicant.phone", "", "applicant.address", "3 Rue du Lavoir", "_keep", "true");
        assertThat(fixture.known.of(RODEZ.id(), zoe)).isPresent();
        assertThat(fixture.known.of(FakeRequestSites.AGEN.id(), zoe)).as("that commune alone").isEmpty();

        Draft second = draft("saisine", "{}");
        assertThat(fixture.page(answer(fixture.form, "GET", STEP, of(second, FakeRequest.get("/")).with("step", "3").account(zoe)))).contains("Remplir avec mes coordonnées");
        assertThat(fixture.page(answer(fixture.form, "GET", STEP, of(second, FakeRequest.get("/")).with("step", "1").account(zoe)))).doesNotContain("mes coordonnées");
        assertThat(fixture.page(answer(fixture.form, "GET", STEP, of(second, FakeRequest.get("/")).with("step", "3")))).doesNotContain("mes coordonnées");
        Response filled = step(second, zoe, "applicant.kind", "person", "applicant.name", "", "applicant.email", "", "applicant.address", "", "_fill", "yes");
        assertThat(fixture.page(filled)).contains("value=\"Zoé Exemple\"", "value=\"zoe@example.org\"", "value=\"3 Rue du Lavoir\"");

        assertThat(fixture.page(answer(fixture.follow, "GET", "/teleservices/mes-dossiers", FakeRequest.get("/").at(NOW).account(zoe)))).contains("Mes coordonnées", "3 Rue du Lavoir");
        answer(new KnownPages(fixture.known), "POST", "/teleservices/mes-coordonnees/effacer", FakeRequest.post("/").at(NOW).account(zoe));
        assertThat(fixture.known.of(RODEZ.id(), zoe)).isEmpty();
    }

    @OnBothDatabases
    void whatIsKeptForAllCommunesIsOfferedInEachToThePersonAloneAndErasedAtWill(TestDatabase database) throws Exception {
        fixture = new DemarchesFixture(database);
        Account zoe = new Account(UUID.randomUUID(), null, null, null, "fr", Assurance.values()[0]);
        step(draft("saisine", SAISINE), zoe, "applicant.kind", "person", "applicant.name", "Zoé Exemple", "applicant.email", "zoe@example.org", "_keep_all", "true");
        for (var site : List.of(RODEZ, FakeRequestSites.AGEN)) {
            assertThat(fixture.known.of(site.id(), zoe)).as("no commune has it").isEmpty();
            assertThat(fixture.page(answer(fixture.follow, "GET", "/teleservices/mes-dossiers", FakeRequest.get("/").on(site).at(NOW).account(zoe))))
                    .contains("dans toutes les communes", "zoe@example.org");
        }
        assertThat(fixture.known.of(TenantId.TERRITORY, zoe)).isPresent();
        Procedure procedure = fixture.procedures.newest("saisine").orElseThrow();
        Draft elsewhere = fixture.drafts.begin(FakeRequestSites.AGEN.id(), procedure, Holder.fresh(), zoe, false, NOW);
        FakeRequest show = FakeRequest.get("/").on(FakeRequestSites.AGEN).at(NOW).account(zoe).with("id", elsewhere.id().toString()).with("step", "3");
        assertThat(fixture.page(answer(fixture.form, "GET", STEP, show))).contains("Remplir avec mes coordonnées").doesNotContain("zoe@example.org");
        assertThat(fixture.drafts.find(FakeRequestSites.AGEN.id(), elsewhere.id(), NOW).orElseThrow().answers().toString()).doesNotContain("zoe@example.org");
        FakeRequest fill = FakeRequest.post("/").on(FakeRequestSites.AGEN).at(NOW).account(zoe).with("id", elsewhere.id().toString()).with("step", "3")
                .field("_asked", "applicant.name").field("_asked", "applicant.email").field("_fill", "yes");
        assertThat(fixture.page(answer(fixture.form, "POST", STEP, fill))).contains("value=\"zoe@example.org\"");

        KnownPrivacy privacy = new KnownPrivacy();
        Person person = Person.of("", "").withAccount(zoe.id(), "zoe@example.org", "Zoé Exemple");
        assertThat(privacy.holders(database.database().acrossTerritory("test"), person)).containsExactly(TenantId.TERRITORY);
        answer(new KnownPages(fixture.known), "POST", "/teleservices/mes-coordonnees/effacer", FakeRequest.post("/").at(NOW).account(zoe));
        assertThat(fixture.known.of(TenantId.TERRITORY, zoe)).as("the other button").isPresent();
        answer(new KnownPages(fixture.known), "POST", "/teleservices/mes-coordonnees/effacer", FakeRequest.post("/").at(NOW).account(zoe).field("everywhere", "yes"));
        assertThat(fixture.known.of(TenantId.TERRITORY, zoe)).isEmpty();
    }

    @OnBothDatabases
    void aQuestionThatAnAnswerMakesNecessarySaysSoBeforeItIsSent(TestDatabase database) throws Exception {
        fixture = new DemarchesFixture(database);
        for (String id : List.of("signalement", "rendez-vous", "operation-tranquillite-vacances")) {
            Procedure procedure = fixture.procedures.newest(id).orElseThrow();
            int last = procedure.screens().steps().size();
            Draft open = draft(id, "{}");
            String page = fixture.page(answer(fixture.form, "GET", STEP, of(open, FakeRequest.get("/")).with("step", String.valueOf(last))));
            assertThat(page.replace('\u00a0', ' ')).as(id).contains("Obligatoire si vous choisissez « Par téléphone ».");
            assertThat(page).as(id).doesNotContainPattern("name=\"applicant.phone\"[^>]* required");
            Draft chosen = draft(id, "{\"applicant\": {\"reply\": \"phone\"}}");
            String needed = fixture.page(answer(fixture.form, "GET", STEP, of(chosen, FakeRequest.get("/")).with("step", String.valueOf(last))));
            assertThat(needed).as(id).doesNotContain("Obligatoire si vous").containsPattern("name=\"applicant.phone\"[^>]* required");
        }
    }

    private Response step(Draft draft, Account account, String... fields) throws Exception {
        FakeRequest request = of(draft, FakeRequest.post("/")).with("step", "3").account(account);
        for (int i = 0; i < fields.length; i += 2) {
            request.field(fields[i], fields[i + 1]);
            if (!fields[i].startsWith("_")) {
                request.field("_asked", fields[i]);
            }
        }
        return answer(fixture.form, "POST", STEP, request);
    }

    @OnBothDatabases
    void whatIsKeptOfAPersonGoesWithThemAndAfterThreeYears(TestDatabase database) throws Exception {
        fixture = new DemarchesFixture(database);
        Account zoe = new Account(UUID.randomUUID(), null, null, null, "fr", Assurance.values()[0]);
        Draft draft = draft("saisine", SAISINE);
        step(draft, zoe, "applicant.kind", "person", "applicant.name", "Zoé Exemple", "applicant.email", "zoe@example.org", "_keep", "true");
        KnownPrivacy privacy = new KnownPrivacy();
        Person person = new Person(Set.of(), Set.of(), Set.of(zoe.id()), Set.of());
        assertThat(privacy.holders(database.database().acrossTerritory("test"), person)).containsExactly(RODEZ.id());
        Instant over = Instant.parse("2029-11-12T09:00:01Z");
        assertThat(privacy.due(database.database().acrossTerritory("test"), over.minus(Duration.ofSeconds(1)))).isEmpty();
        assertThat(List.copyOf(privacy.due(database.database().acrossTerritory("test"), over))).isEqualTo(List.of(RODEZ.id()));
        assertThat(database.database().of(RODEZ.id()).<Integer>call(transaction -> privacy.purge(transaction, over))).isEqualTo(1);
        step(draft, zoe, "applicant.kind", "person", "applicant.name", "Zoé Exemple", "applicant.email", "zoe@example.org", "_keep", "true");
        database.database().of(RODEZ.id()).write(transaction -> privacy.erase(transaction, person, NOW));
        assertThat(fixture.known.of(RODEZ.id(), zoe)).isEmpty();
    }
}
