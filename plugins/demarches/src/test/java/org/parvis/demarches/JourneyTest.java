package org.parvis.demarches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parvis.demarches.DemarchesFixture.NOW;
import static org.parvis.demarches.DemarchesFixture.RODEZ;
import static org.parvis.demarches.DemarchesFixture.WORKER;
import static org.parvis.demarches.DemarchesFixture.answer;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Grant;
import org.parvis.api.identity.Role;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Response;
import org.parvis.demarches.archive.CasePurge;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.Pages;
import org.parvis.testkit.TestDatabase;

/** A request from the catalogue to the decision, as the handlers see it. */
final class JourneyTest {
    private static final String STEP = "/teleservices/formulaire/{id}/{step}";

    private DemarchesFixture fixture;
    private String token = "";
    private String id = "";

    private FakeRequest with(FakeRequest request) {
        return request.at(fixture.now).with("id", id).cookie("parvis_demarche", token);
    }

    private void begin(TestDatabase database) throws Exception {
        fixture = new DemarchesFixture(database);
        fixture.offer(RODEZ, "saisine");
        Response begun = answer(fixture.catalogue, "POST", "/teleservices/{procedure}/commencer", FakeRequest.post("/").with("procedure", "saisine").at(NOW));
        token = begun.cookies().get(0).value();
        id = begun.headers().get("Location").split("/")[3];
    }

    private Response step(String number, String... fields) throws Exception {
        FakeRequest request = with(FakeRequest.post("/")).with("step", number);
        for (int i = 0; i < fields.length; i += 2) {
            request.field(fields[i], fields[i + 1]);
            if (!fields[i].startsWith("_")) {
                request.field("_asked", fields[i]);
            }
        }
        return answer(fixture.form, "POST", STEP, request);
    }

    private Response fill() throws Exception {
        step("1", "request.theme", "road", "request.subject", "Lampadaire éteint", "request.text", "Rue du Lavoir, depuis lundi.", "_asked", "request.earlier");
        answer(fixture.form, "POST", STEP, with(FakeRequest.post("/")).with("step", "2").field("_asked", "files").file("files", "photo.jpg", "image/jpeg", new byte[] {1}));
        return step("3", "applicant.kind", "person", "applicant.name", "Zoé Exemple", "applicant.email", "zoe@example.org", "applicant.phone", "", "applicant.address", "");
    }

    private Response send() throws Exception {
        return answer(fixture.form, "POST", "/teleservices/formulaire/{id}/verifier", with(FakeRequest.post("/")));
    }

    @OnBothDatabases
    void isMadeStepByStepSentOnceAndAcknowledged(TestDatabase database) throws Exception {
        begin(database);
        fixture.settings.putAll(Map.of("site.street", "1 place de la Mairie", "site.postalcode", "12000", "site.city", "Rodez", "site.phone", "05 65 00 00 00"));
        assertThat(fixture.page(answer(fixture.catalogue, "GET", "/teleservices", FakeRequest.get("/")))).contains("Écrire à la mairie");
        assertThat(fixture.page(answer(fixture.catalogue, "GET", "/teleservices/{procedure}", FakeRequest.get("/").with("procedure", "saisine"))))
                .contains("L112-8", "réputée refusée", "au bout de 2 mois", "mairie@example.org", "Commencer");
        assertThat(fixture.page(answer(fixture.form, "GET", STEP, with(FakeRequest.get("/")).with("step", "1")))).contains("Étape 1 sur 3", "Voirie, éclairage");

        Response refused = step("1", "request.theme", "road", "request.subject", "", "request.text", "<b>court</b>");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(fixture.page(refused)).contains("Votre demande en une phrase", "Répondez à cette question.", "&lt;b&gt;court");

        assertThat(fill().headers()).containsEntry("Location", "/teleservices/formulaire/" + id + "/verifier");
        assertThat(fixture.page(answer(fixture.form, "GET", STEP, with(FakeRequest.get("/")).with("step", "verifier")))).contains("Lampadaire éteint", "photo.jpg", "Vous-même");

        Response sent = send();
        assertThat(sent.headers()).containsEntry("Location", "/teleservices/recu/" + id);
        assertThat(send().headers()).containsEntry("Location", "/teleservices/recu/" + id);
        assertThat(fixture.sent).singleElement().satisfies(message -> {
            assertThat(message.kind()).isEqualTo("demarches.received");
            assertThat(message.values().get("silence")).contains("12 janvier 2027", "réputée refusée");
            assertThat(message.values().get("code")).startsWith("CODE-");
            // CRPA, R112-5, 2°: postal and electronic address, telephone number.
            assertThat(message.values().get("contact")).isEqualTo("1 place de la Mairie, 12000 Rodez, mairie@example.org, 05\u00a065\u00a000\u00a000\u00a000");
        });
        CaseFile file = fixture.cases.get(RODEZ.id(), UUID.fromString(id));
        // Received on 12 November 2026: silence rejects at the end of 12 January 2027, 23 h UTC.
        assertThat(file.silenceAt()).isEqualTo("2027-01-12T23:00:00Z");
        String code = fixture.sent.get(0).values().get("code");
        assertThat(fixture.page(answer(fixture.receipts, "GET", "/teleservices/recu/{id}", with(FakeRequest.get("/"))))).contains(file.number(), code, "12 janvier 2027");
        assertThat(new String(((Response.Bytes) answer(fixture.receipts, "GET", "/teleservices/recu/{id}/pdf", with(FakeRequest.get("/"))).content()).bytes(), StandardCharsets.UTF_8))
                .contains(file.number());
        assertThat(fixture.audit.of(RODEZ.id(), "demarches.submit")).isNotEmpty();
    }

