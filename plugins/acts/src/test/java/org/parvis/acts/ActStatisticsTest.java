package org.parvis.acts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.parvis.api.stats.Series;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

class ActStatisticsTest {

    @OnBothDatabases
    void actsCountByKindOncePublished(TestDatabase database) {
        ActsFixture town = new ActsFixture(database);
        town.published(ActsFixture.deliberation("2026-1", "Budget"), "texte");
        town.published(ActsFixture.deliberation("2026-2", "Tarifs"), "texte");
        town.published(ActsFixture.content(ActKind.PROCES_VERBAL, "PV 1", "Séance", "5.2", LocalDate.of(2026, 11, 10)), "texte");
        town.acts.create(ActsFixture.RODEZ, ActsFixture.EDITOR, ActsFixture.deliberation("2026-3", "Brouillon"), null, town.document("texte"));
        Series.Measure measure = Objects.requireNonNull(new ActStatistics().series().get(0).measure());
        assertThat(measure.during(database.database().of(List.of(ActsFixture.RODEZ)), ActsFixture.NOW, ActsFixture.NOW.plus(Duration.ofHours(1))))
                .isEqualTo(Map.of("deliberation", 2L, "proces-verbal", 1L));
        assertThat(measure.during(
                database.database().of(List.of(FakeRequestSites.AGEN.id())), ActsFixture.NOW, ActsFixture.NOW.plus(Duration.ofHours(1)))).isEmpty();
    }
}
