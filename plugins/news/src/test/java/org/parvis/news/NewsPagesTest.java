package org.parvis.news;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parvis.news.NewsFixture.NOW;
import static org.parvis.news.NewsFixture.RODEZ;
import static org.parvis.news.NewsFixture.alert;
import static org.parvis.news.NewsFixture.content;
import static org.parvis.news.NewsFixture.unused;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parvis.api.file.Images;
import org.parvis.api.route.Handler;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Routes;
import org.parvis.api.view.Block;
import org.parvis.api.view.FrameSource.Asked;
import org.parvis.testkit.FakePlugins;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.Pages;
import org.parvis.testkit.TestDatabase;

class NewsPagesTest {

    private final Pages html = Pages.of("news");
    private NewsFixture news;

    @BeforeEach
    void open() {
        news = new NewsFixture(TestDatabase.derby());
    }

    private static Handler handler(Routes routes, String pattern) {
        return routes.routes().stream().filter(route -> route.pattern().equals(pattern)).findFirst().orElseThrow().handler();
    }

    private Response list(FakeRequest request) throws Exception {
        return handler(news.pages, "/actualites").handle(request.at(NOW).on(FakeRequestSites.RODEZ));
    }

    private Response article(String slug) throws Exception {
        Request request = FakeRequest.get("/actualites/" + slug).at(NOW).on(FakeRequestSites.RODEZ).with("slug", slug);
        return handler(news.pages, "/actualites/{slug}").handle(request);
    }

    @Test
    void theListShowsTitlesEscapedAndSaysWhenItChangesByItself() throws Exception {
        news.published("Fête <b>&</b> marché");
        news.published(RODEZ, content("Demain"), new Articles.Period(NOW.plus(Duration.ofDays(1)), null), false);
        Response response = list(FakeRequest.get("/actualites"));
        assertThat(html.html(response, FakeRequestSites.RODEZ)).contains("Fête &lt;b&gt;&amp;&lt;/b&gt; marché").doesNotContain("Demain");
        assertThat(response.tags()).contains("news");
        assertThat(response.validUntil()).isEqualTo(NOW.plus(Duration.ofDays(1)));
    }

    @Test
    void thirteenArticlesMakeTwoPagesAndAThirdDoesNotExist() throws Exception {
        for (int i = 0; i < 13; i++) {
            news.published("Article " + i);
        }
        assertThat(html.html(list(FakeRequest.get("/actualites").query("page", "2")), FakeRequestSites.RODEZ)).contains("aria-current=\"page\"");
        assertThatThrownBy(() -> list(FakeRequest.get("/actualites").query("page", "3"))).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> list(FakeRequest.get("/actualites").query("page", "deux"))).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> list(FakeRequest.get("/actualites").query("categorie", "inconnue"))).isInstanceOf(NotFound.class);
    }

    @Test
    void anArticleShowsItsTextUnescapedAndCanBeShared() throws Exception {
        Article article = news.published("Marché de Noël");
        Response response = article("marche-de-noel");
        assertThat(html.html(response, FakeRequestSites.RODEZ))
                .contains("<p>Le texte</p>", "http://" + FakeRequestSites.RODEZ.host() + "/actualites/marche-de-noel");
        assertThat(response.tags()).contains("news", article.tag());
        assertThatThrownBy(() -> article("autre")).isInstanceOf(NotFound.class);
    }

    @Test
    void theBannerShowsAlertsTheMostUrgentFirstUntilTheyExpire() {
        NewsOnSite onSite = new NewsOnSite(news.articles, unused(Images.class), news.settings());
        news.published(RODEZ, alert("Travaux", AlertLevel.INFORMATION), Articles.Period.ALWAYS, false);
        news.published(RODEZ, alert("Crue", AlertLevel.EMERGENCY), new Articles.Period(null, NOW.plus(Duration.ofHours(3))), false);
        Asked asked = new Asked(FakeRequestSites.RODEZ, FakePlugins.of("news"), Locale.FRENCH, "/", null, NOW);
        Block banner = onSite.banner(asked).orElseThrow();
        assertThat(titles(banner, "alerts")).containsExactly("Crue", "Travaux");
        assertThat(banner.validUntil()).isEqualTo(NOW.plus(Duration.ofHours(3)));
        Block home = onSite.block(asked).orElseThrow();
        assertThat(titles(home, "articles")).containsExactlyInAnyOrder("Crue", "Travaux");
    }

    @Test
    void aTenantChoosesHowManyArticlesItsHomePageShows() {
        List.of("Un", "Deux", "Trois", "Quatre", "Cinq").forEach(news::published);
        NewsOnSite onSite = new NewsOnSite(news.articles, unused(Images.class), news.settings());
        Asked asked = new Asked(FakeRequestSites.RODEZ, FakePlugins.of("news"), Locale.FRENCH, "/", null, NOW);
        assertThat(titles(onSite.block(asked).orElseThrow(), "articles")).hasSize(4);
        news.settings.put(RODEZ, Map.of("news.home", "2"));
        assertThat(titles(onSite.block(asked).orElseThrow(), "articles")).hasSize(2);
    }

    private static List<String> titles(Block block, String key) {
        List<?> cards = (List<?>) block.model().get(key);
        return cards.stream().map(card -> ((ArticleCard) card).title()).toList();
    }

    @Test
    void visitorsAreAskedWhetherAPublicArticleWasUseful() throws Exception {
        Article shown = news.published("Fête du village");
        Article planned = news.published(RODEZ, content("Demain"), new Articles.Period(NOW.plus(Duration.ofDays(1)), null), false);
        NewsOnSite onSite = new NewsOnSite(news.articles, unused(Images.class), news.settings());
        assertThat(onSite.title(FakeRequestSites.RODEZ, shown.path(), NOW)).hasValue("Fête du village");
        assertThat(onSite.title(FakeRequestSites.RODEZ, planned.path(), NOW)).isEmpty();
        assertThat(onSite.title(FakeRequestSites.AGEN, shown.path(), NOW)).isEmpty();
        assertThat(onSite.title(FakeRequestSites.RODEZ, "/horaires", NOW)).isEmpty();
        assertThat(html.html(article(shown.slug()), FakeRequestSites.RODEZ)).contains("action=\"/page-utile\"", "value=\"" + shown.path() + "\"");
    }
}
