package org.parvis.demarches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.demarches.DemarchesFixture.RODEZ;

import java.time.Duration;
import java.util.Locale;
import org.parvis.demarches.procedure.Answers;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.SampleAnswers;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.FakeTenants;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** Files whose silence has decided, among many others that wait for agents all the same. */
final class SilenceCrowdTest {
    private DemarchesFixture fixture;

    @OnBothDatabases
    void aFileEndsItselfHoweverManyBeforeItDoNot(TestDatabase database) {
        fixture = new DemarchesFixture(database);
        fixture.offer(RODEZ, "saisine");
        fixture.offer(RODEZ, "debit-boissons-temporaire");
        SentFiles files = new SentFiles(fixture);
        for (int i = 0; i < 5; i++) {
            files.sent("Lampadaire " + i);
        }
        fixture.now = fixture.now.plus(Duration.ofDays(20));
        CaseFile licence = licence();
        fixture.now = fixture.now.plus(Duration.ofDays(300));
        new SilenceJob(database.database(), FakeTenants.of(RODEZ, FakeRequestSites.AGEN), fixture.procedures, fixture.handling, 2).run(fixture.now);
        assertThat(fixture.cases.get(RODEZ.id(), licence.id()).closed()).isTrue();
    }

    private CaseFile licence() {
        Procedure procedure = fixture.procedures.newest("debit-boissons-temporaire").orElseThrow();
        Draft draft = fixture.drafts.begin(RODEZ.id(), procedure, Holder.fresh(), null, false, fixture.now);
        Answers answers = SampleAnswers.of(procedure, "zoe@example.org");
        Draft saved = fixture.drafts.save(RODEZ.id(), draft, answers, fixture.now);
        return fixture.cases.submit(RODEZ, saved, procedure, Locale.FRENCH, Cases.Origin.web(Holder.fresh(), fixture.now), code -> {});
    }
}
