package org.parvis.demarches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.testkit.FakeRequestSites.RODEZ;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.ProcedureReader;

/** When files that end are erased. */
class ClosingTest {
    private static final Instant CLOSED = Instant.parse("2026-03-02T09:00:00Z");

    @Test
    void theRetentionOfTheProcedureSaysWhen() {
        Procedure oneYear = ProcedureReader.salvaged("saisine", 1, DemarchesFixture.shipped().get("saisine"));
        assertThat(Closing.purge(RODEZ, oneYear, CLOSED)).isEqualTo("2027-03-02T09:00:00Z");
    }

    @Test
    void nothingIsErasedOnAGuessWhereAStoredVersionLostItsRetention() {
        Procedure lost = ProcedureReader.salvaged("saisine", 1, Map.of());
        assertThat(Closing.purge(RODEZ, lost, CLOSED)).isNull();
    }
}
