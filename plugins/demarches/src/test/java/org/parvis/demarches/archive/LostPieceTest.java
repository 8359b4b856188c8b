package org.parvis.demarches.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.demarches.DemarchesFixture.NOW;
import static org.parvis.demarches.DemarchesFixture.RODEZ;
import static org.parvis.demarches.DemarchesFixture.WORKER;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.parvis.api.privacy.PurgeRule;
import org.parvis.demarches.CaseFile;
import org.parvis.demarches.DemarchesFixture;
import org.parvis.demarches.Handling;
import org.parvis.demarches.SentFiles;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** Closed files whose time is over, one of which cannot be put into the archive. */
final class LostPieceTest {
    @TempDir
    Path folder;

    private DemarchesFixture fixture;

    private CaseFile closed(String subject) {
        CaseFile file = new SentFiles(fixture).sent(subject);
        Handling.Given given = new Handling.Given("Réparé.", null, List.of());
        return fixture.handling.move(
                RODEZ, file.id(), null, fixture.view.procedure(file).workflow().byId("answer").orElseThrow(), given, Handling.Actor.of(WORKER), fixture.now);
    }

    @OnBothDatabases
    void staysAndKeepsNoOtherFromBeingErasedInTime(TestDatabase database) {
        fixture = new DemarchesFixture(database);
        fixture.offer(RODEZ, "saisine");
        Map<String, byte[]> changed = DemarchesFixture.shipped().get("saisine");
        String header = new String(changed.get("procedure.yaml"), StandardCharsets.UTF_8);
        changed.put("procedure.yaml", header.replace("version: 1", "version: 2").replace("retention: P1Y", "retention: P1Y\narchive: true").getBytes(StandardCharsets.UTF_8));
        assertThat(fixture.procedures.install(changed, "folder", null).faults()).isEmpty();
        CaseFile damaged = closed("Lampadaire");
        fixture.now = NOW.plusSeconds(60);
        CaseFile whole = closed("Banc");
        fixture.attachments.lost.add(damaged.answers().json().path("files").path(0).asText());
        CasePurge purge = fixture.purge(folder);
        PurgeRule.Purged purged = database.database().of(RODEZ.id()).call(transaction -> purge.apply(transaction, NOW.plus(Duration.ofDays(367))));
        assertThat(purged.records()).isEqualTo(1);
        assertThat(purged.archives()).singleElement().satisfies(archive -> assertThat(archive).contains(whole.number()));
        assertThat(fixture.cases.find(RODEZ.id(), whole.id())).isEmpty();
        assertThat(fixture.cases.find(RODEZ.id(), damaged.id())).isPresent();
        assertThat(folder.resolve("rodez/saisine/" + damaged.number() + ".zip")).doesNotExist();
        fixture.attachments.lost.clear();
        assertThat(database.database().of(RODEZ.id()).<Integer>call(transaction -> purge.purge(transaction, NOW.plus(Duration.ofDays(368))))).isEqualTo(1);
    }
}
