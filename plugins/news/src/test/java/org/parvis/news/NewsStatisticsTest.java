package org.parvis.news;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.parvis.api.stats.Series;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

class NewsStatisticsTest {

    @OnBothDatabases
    void articlesCountInThePeriodInWhichTheyAppear(TestDatabase database) {
        NewsFixture town = new NewsFixture(database);
        town.published("Marché");
        town.published(NewsFixture.RODEZ, NewsFixture.content("Demain"), new Articles.Period(town.now.plus(Duration.ofDays(1)), null), false);
        town.articles.create(NewsFixture.RODEZ, NewsFixture.EDITOR, NewsFixture.content("Brouillon"), Articles.Period.ALWAYS, false);
        Series.Measure measure = Objects.requireNonNull(new NewsStatistics().series().get(0).measure());
        Instant now = town.now;
        var rodez = database.database().of(List.of(NewsFixture.RODEZ));
        assertThat(measure.during(rodez, now, now.plus(Duration.ofHours(1)))).isEqualTo(Map.of("", 1L));
        assertThat(measure.during(rodez, now, now.plus(Duration.ofDays(2)))).isEqualTo(Map.of("", 2L));
        assertThat(measure.during(rodez, now.minus(Duration.ofDays(2)), now)).isEqualTo(Map.of("", 0L));
        assertThat(measure.during(database.database().of(List.of(FakeRequestSites.AGEN.id())), now, now.plus(Duration.ofDays(2)))).isEqualTo(Map.of("", 0L));
    }
}
