package org.parvis.demarches.bouquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parvis.demarches.DemarchesFixture.RODEZ;
import static org.parvis.demarches.DemarchesFixture.answer;
import static org.parvis.testkit.FakeRequestSites.AGEN;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Response;
import org.parvis.demarches.CaseFile;
import org.parvis.demarches.DemarchesFakes;
import org.parvis.demarches.DemarchesFixture;
import org.parvis.demarches.Packages;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** A version change with files in flight: seen before, done for those that fit, told in their history. */
final class MigrationTest {
    private static final String PATH = "/demarches-bouquet/{procedure}/{version}/migrer";
    /** Version 2: at most 30 characters of subject, another word for the first state. */
    private static final String[] SHORTER = {
        "procedure.yaml", "version: 1", "version: 2", "schema.json", "\"maxLength\": 120", "\"maxLength\": 30",
        "messages_fr.properties", "state.received=", "state.received=Nouvellement ",
    };

    private DemarchesFixture fixture;
    private Packages packages;

    private void open(TestDatabase database) {
        fixture = new DemarchesFixture(database);
        packages = new Packages(fixture);
        fixture.offer(RODEZ, "saisine");
        fixture.offer(AGEN, "saisine");
    }

    private static FakeRequest on(FakeRequest request) {
        return request.on(FakeRequestSites.TERRITORY).as(FakeRequestSites.operator()).with("procedure", "saisine").with("version", "1");
    }

    private String preview() throws Exception {
        return fixture.html.html(answer(packages.migration, "GET", PATH, on(FakeRequest.get("/"))), FakeRequestSites.TERRITORY);
    }

    private Response ask() throws Exception {
        return answer(packages.migration, "POST", PATH, on(FakeRequest.post("/")).field("to", "2").field("confirm", "true"));
    }

    private CaseFile again(CaseFile file) {
        return fixture.cases.find(RODEZ.id(), file.id()).orElseGet(() -> fixture.cases.get(AGEN.id(), file.id()));
    }

    private void work() {
        new MigrationJob(packages.migrating, DemarchesFakes.agents()).run(fixture.now);
    }

    @OnBothDatabases
    void movesWhatFitsInEveryCommuneAndLeavesTheRest(TestDatabase database) throws Exception {
        open(database);
        CaseFile fits = packages.send(RODEZ, Packages.ANSWERS);
        CaseFile elsewhere = packages.send(AGEN, Packages.ANSWERS);
        CaseFile longer = packages.send(RODEZ, Packages.ANSWERS.replace("Lampadaire", "Un lampadaire éteint depuis une semaine"));
        packages.install(Packages.saisine(SHORTER));
        CaseFile fresh = packages.send(RODEZ, Packages.ANSWERS);

        assertThat(preview()).contains(longer.number(), "30 caractères", "Rodez", "Déplacer 2 dossiers").doesNotContain(fits.number(), "Zoé");
        Response unconfirmed = answer(packages.migration, "POST", PATH, on(FakeRequest.post("/")).field("to", "2"));
        assertThat(unconfirmed.status()).isEqualTo(422);
        packages.later(Duration.ofHours(1));
        assertThat(ask().headers()).containsEntry("Location", "/bureau/territoire/demarches-bouquet/saisine?fait=asked");
        assertThat(packages.jobs).containsExactly("demarches.migration");
        assertThat(ask().status()).isEqualTo(409);
        work();

        assertThat(again(fits).version()).isEqualTo(2);
        assertThat(again(elsewhere).version()).isEqualTo(2);
        assertThat(again(longer).version()).isEqualTo(1);
        assertThat(again(fresh).revision()).isEqualTo(1);
        // The clock is that of the receipt.
        assertThat(again(fits).silenceAt()).isEqualTo(fits.silenceAt());
        assertThat(fixture.audit.of(RODEZ.id(), "demarches.migrate")).hasSize(1);
        FakeRequest file = FakeRequest.get("/").at(fixture.now).with("id", fits.id().toString()).as(DemarchesFixture.WORKER);
        assertThat(fixture.page(answer(fixture.desk, "GET", "/demarches/{id}", file)))
                .contains("Passage à une autre version de la démarche (1 → 2)", "<strong>Reçue</strong>", "id=\"f-way\">Nouvellement Reçue");
        FakeRequest one = on(FakeRequest.get("/"));
        assertThat(fixture.html.html(answer(packages.bouquet, "GET", "/demarches-bouquet/{procedure}", one), FakeRequestSites.TERRITORY))
                .contains("De la version 1 à la version 2", "2 déplacés, 1 resté, sur 3", "Terminé");
        // Once more: what stayed stays, and nothing is moved twice.
        ask();
        work();
        assertThat(again(fits).revision()).isEqualTo(2);
        assertThat(again(longer).version()).isEqualTo(1);
    }

