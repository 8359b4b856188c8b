package org.parvis.demarches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.demarches.DemarchesFixture.RODEZ;

import java.time.Duration;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.FakeTenants;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

final class SilenceJobTest {

    @OnBothDatabases
    void filesThatStayWithTheAgentsKeepNoneBehindThemFromEnding(TestDatabase database) {
        DemarchesFixture fixture = new DemarchesFixture(database);
        Packages packages = new Packages(fixture);
        CaseFile staying = packages.send(RODEZ, Packages.ANSWERS);
        packages.install(Packages.saisine(
                "procedure.yaml", "version: 1", "version: 2", "workflow.yaml", "transitions:\n", "transitions:\n  lapse: {from: [received], to: withdrawn, by: [clock]}\n",
                "messages_fr.properties", "transition.take=", "transition.lapse=Sans suite\ntransition.take=",
                "messages_en.properties", "transition.take=", "transition.lapse=Lapsed\ntransition.take="));
        packages.later(Duration.ofDays(1));
        CaseFile ending = packages.send(RODEZ, Packages.ANSWERS);
        packages.later(Duration.ofDays(100));
        new SilenceJob(database.database(), FakeTenants.of(RODEZ, FakeRequestSites.AGEN), fixture.procedures, fixture.handling, 1).run(fixture.now);
        assertThat(fixture.cases.get(RODEZ.id(), staying.id()).closed()).isFalse();
        assertThat(fixture.cases.get(RODEZ.id(), ending.id()).closed()).isTrue();
    }
}
