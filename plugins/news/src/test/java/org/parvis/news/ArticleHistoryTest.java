package org.parvis.news;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.news.NewsFixture.EDITOR;
import static org.parvis.news.NewsFixture.NOW;
import static org.parvis.news.NewsFixture.RODEZ;
import static org.parvis.news.NewsFixture.content;

import org.parvis.api.content.Versions;
import org.parvis.api.tenant.TenantId;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

class ArticleHistoryTest {

    private static Article edit(NewsFixture news, Article article, String title) {
        return news.articles.edit(RODEZ, EDITOR, article.id(), article.version(), content(title), Articles.Period.ALWAYS, false);
    }

    @OnBothDatabases
    void publishingMakesNoVersionAndEditingMakesOne(TestDatabase database) {
        NewsFixture news = new NewsFixture(database);
        ArticleHistory history = new ArticleHistory(news.articles, database.database());
        Article published = news.published("Un");
        edit(news, published, "Deux");
        assertThat(history.list(RODEZ, published.id(), 0, 10)).extracting(Versions.Head::authorName).containsExactly("Camille Roux", "Camille Roux");
        assertThat(history.version(RODEZ, published.id(), 1).orElseThrow().fields()).containsEntry("title", "Un");
    }

    @OnBothDatabases
    void whatCameBySyndicationIsKeptWhenItIsFirstReplaced(TestDatabase database) {
        NewsFixture news = new NewsFixture(database);
        ArticleHistory history = new ArticleHistory(news.articles, database.database());
        Article source = news.published(TenantId.TERRITORY, content("Offert"), Articles.Period.ALWAYS, true);
        news.syndication.work(TenantId.TERRITORY, source.id().toString());
        Article copy = ArticleTable.byOrigin(news.articles.reader(RODEZ), TenantId.TERRITORY, source.id()).orElseThrow();
        edit(news, copy, "Adapté");
        assertThat(history.list(RODEZ, copy.id(), 0, 10)).extracting(Versions.Head::authorName).containsExactly("Camille Roux", "");
    }

    @OnBothDatabases
    void aRestoredVersionStaysOnlineAndIsANewVersion(TestDatabase database) {
        NewsFixture news = new NewsFixture(database);
        ArticleHistory history = new ArticleHistory(news.articles, database.database());
        Article published = news.published("Un");
        edit(news, published, "Deux");
        history.restore(RODEZ, published.id(), 1, EDITOR, NOW);
        assertThat(news.publicTitles(RODEZ)).containsExactly("Un");
        assertThat(history.count(RODEZ, published.id())).isEqualTo(3);
    }
}