    @OnBothDatabases
    void saysWhichStatesAnswersAndTermsHaveNoCounterpart(TestDatabase database) throws Exception {
        open(database);
        CaseFile file = packages.send(RODEZ, Packages.ANSWERS);
        packages.install(Packages.saisine(
                "procedure.yaml", "version: 1", "version: 2", "procedure.yaml", "after: P2M", "after: P3M", "workflow.yaml", "received", "arrived",
                "messages_fr.properties", "state.received", "state.arrived", "messages_en.properties", "state.received", "state.arrived",
                "schema.json", "\"text\": {", "\"words\": {", "schema.json", "\"text\"]", "\"words\"]", "ui.json", "request/properties/text", "request/properties/words",
                "messages_fr.properties", "request.text", "request.words", "messages_en.properties", "request.text", "request.words",
                "messages_fr_simple.properties", "request.text", "request.words"));
        assertThat(preview()).contains(
                "L’état «\u00a0Reçue\u00a0» n’existe plus", "Le silence n’a plus le même sens", "La réponse à «\u00a0Expliquez votre demande\u00a0» serait perdue",
                "«\u00a0Expliquez votre demande\u00a0»\u00a0: Répondez à cette question.", "Aucun dossier ne peut être déplacé").doesNotContain("name=\"confirm\"");
        ask();
        work();
        assertThat(again(file).version()).isEqualTo(1);
    }

    @OnBothDatabases
    void goesOnWhereItStoppedAndCountsNothingTwice(TestDatabase database) {
        open(database);
        List<CaseFile> files = new ArrayList<>();
        for (int i = 0; i < 130; i++) {
            files.add(packages.send(i % 2 == 0 ? RODEZ : AGEN, Packages.ANSWERS));
        }
        packages.install(Packages.saisine(SHORTER));
        Procedure from = fixture.procedures.version("saisine", 1);
        packages.migrating.ask(from, fixture.procedures.version("saisine", 2), FakeRequestSites.operator());
        Migration half = packages.migrating.next(packages.migrating.running().get(0), null);
        assertThat(half).isNotNull();
        assertThat(half.moved()).isEqualTo(100);
        // Killed here: another node reads where it was.
        work();
        assertThat(packages.migrating.running()).isEmpty();
        Migration done = packages.migrating.of("saisine").get(0);
        assertThat(done.moved()).isEqualTo(130);
        assertThat(done.kept()).isZero();
        assertThat(files).allSatisfy(file -> assertThat(again(file).version()).isEqualTo(2));
        assertThat(files).allSatisfy(file -> assertThat(again(file).revision()).isEqualTo(2));
    }

    @OnBothDatabases
    void whatWasMissingOnPaperAlreadyKeepsNoFileBack(TestDatabase database) throws Exception {
        open(database);
        CaseFile paper = packages.send(RODEZ, Packages.ANSWERS.replace(", \"email\": \"zoe@example.org\"", ""));
        packages.install(Packages.saisine(SHORTER));
        ask();
        work();
        assertThat(again(paper).version()).isEqualTo(2);
    }

    @OnBothDatabases
    void closedFilesStayAndAnAgentWhoIsFasterWins(TestDatabase database) throws Exception {
        open(database);
        CaseFile closed = packages.send(RODEZ, Packages.ANSWERS);
        FakeRequest refuse = FakeRequest.post("/").at(fixture.now).with("id", closed.id().toString()).as(DemarchesFixture.WORKER)
                .field("way", "refuse").field("revision", "1").field("refuse.reason", "Hors de la compétence de la commune.");
        answer(fixture.desk, "POST", "/demarches/{id}/avancer", refuse);
        CaseFile opened = packages.send(RODEZ, Packages.ANSWERS);
        packages.install(Packages.saisine(SHORTER));
        ask();
        work();
        assertThat(again(closed).version()).isEqualTo(1);
        assertThat(again(opened).version()).isEqualTo(2);
        // Who had the page open before is told that the file has changed.
        FakeRequest late = FakeRequest.post("/").at(fixture.now).with("id", opened.id().toString()).as(DemarchesFixture.WORKER)
                .field("way", "refuse").field("revision", "1").field("refuse.reason", "Trop tard.");
        assertThat(answer(fixture.desk, "POST", "/demarches/{id}/avancer", late).status()).isEqualTo(409);
    }

    @OnBothDatabases
    void goesOnlyToANewerVersionInService(TestDatabase database) {
        open(database);
        packages.send(RODEZ, Packages.ANSWERS);
        assertThatThrownBy(this::preview).isInstanceOf(NotFound.class);
        packages.install(Packages.saisine(SHORTER));
        fixture.procedures.withdraw("saisine", 2, true, FakeRequestSites.operator());
        assertThatThrownBy(this::preview).isInstanceOf(NotFound.class);
        Procedure one = fixture.procedures.version("saisine", 1);
        packages.migrating.ask(one, fixture.procedures.version("saisine", 2), FakeRequestSites.operator());
        assertThatThrownBy(() -> packages.migrating.ask(one, fixture.procedures.version("saisine", 2), FakeRequestSites.operator())).isInstanceOf(Conflict.class);
    }
}
