package org.parvis.demarches;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.parvis.api.stats.Series;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

class DemarchesStatisticsTest {

    @OnBothDatabases
    void aProcedureIsNamedByItsTitleAlsoOneThatAnOperatorMade(TestDatabase test) {
        DemarchesFixture fixture = new DemarchesFixture(test);
        DemarchesStatistics statistics = new DemarchesStatistics(fixture.procedures);
        Series byProcedure = Series.counted(DemarchesStatistics.PROCEDURE);
        assertThat(statistics.series()).contains(byProcedure);
        assertThat(statistics.name(byProcedure, "saisine", Locale.FRENCH)).contains("Écrire à la mairie");
        assertThat(statistics.name(byProcedure, "saisine", Locale.ENGLISH)).contains("Write to the town hall");
        // One that was taken away has figures, and no text any more.
        assertThat(statistics.name(byProcedure, "copie-plan", Locale.FRENCH)).contains("copie-plan");
        // Counted together by earlier versions: a message names it, as the parts of all other series.
        assertThat(statistics.name(byProcedure, "other", Locale.FRENCH)).isEmpty();
        assertThat(statistics.name(Series.counted(DemarchesStatistics.CLOSED), "saisine", Locale.FRENCH)).isEmpty();
    }
}
