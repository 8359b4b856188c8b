package org.parvis.news;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.parvis.api.notify.AlertSource.Item;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

class NewsAlertsTest {

    @OnBothDatabases
    void whatAppearsBetweenTwoMomentsIsToldWithItsTopics(TestDatabase database) {
        NewsFixture town = new NewsFixture(database);
        NewsAlerts alerts = new NewsAlerts(town.articles, town.categories);
        Category works = town.categories.of(NewsFixture.RODEZ).get(1);
        Article.Content content = NewsFixture.alert("Rue barrée", AlertLevel.VIGILANCE);
        Article article = town.published(
                NewsFixture.RODEZ,
                new Article.Content(content.title(), "Demain", content.body(), works, null, List.of(), false, content.alert()),
                new Articles.Period(town.now.plus(Duration.ofHours(1)), null), false);
        Duration hour = Duration.ofHours(1);
        assertThat(alerts.appeared(NewsFixture.RODEZ, town.now.minus(hour), town.now)).as("it is to appear later").isEmpty();
        assertThat(alerts.appeared(NewsFixture.RODEZ, town.now, town.now.plus(hour)))
                .containsExactly(new Item(
                        "news:" + article.id(), List.of("news.all", "news.category." + works.slug(), "news.alerts"), "Rue barrée", "Demain", article.path()));
        assertThat(alerts.appeared(NewsFixture.RODEZ, town.now.plus(hour), town.now.plus(hour).plus(hour))).as("told already").isEmpty();
        assertThat(alerts.appeared(FakeRequestSites.AGEN.id(), town.now, town.now.plus(hour))).as("another commune").isEmpty();
        assertThat(alerts.topics(NewsFixture.RODEZ)).hasSize(2 + town.categories.of(NewsFixture.RODEZ).size());
    }
}
