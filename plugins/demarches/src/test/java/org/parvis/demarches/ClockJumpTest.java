package org.parvis.demarches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.demarches.DemarchesFixture.NOW;
import static org.parvis.demarches.DemarchesFixture.RODEZ;
import static org.parvis.demarches.DemarchesFixture.WORKER;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.parvis.demarches.procedure.Workflow;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** The clock of a machine that is set back, or two machines whose clocks differ. */
final class ClockJumpTest {
    private DemarchesFixture fixture;
    private CaseFile file;

    private void begin(TestDatabase database) {
        fixture = new DemarchesFixture(database);
        fixture.offer(RODEZ, "saisine");
        file = new SentFiles(fixture).sent("Lampadaire");
    }

    private CaseFile move(String id, String due, Instant at) {
        Workflow.Transition way = fixture.view.procedure(file).workflow().byId(id).orElseThrow();
        Handling.Given given = new Handling.Given("Quel numéro ?", due.isEmpty() ? null : LocalDate.parse(due), List.of());
        return fixture.handling.move(RODEZ, file.id(), null, way, given, Handling.Actor.of(WORKER), at);
    }

    @OnBothDatabases
    void aFileThatCameInTheFutureIsWorkedOn(TestDatabase database) {
        begin(database);
        // Received on 12 November: silence rejects on 12 January, after 31 days of waiting on 12 February.
        assertThat(move("ask", "2026-12-13", NOW.minusSeconds(3600)).silenceAt()).isEqualTo("2027-02-12T23:00:00Z");
    }

    @OnBothDatabases
    void whatWasAskedForLaterThanNowSuspendsTheClockAllTheSame(TestDatabase database) {
        begin(database);
        assertThat(move("ask", "2026-12-13", NOW.plusSeconds(7200)).silenceAt()).isEqualTo("2027-02-12T23:00:00Z");
        CaseFile asked = fixture.cases.get(RODEZ.id(), file.id());
        fixture.handling.correct(
                RODEZ, file.id(), asked.revision(), asked.answers().with("request.subject", asked.answers().json().textNode("Deux")), List.of("Objet"), NOW);
        assertThat(fixture.cases.get(RODEZ.id(), file.id()).silenceAt()).isEqualTo("2027-02-12T23:00:00Z");
    }
}