    @OnBothDatabases
    void isReadByNobodyElse(TestDatabase database) throws Exception {
        begin(database);
        String mine = token;
        token = "x".repeat(43);
        assertThatThrownBy(() -> answer(fixture.form, "GET", STEP, with(FakeRequest.get("/")).with("step", "1"))).isInstanceOf(NotFound.class);
        token = mine;
        fill();
        send();
        token = "x".repeat(43);
        assertThatThrownBy(() -> answer(fixture.receipts, "GET", "/teleservices/recu/{id}", with(FakeRequest.get("/")))).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> answer(fixture.receipts, "GET", "/teleservices/recu/{id}/pdf", with(FakeRequest.get("/")))).isInstanceOf(NotFound.class);
        token = mine;
        fixture.now = NOW.plus(Duration.ofHours(25));
        assertThatThrownBy(() -> answer(fixture.receipts, "GET", "/teleservices/recu/{id}", with(FakeRequest.get("/")))).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> fixture.cases.get(FakeRequestSites.AGEN.id(), UUID.fromString(id))).isInstanceOf(NotFound.class);
    }

    private FakeRequest desk(FakeRequest request) {
        return request.at(fixture.now).with("id", id).as(WORKER);
    }

    private Response move(String way, int revision, String... fields) throws Exception {
        FakeRequest request = desk(FakeRequest.post("/")).field("way", way).field("revision", String.valueOf(revision));
        for (int i = 0; i < fields.length; i += 2) {
            request.field(way + "." + fields[i], fields[i + 1]);
        }
        return answer(fixture.desk, "POST", "/demarches/{id}/avancer", request);
    }

    @OnBothDatabases
    void isCompletedAndDecidedByAnAgentWithALetter(TestDatabase database) throws Exception {
        begin(database);
        fill();
        send();
        fixture.html.desk();
        assertThat(fixture.page(answer(fixture.queue, "GET", "/demarches", desk(FakeRequest.get("/"))))).contains("Zoé Exemple", "Lampadaire éteint", "12/01/2027");
        assertThat(new String(((Response.Bytes) answer(fixture.queue, "GET", "/demarches-export", desk(FakeRequest.get("/"))).content()).bytes(), StandardCharsets.UTF_8))
                .startsWith("\uFEFFNuméro;").contains(";Zoé Exemple;", "Lampadaire éteint");
        assertThat(fixture.audit.of(RODEZ.id(), "demarches.export")).hasSize(1);
        assertThat(fixture.page(answer(fixture.desk, "GET", "/demarches/{id}", desk(FakeRequest.get("/"))))).contains("Rue du Lavoir", "Demander un complément", "photo.jpg");
        assertThat(fixture.audit.of(RODEZ.id(), "demarches.read")).isNotEmpty();

        Response incomplete = move("ask", 1, "message", "", "due", "2026-11-01");
        assertThat(incomplete.status()).isEqualTo(422);
        assertThat(fixture.page(incomplete)).contains("Indiquez une date à venir");

        fixture.now = NOW.plus(Duration.ofDays(1));
        assertThat(move("ask", 1, "message", "Quel numéro de rue ?", "due", "2026-12-13").status()).isEqualTo(303);
        CaseFile asked = fixture.cases.get(RODEZ.id(), UUID.fromString(id));
        assertThat(asked.stand().state()).isEqualTo("incomplete");
        // Awaited from 13 November to 13 December: thirty days more.
        assertThat(asked.silenceAt()).isEqualTo("2027-02-11T23:00:00Z");
        assertThat(fixture.sent.get(1).values()).containsEntry("text", "Quel numéro de rue ?");

        fixture.now = NOW.plus(Duration.ofDays(4));
        assertThat(fixture.page(fixture.follow.page(with(FakeRequest.get("/")), id))).as("that this is all is ticked beforehand").contains("name=\"complete\" value=\"true\" checked");
        FakeRequest completing = with(FakeRequest.post("/")).cookie("opened", id).field("text", "Le 12.").field("complete", "true");
        assertThat(answer(fixture.follow, "POST", "/teleservices/suivi/{id}", completing).headers()).containsEntry("Location", "/suivi/dossier#dernier");
        CaseFile completed = fixture.cases.get(RODEZ.id(), UUID.fromString(id));
        assertThat(completed.stand().state()).isEqualTo("review");
        assertThat(completed.silenceAt()).isEqualTo("2027-01-15T23:00:00Z");

        assertThat(move("answer", 1, "message", "Réparé demain.").status()).isEqualTo(409);
        assertThat(move("answer", completed.revision(), "message", "Réparé demain.").status()).isEqualTo(303);
        CaseFile closed = fixture.cases.get(RODEZ.id(), UUID.fromString(id));
        assertThat(closed.closed()).isTrue();
        assertThat(closed.silenceAt()).isNull();
        assertThat(closed.stand().purgeAt()).isEqualTo("2027-11-16T09:00:00Z");
        assertThat(fixture.printed.get(fixture.printed.size() - 1).model().toString()).contains("Réparé demain.", "12 novembre 2026");

        Response page = fixture.follow.page(FakeRequest.get("/").at(fixture.now), id);
        assertThat(Pages.of("demarches").html(page, RODEZ)).contains("Réponse envoyée", "Réparé demain.", "reponse-de-la-mairie-" + closed.number() + ".pdf", "Le 12.");
    }

    @OnBothDatabases
    void goesWhenItsTimeIsOver(TestDatabase database) throws Exception {
        begin(database);
        fill();
        send();
        move("refuse", 1, "reason", "Hors de la compétence de la commune.");
        CasePurge purge = fixture.purge(Path.of("nowhere"));
        fixture.now = NOW.plus(Duration.ofDays(364));
        assertThat(purge.due(database.database().acrossTerritory("test"), fixture.now)).isEmpty();
        fixture.now = NOW.plus(Duration.ofDays(365));
        assertThat(purge.due(database.database().acrossTerritory("test"), fixture.now)).isEqualTo(List.of(RODEZ.id()));
        assertThat(database.database().of(RODEZ.id()).<Integer>call(transaction -> purge.purge(transaction, fixture.now))).isEqualTo(1);
        assertThat(fixture.cases.find(RODEZ.id(), UUID.fromString(id))).isEmpty();
        assertThat(fixture.attachments.files).isEmpty();
        assertThat(fixture.codes).isEmpty();
    }

    @OnBothDatabases
    void isCorrectedByWhoSentItUntilTheDecision(TestDatabase database) throws Exception {
        begin(database);
        fill();
        send();
        String page = fixture.page(answer(fixture.correction, "GET", "/teleservices/suivi/{id}/corriger", with(FakeRequest.get("/")).cookie("opened", id)));
        assertThat(page).contains("Lampadaire éteint", "Corriger ma demande");
        FakeRequest change = with(FakeRequest.post("/")).cookie("opened", id).field("revision", "1").field("_asked", "request.subject").field("request.subject", "Deux lampadaires");
        assertThat(answer(fixture.correction, "POST", "/teleservices/suivi/{id}/corriger", change).status()).isEqualTo(303);
        CaseFile corrected = fixture.cases.get(RODEZ.id(), UUID.fromString(id));
        assertThat(corrected.subject()).isEqualTo("Deux lampadaires");
        assertThat(corrected.silenceAt()).isEqualTo("2027-01-12T23:00:00Z");
        move("refuse", corrected.revision(), "reason", "Hors de la compétence de la commune.");
        assertThatThrownBy(() -> answer(fixture.correction, "GET", "/teleservices/suivi/{id}/corriger", with(FakeRequest.get("/")).cookie("opened", id)))
                .isInstanceOf(Conflict.class);
    }

    @OnBothDatabases
    void isEnteredByAnAgentForSomebodyWithoutAddressFromTheDayOfTheLetter(TestDatabase database) throws Exception {
        begin(database);
        fixture.html.desk();
        FakeRequest blank = FakeRequest.get("/").at(NOW).with("procedure", "saisine").as(WORKER);
        assertThat(fixture.page(answer(fixture.counter, "GET", "/demarches-saisir/{procedure}", blank))).contains("Par courrier", "Expliquez votre demande");
        FakeRequest letter = FakeRequest.post("/").at(NOW).with("procedure", "saisine").as(WORKER).field("channel", "paper").field("received", "2026-11-10");
        String[] answers = {"request.theme", "other", "request.subject", "Une haie", "request.text", "Elle cache le panneau.", "request.earlier", "", "files", "",
            "applicant.kind", "person", "applicant.name", "Ali Exemple", "applicant.email", "", "applicant.phone", "", "applicant.address", "1 rue du Lavoir"};
        for (int i = 0; i < answers.length; i += 2) {
            letter.field("_asked", answers[i]);
            if (!answers[i + 1].isEmpty()) {
                letter.field(answers[i], answers[i + 1]);
            }
        }
        String page = fixture.page(answer(fixture.counter, "POST", "/demarches-saisir/{procedure}", letter));
        assertThat(page).contains("La demande est enregistrée", "Ali Exemple", "10 novembre 2026", "10 janvier 2027");
        assertThat(fixture.sent).isEmpty();
        assertThat(fixture.audit.of(RODEZ.id(), "demarches.enter")).hasSize(1);
        assertThat(fixture.counted).containsEntry("demarches.stats.received.paper", 1L).containsKey("demarches.stats.procedure.saisine");
    }

    @OnBothDatabases
    void isSeenOnlyByCaseWorkersOfItsProcedureInItsCommune(TestDatabase database) throws Exception {
        begin(database);
        fill();
        send();
        Agent elsewhere = FakeRequestSites.agent(Role.CASE_WORKER, FakeRequestSites.AGEN);
        Agent other = new Agent(UUID.randomUUID(), "Autre Exemple", "autre@example.org", "fr", Set.of(new Grant(RODEZ.id(), Role.CASE_WORKER, "cantine")));
        for (Agent agent : List.of(elsewhere, other, FakeRequestSites.agent(Role.ADMIN, RODEZ))) {
            assertThatThrownBy(() -> answer(fixture.desk, "GET", "/demarches/{id}", FakeRequest.get("/").at(NOW).with("id", id).as(agent)))
                    .isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> answer(
                    fixture.desk, "POST", "/demarches/{id}/note", FakeRequest.post("/").at(NOW).with("id", id).as(agent).field("note", "x")))
                    .isInstanceOf(NotFound.class);
        }
        assertThatThrownBy(() -> answer(
                fixture.desk, "GET", "/demarches/{id}", FakeRequest.get("/").at(NOW).with("id", id).on(FakeRequestSites.AGEN).as(elsewhere)))
                .isInstanceOf(NotFound.class);
    }

    @OnBothDatabases
    void isGoneOnWithOnAnotherDeviceByItsCode(TestDatabase database) throws Exception {
        begin(database);
        step("1", "request.subject", "Lampadaire");
        FakeRequest asking = with(FakeRequest.post("/")).field("email", "zoe@example.org");
        assertThat(fixture.page(answer(fixture.aside, "POST", "/teleservices/formulaire/{id}/plus-tard", asking))).contains("zoe@example.org");
        assertThat(fixture.sent).singleElement().satisfies(message -> assertThat(message.kind()).isEqualTo("demarches.later"));
        token = "";
        Response page = answer(fixture.form, "GET", STEP, with(FakeRequest.get("/")).with("step", "1").cookie("openeddraft", id));
        assertThat(fixture.page(page)).contains("Lampadaire");
        assertThat(page.cookies()).hasSize(1);
        for (int i = 0; i < 4; i++) {
            answer(fixture.aside, "POST", "/teleservices/formulaire/{id}/plus-tard", with(FakeRequest.post("/")).cookie("openeddraft", id).field("email", "zoe@example.org"));
        }
        assertThatThrownBy(() -> answer(
                fixture.aside, "POST", "/teleservices/formulaire/{id}/plus-tard", with(FakeRequest.post("/")).cookie("openeddraft", id).field("email", "zoe@example.org")))
                .isInstanceOfSatisfying(Invalid.class, often -> assertThat(often.status()).isEqualTo(429));
    }
}
