package org.parvis.demarches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.demarches.DemarchesFixture.NOW;
import static org.parvis.demarches.DemarchesFixture.RODEZ;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.parvis.api.privacy.Person;
import org.parvis.api.privacy.PersonalData.Erasure;
import org.parvis.api.privacy.PersonalData.Outcome;
import org.parvis.demarches.procedure.Answers;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.Workflow;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.FakeTenants;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** What becomes of files by themselves: sent twice at once, decided by silence, asked for and erased by their person. */
final class FileLifeTest {
    private static final String ANSWERS = """
            {"request": {"theme": "road", "subject": "Lampadaire", "text": "Rue du Lavoir, depuis lundi."},
             "applicant": {"kind": "person", "name": "Zoé Exemple", "email": "Zoe@example.org"}}""";

    private DemarchesFixture fixture;

    private Draft draft(String procedure) {
        Procedure newest = fixture.procedures.newest(procedure).orElseThrow();
        Draft begun = fixture.drafts.begin(RODEZ.id(), newest, Holder.fresh(), null, false, NOW);
        return fixture.drafts.save(RODEZ.id(), begun, Answers.of(ANSWERS), NOW);
    }

    private CaseFile submit(Draft draft, Holder holder) {
        return fixture.cases.submit(
                RODEZ, draft, fixture.procedures.version(draft.procedure(), draft.version()), Locale.FRENCH, Cases.Origin.web(holder, NOW), code -> {});
    }

    @OnBothDatabases
    void sentByTwoClicksAtOnceItIsOneFileWithOneAcknowledgement(TestDatabase database) throws Exception {
        fixture = new DemarchesFixture(database);
        Draft draft = draft("saisine");
        Holder holder = Holder.fresh();
        CyclicBarrier together = new CyclicBarrier(2);
        ExecutorService clicks = Executors.newFixedThreadPool(2);
        try {
            List<Future<CaseFile>> sent = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                sent.add(clicks.submit(() -> {
                    together.await();
                    return submit(draft, holder);
                }));
            }
            assertThat(sent.get(0).get().number()).isEqualTo(sent.get(1).get().number());
        } finally {
            clicks.shutdownNow();
        }
        assertThat(database.database().of(RODEZ.id()).count("select count(*) from demarches_file f where f.tenant_id = :tenant")).isEqualTo(1);
        assertThat(EntryTable.of(database.database().of(RODEZ.id()), draft.id())).hasSize(1);
    }

    @OnBothDatabases
    void silenceDecidesWhereTheWorkflowSaysSoAndWaitsForAgentsElsewhere(TestDatabase database) {
        fixture = new DemarchesFixture(database);
        Map<String, byte[]> files = DemarchesFixture.shipped().get("saisine");
        replace(files, "procedure.yaml", "id: saisine", "id: silencieuse");
        replace(files, "workflow.yaml", "  withdraw:", "  silent: {from: [received], to: refused, by: [clock]}\n  withdraw:");
        replace(files, "messages_fr.properties", "transition.take=", "transition.silent=Rejet par le silence\ntransition.take=");
        replace(files, "messages_en.properties", "transition.take=", "transition.silent=Refused by silence\ntransition.take=");
        assertThat(fixture.procedures.install(files, "folder", null).faults()).isEmpty();
        CaseFile silent = submit(draft("silencieuse"), Holder.fresh());
        CaseFile waiting = submit(draft("saisine"), Holder.fresh());
        SilenceJob job = new SilenceJob(database.database(), FakeTenants.of(RODEZ, FakeRequestSites.AGEN), fixture.procedures, fixture.handling);
        job.run(NOW.plus(Duration.ofDays(61)));
        assertThat(fixture.cases.get(RODEZ.id(), silent.id()).closed()).isFalse();
        // Received on 12 November: the day of 12 January 2027 is over at 23 h UTC, sixty-one days and fourteen hours later.
        job.run(NOW.plus(Duration.ofDays(61)).plus(Duration.ofHours(14)));
        assertThat(fixture.cases.get(RODEZ.id(), silent.id()).stand().outcome()).isEqualTo(Workflow.Outcome.REFUSED);
        assertThat(fixture.cases.get(RODEZ.id(), waiting.id()).closed()).isFalse();
    }

    private static void replace(Map<String, byte[]> files, String file, String from, String to) {
        files.put(file, new String(files.get(file), StandardCharsets.UTF_8).replace(from, to).getBytes(StandardCharsets.UTF_8));
    }

    @OnBothDatabases
    void aPersonTakesFilesAlongAndErasesFormsButNotWhatTheCommuneMustKeep(TestDatabase database) throws Exception {
        fixture = new DemarchesFixture(database);
        submit(draft("saisine"), Holder.fresh());
        Draft aside = draft("saisine");
        fixture.drafts.later(RODEZ.id(), aside, "zoe@example.org", Locale.FRENCH, fixture.procedures.newest("saisine").orElseThrow());
        DemarchesPrivacy privacy = new DemarchesPrivacy(fixture.drafts, fixture.procedures, fixture.offers);
        Person zoe = Person.of("zoe@example.org", "");
        assertThat(privacy.holders(database.database().acrossTerritory("test"), zoe)).containsExactly(RODEZ.id());
        assertThat(privacy.holders(database.database().acrossTerritory("test"), Person.of("other@example.org", ""))).isEmpty();
        List<String> exported = new ArrayList<>();
        privacy.export(database.database().of(RODEZ.id()), zoe, (processing, title, fields) -> exported.add(processing + " " + fields));
        assertThat(exported).hasSize(2).anySatisfy(record -> assertThat(record).contains("Rue du Lavoir"));
        List<Erasure> erased = database.database().of(RODEZ.id()).call(transaction -> privacy.erase(transaction, zoe, NOW));
        assertThat(erased).extracting(Erasure::outcome).containsExactlyInAnyOrder(Outcome.ERASED, Outcome.KEPT);
        assertThat(fixture.drafts.find(RODEZ.id(), aside.id(), NOW)).isEqualTo(Optional.empty());
    }
}
