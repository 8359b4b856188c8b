package org.parvis.demarches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.demarches.DemarchesFixture.NOW;
import static org.parvis.demarches.DemarchesFixture.RODEZ;
import static org.parvis.demarches.DemarchesFixture.WORKER;
import static org.parvis.demarches.DemarchesFixture.answer;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.parvis.api.desk.DayItems;
import org.parvis.api.identity.Role;
import org.parvis.api.notify.Notification;
import org.parvis.demarches.desk.CaseDay;
import org.parvis.demarches.procedure.Answers;
import org.parvis.demarches.procedure.Workflow;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** What citizens and others do with a file, until an agent has looked at it: marked in the queue and in « Ma journée », and told by e-mail. */
final class InFromOutsideTest {
    private DemarchesFixture fixture;
    private SentFiles files;

    private CaseFile begin(TestDatabase database) {
        fixture = new DemarchesFixture(database);
        fixture.offer(RODEZ, "saisine");
        fixture.html.desk();
        files = new SentFiles(fixture);
        CaseFile file = files.sent("Lampadaire");
        fixture.sent.clear();
        return file;
    }

    private String queue() throws Exception {
        return fixture.page(answer(fixture.queue, "GET", "/demarches", FakeRequest.get("/").as(WORKER).at(fixture.now).query("etat", "all")));
    }

    private List<String> day() {
        CaseDay day = new CaseDay(fixture.database.database(), fixture.procedures, fixture.access);
        return day.items(new DayItems.Asked(WORKER, Set.of(RODEZ.id()), fixture.now, 10)).stream().map(DayItems.Item::reasonKey).toList();
    }

    private void look(CaseFile file) throws Exception {
        assertThat(answer(fixture.desk, "GET", "/demarches/{id}", files.desk("GET", file)).status()).isEqualTo(200);
    }

    private List<String> told() {
        return fixture.sent.stream().filter(told -> told.kind().equals("demarches.news")).map(told -> told.values().get("news")).toList();
    }

    @OnBothDatabases
    void aMessageIsMarkedAndToldOnceUntilAnAgentHasLooked(TestDatabase database) throws Exception {
        CaseFile file = begin(database);
        assertThat(queue()).doesNotContain("Nouveau message");
        assertThat(day()).containsExactly("demarches.day.open");
        fixture.handling.answer(RODEZ, file.id(), "Il clignote encore.", List.of(), NOW.plusSeconds(60));
        fixture.handling.answer(RODEZ, file.id(), "Et celui d’à côté.", List.of(), NOW.plusSeconds(60));
        fixture.now = NOW.plusSeconds(60);
        assertThat(fixture.sent).singleElement().satisfies(told -> {
            assertThat(told.kind()).isEqualTo("demarches.news");
            assertThat(told.to().person()).isEqualTo(WORKER.id());
            assertThat(told.values()).containsEntry("number", file.number()).containsEntry("news", "le demandeur a écrit").doesNotContainValue("Il clignote encore.");
            assertThat(told.asFarAs(new Notification.Scope(Role.CASE_WORKER, "creche")::equals)).as("for a deputy for others").isEmpty();
        });
        assertThat(fixture.cases.get(RODEZ.id(), file.id()).updatedAt()).as("programs hear of it by web hooks alone").isEqualTo(file.updatedAt());
        assertThat(queue()).containsOnlyOnce("Nouveau message");
        assertThat(day()).containsExactly("demarches.day.new.message");
        look(file);
        assertThat(queue()).doesNotContain("Nouveau message");
        assertThat(day()).containsExactly("demarches.day.open");
        fixture.now = NOW.plus(Duration.ofHours(1));
        fixture.handling.answer(RODEZ, file.id(), "Encore.", List.of(), fixture.now);
        assertThat(told()).hasSize(2);
    }

    @OnBothDatabases
    void whatCameAfterThePageWasShownStaysNew(TestDatabase database) {
        CaseFile file = begin(database);
        fixture.handling.answer(RODEZ, file.id(), "Il clignote encore.", List.of(), NOW.plusSeconds(1));
        fixture.database.database().of(RODEZ.id()).write(transaction -> UnseenTable.delete(transaction, file.id(), NOW));
        assertThat(day()).containsExactly("demarches.day.new.message");
    }

    @OnBothDatabases
    void piecesCorrectionsAndWithdrawalsAreNewToo(TestDatabase database) throws Exception {
        CaseFile file = begin(database);
        Handling.Actor citizen = new Handling.Actor(null, "Zoé Exemple");
        Workflow workflow = fixture.view.procedure(file).workflow();
        Handling.Given asked = new Handling.Given("Une photo.", LocalDate.parse("2026-11-30"), List.of());
        fixture.handling.move(RODEZ, file.id(), null, workflow.byId("ask").orElseThrow(), asked, Handling.Actor.of(WORKER), NOW);
        assertThat(told()).as("an agent did it").isEmpty();
        Workflow.Transition back = workflow.by(Workflow.Actor.CITIZEN, "incomplete", Workflow.Kind.OPEN).orElseThrow();
        fixture.handling.move(RODEZ, file.id(), null, back, Handling.Given.NOTHING, citizen, NOW);
        CaseFile now = fixture.cases.get(RODEZ.id(), file.id());
        fixture.handling.correct(RODEZ, file.id(), now.revision(), Answers.of(now.answers().toString().replace("Lampadaire", "Réverbère")), List.of("Sujet"), NOW);
        Workflow.Transition withdraw = workflow.by(Workflow.Actor.CITIZEN, now.stand().state(), Workflow.Kind.CLOSED).orElseThrow();
        fixture.handling.move(RODEZ, file.id(), null, withdraw, Handling.Given.NOTHING, citizen, NOW);
        assertThat(told()).containsExactly("le demandeur a envoyé ce qui était demandé", "le demandeur a corrigé sa demande", "le demandeur a retiré sa demande");
        assertThat(queue()).contains("Pièces reçues", "Corrigé", "Retiré<");
        assertThat(day()).as("also of a file that is closed").hasSize(1);
        look(file);
        assertThat(day()).isEmpty();
    }

    @OnBothDatabases
    void anOpinionIsNewAndGoesWithTheFile(TestDatabase database) throws Exception {
        CaseFile file = begin(database);
        FakeRequest ask = files.desk("POST", file).field("name", "Architecte").field("email", "avis@example.org").field("text", "?").field("until", "2026-11-20");
        answer(fixture.opinionDesk, "POST", "/demarches/{id}/avis", ask);
        String link = fixture.sent.get(0).values().get("link");
        FakeRequest said = FakeRequest.post("/").at(NOW).with("token", link.substring(link.lastIndexOf('/') + 1)).field("stance", "favourable");
        assertThat(answer(fixture.linkPages, "POST", "/teleservices/avis/{token}", said).status()).isEqualTo(303);
        assertThat(fixture.sent.get(1).values()).containsEntry("news", "un avis est arrivé").containsEntry("text", "Architecte");
        assertThat(queue()).contains("Avis reçu");
        fixture.database.database().of(RODEZ.id()).write(transaction -> CaseTable.delete(transaction, List.of(file.id())));
        assertThat(fixture.database.database().of(RODEZ.id()).count("select count(*) from demarches_unseen u where u.tenant_id = :tenant")).isZero();
    }
}
