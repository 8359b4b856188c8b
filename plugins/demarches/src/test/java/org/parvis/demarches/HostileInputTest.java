package org.parvis.demarches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.demarches.DemarchesFixture.NOW;
import static org.parvis.demarches.DemarchesFixture.RODEZ;
import static org.parvis.demarches.DemarchesFixture.WORKER;
import static org.parvis.demarches.DemarchesFixture.answer;

import java.util.List;
import java.util.UUID;
import org.parvis.api.route.Response;
import org.parvis.demarches.procedure.Answers;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.SampleAnswers;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** What nobody types by chance: each is refused with a sentence, or taken, and nothing breaks. */
final class HostileInputTest {
    private DemarchesFixture fixture;
    private SentFiles files;

    private void begin(TestDatabase database) {
        fixture = new DemarchesFixture(database);
        fixture.offer(RODEZ, "saisine");
        files = new SentFiles(fixture);
    }

    @OnBothDatabases
    void aTelephoneNumberWithoutDigitsIsNoWayToAnswer(TestDatabase database) throws Exception {
        begin(database);
        Procedure procedure = fixture.procedures.newest("signalement").orElseThrow();
        fixture.offer(RODEZ, "signalement");
        Holder holder = Holder.fresh();
        for (String phone : List.of("0.........", "0 ((((((((", "+1-------")) {
            Draft draft = fixture.drafts.begin(RODEZ.id(), procedure, holder, null, false, NOW);
            Answers answers = SampleAnswers.of(procedure, "zoe@example.org");
            answers = answers.with("applicant.reply", answers.json().textNode("phone")).with("applicant.email", answers.json().nullNode())
                    .with("applicant.phone", answers.json().textNode(phone));
            fixture.drafts.save(RODEZ.id(), draft, answers, NOW);
            Response refused = answer(fixture.form, "POST", "/teleservices/formulaire/{id}/verifier",
                    FakeRequest.post("/").at(NOW).with("id", draft.id().toString()).cookie("parvis_demarche", holder.token()));
            assertThat(refused.status()).as(phone).isEqualTo(422);
            assertThat(fixture.page(refused)).contains("Indiquez un numéro de téléphone");
        }
    }

    @OnBothDatabases
    void whatIsNoAgentFiltersNothing(TestDatabase database) throws Exception {
        begin(database);
        files.sent("Lampadaire");
        fixture.html.desk();
        for (String agent : List.of("0".repeat(36), "-".repeat(36), "x", "a".repeat(8) + "-0000-0000-0000-" + "0".repeat(13).substring(1))) {
            Response list = answer(fixture.queue, "GET", "/demarches", FakeRequest.get("/").at(NOW).as(WORKER).query("agent", agent));
            assertThat(list.status()).as(agent).isEqualTo(200);
        }
    }

    @OnBothDatabases
    void aReplyIsForAProcedureThatThereIs(TestDatabase database) throws Exception {
        begin(database);
        fixture.html.desk();
        for (String procedure : List.of("nulle-part", "x".repeat(60))) {
            FakeRequest request = FakeRequest.post("/").at(NOW).as(WORKER).with("id", "nouveau")
                    .field("procedure", procedure).field("title", "Merci").field("body", "Merci.").field("version", "0");
            assertThat(answer(fixture.replyDesk, "POST", "/demarches-modeles/{id}", request).status()).as(procedure).isEqualTo(422);
        }
    }

    @OnBothDatabases
    void daysThatNoCalendarOnAWallHasAreRefused(TestDatabase database) throws Exception {
        begin(database);
        CaseFile file = files.sent("Lampadaire");
        fixture.html.desk();
        // A slip of the finger, too: pieces by 2226 would suspend the clock for two centuries.
        for (String due : List.of("+999999999-12-31", "9999-12-31", "2226-12-13", "-0001-01-01", "0000-00-00")) {
            FakeRequest move = files.desk("POST", file).field("way", "ask").field("revision", "1").field("ask.message", "Quel numéro ?").field("ask.due", due);
            assertThat(answer(fixture.desk, "POST", "/demarches/{id}/avancer", move).status()).as(due).isEqualTo(422);
        }
        assertThat(fixture.cases.get(RODEZ.id(), file.id()).revision()).isEqualTo(1);
        for (String received : List.of("-999999999-01-01", "0000-01-01", "0206-11-10", "+12026-01-01")) {
            FakeRequest letter = FakeRequest.post("/").at(NOW).with("procedure", "saisine").as(WORKER).field("channel", "paper").field("received", received);
            String[] answers = {"request.theme", "other", "request.subject", "Une haie", "request.text", "Elle cache le panneau.", "applicant.kind", "person",
                "applicant.name", "Ali Exemple"};
            for (int i = 0; i < answers.length; i += 2) {
                letter.field("_asked", answers[i]).field(answers[i], answers[i + 1]);
            }
            List.of("request.earlier", "files", "applicant.email", "applicant.phone", "applicant.address").forEach(name -> letter.field("_asked", name));
            Response refused = answer(fixture.counter, "POST", "/demarches-saisir/{procedure}", letter);
            assertThat(refused.status()).as(received).isEqualTo(422);
            assertThat(fixture.page(refused)).as(received).contains("jour de réception");
        }
    }

    @OnBothDatabases
    void aFileIsGivenToAnAgentHoweverLongTheirName(TestDatabase database) {
        begin(database);
        CaseFile file = files.sent("Lampadaire");
        // As long as the directory of agents takes.
        fixture.handling.assign(RODEZ, file.id(), null, WORKER, new CaseFile.Assignee(UUID.randomUUID(), "N".repeat(120)), NOW);
        assertThat(fixture.cases.get(RODEZ.id(), file.id()).assignee().name()).hasSize(120);
    }
}
