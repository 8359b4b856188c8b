package org.parvis.news;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parvis.news.NewsFixture.EDITOR;
import static org.parvis.news.NewsFixture.NOW;
import static org.parvis.news.NewsFixture.RODEZ;
import static org.parvis.news.NewsFixture.content;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.parvis.api.desk.DayItems;
import org.parvis.api.tenant.TenantId;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

class WaitingArticlesTest {

    private static final TenantId AGEN = FakeRequestSites.AGEN.id();

    private static Article submitted(NewsFixture news, TenantId tenant, String title, Articles.Period period) {
        Article draft = news.articles.create(tenant, EDITOR, content(title), period, false);
        return news.articles.submit(tenant, EDITOR, draft.id(), draft.version());
    }

    private static List<DayItems.Item> waiting(DayItems source, TenantId... tenants) {
        return source.items(new DayItems.Asked(EDITOR, Set.of(tenants), NOW, 100));
    }

    private static DayItems.Deed deed(String action, TenantId tenant, Article... articles) {
        return new DayItems.Deed(action, tenant, List.of(articles).stream().map(article -> article.id().toString()).toList(), EDITOR, NOW);
    }

    @OnBothDatabases
    void articlesOfTwoCommunesWaitTogetherTheOneWithADateFirst(TestDatabase database) {
        NewsFixture news = new NewsFixture(database);
        submitted(news, RODEZ, "Sans date", Articles.Period.ALWAYS);
        submitted(news, AGEN, "Fête du village", new Articles.Period(NOW.plus(Duration.ofDays(2)), null));
        ReviewDay day = new ReviewDay(news.articles);
        assertThat(waiting(day, RODEZ, AGEN)).extracting(DayItems.Item::title).containsExactly("Fête du village", "Sans date");
        assertThat(waiting(day, RODEZ, AGEN).get(0).due()).isEqualTo(NOW.plus(Duration.ofDays(2)));
        assertThat(waiting(day, RODEZ)).extracting(DayItems.Item::title).containsExactly("Sans date");
    }

    @OnBothDatabases
    void whatIsPublishedTogetherIsPublicAndWaitsNoMore(TestDatabase database) {
        NewsFixture news = new NewsFixture(database);
        Article one = submitted(news, RODEZ, "Un", Articles.Period.ALWAYS);
        Article two = submitted(news, RODEZ, "Deux", Articles.Period.ALWAYS);
        ReviewDay day = new ReviewDay(news.articles);
        assertThat(day.act(deed("publish", RODEZ, one, two))).isEqualTo(2);
        assertThat(news.publicTitles(RODEZ)).containsExactlyInAnyOrder("Un", "Deux");
        assertThat(day.act(deed("publish", RODEZ, one, two))).isZero();
        assertThat(waiting(day, RODEZ)).isEmpty();
    }

    @OnBothDatabases
    void anArticleWhoseLastDayIsPastIsNotPublished(TestDatabase database) {
        NewsFixture news = new NewsFixture(database);
        Article over = submitted(news, RODEZ, "Passé", new Articles.Period(null, NOW.minusSeconds(1)));
        assertThat(new ReviewDay(news.articles).act(deed("publish", RODEZ, over))).isZero();
        assertThat(news.publicTitles(RODEZ)).isEmpty();
    }

    @OnBothDatabases
    void offeredArticlesWaitApartAndAreAcceptedOrRefused(TestDatabase database) {
        NewsFixture news = new NewsFixture(database);
        Article source = news.published(TenantId.TERRITORY, content("Déchets verts"), Articles.Period.ALWAYS, true);
        news.syndication.work(TenantId.TERRITORY, source.id().toString());
        OfferedDay day = new OfferedDay(news.articles);
        assertThat(waiting(new ReviewDay(news.articles), RODEZ, AGEN)).isEmpty();
        assertThat(waiting(day, RODEZ, AGEN)).hasSize(2);
        Article copy = ArticleTable.byOrigin(news.articles.reader(RODEZ), TenantId.TERRITORY, source.id()).orElseThrow();
        assertThat(day.act(deed("refuse", AGEN, copy))).isZero();
        assertThat(day.act(deed("refuse", RODEZ, copy))).isEqualTo(1);
        assertThat(waiting(day, RODEZ, AGEN)).extracting(DayItems.Item::tenant).containsExactly(AGEN);
        assertThatThrownBy(() -> day.act(deed("publish", RODEZ, copy))).isInstanceOf(IllegalArgumentException.class);
    }
}
