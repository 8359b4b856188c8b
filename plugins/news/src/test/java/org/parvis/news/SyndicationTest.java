package org.parvis.news;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.api.tenant.TenantId.TERRITORY;
import static org.parvis.news.NewsFixture.EDITOR;
import static org.parvis.news.NewsFixture.RODEZ;
import static org.parvis.news.NewsFixture.content;

import java.util.Map;
import org.parvis.api.tenant.TenantId;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

class SyndicationTest {

    private static final TenantId AGEN = FakeRequestSites.AGEN.id();

    private static Article offer(NewsFixture news, String title) {
        Article article = news.published(TERRITORY, content(title), Articles.Period.ALWAYS, true);
        deliver(news);
        return article;
    }

    /** Does the queued work, twice: at least once is what the queue promises. */
    private static void deliver(NewsFixture news) {
        for (String payload : news.database.queued(Articles.OFFER_QUEUE)) {
            news.syndication.work(TERRITORY, payload);
            news.syndication.work(TERRITORY, payload);
        }
    }

    private static Article copy(NewsFixture news, TenantId tenant, Article source) {
        return ArticleTable.byOrigin(news.articles.reader(tenant), TERRITORY, source.id()).orElseThrow();
    }

    private static NewsFixture fixture(TestDatabase database) {
        NewsFixture news = new NewsFixture(database);
        news.settings.put(RODEZ, Map.of(NewsSettings.SYNDICATION.key(), "auto"));
        return news;
    }

    @OnBothDatabases
    void anOfferedArticleIsPublishedAtOnceOrWaitsOrStaysAway(TestDatabase database) {
        NewsFixture news = fixture(database);
        Article source = offer(news, "Collecte des déchets verts");
        assertThat(news.publicTitles(RODEZ)).containsExactly("Collecte des déchets verts");
        assertThat(copy(news, AGEN, source).state()).isEqualTo(State.REVIEW);
        news.settings.put(AGEN, Map.of(NewsSettings.SYNDICATION.key(), "never"));
        Article second = offer(news, "Deuxième");
        assertThat(ArticleTable.byOrigin(news.articles.reader(AGEN), TERRITORY, second.id())).isEmpty();
    }

    @OnBothDatabases
    void aTenantThatDoesNotEditFollowsTheSource(TestDatabase database) {
        NewsFixture news = fixture(database);
        Article source = offer(news, "Avant");
        news.articles.edit(TERRITORY, EDITOR, source.id(), source.version(), content("Après"), Articles.Period.ALWAYS, true);
        deliver(news);
        assertThat(news.publicTitles(RODEZ)).containsExactly("Après");
        Article now = news.articles.get(TERRITORY, source.id());
        Article withdrawn = news.articles.withdraw(TERRITORY, EDITOR, now.id(), now.version());
        deliver(news);
        assertThat(news.publicTitles(RODEZ)).isEmpty();
        news.articles.publish(TERRITORY, EDITOR, withdrawn.id(), withdrawn.version());
        deliver(news);
        assertThat(news.publicTitles(RODEZ)).containsExactly("Après");
    }

    @OnBothDatabases
    void aTenantThatEditsKeepsItsOwnWording(TestDatabase database) {
        NewsFixture news = fixture(database);
        Article source = offer(news, "Avant");
        Article copy = copy(news, RODEZ, source);
        news.articles.edit(RODEZ, EDITOR, copy.id(), copy.version(), content("À notre façon"), Articles.Period.ALWAYS, false);
        news.articles.edit(TERRITORY, EDITOR, source.id(), source.version(), content("Après"), Articles.Period.ALWAYS, true);
        deliver(news);
        assertThat(news.publicTitles(RODEZ)).containsExactly("À notre façon");
    }

    @OnBothDatabases
    void whatATenantThrewAwayDoesNotComeBack(TestDatabase database) {
        NewsFixture news = fixture(database);
        Article source = offer(news, "Avant");
        Article copy = copy(news, RODEZ, source);
        news.articles.trash(RODEZ, EDITOR, copy.id(), copy.version());
        news.articles.edit(TERRITORY, EDITOR, source.id(), source.version(), content("Après"), Articles.Period.ALWAYS, true);
        deliver(news);
        assertThat(news.publicTitles(RODEZ)).isEmpty();
    }
}
