package org.parvis.news;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.news.NewsFixture.EDITOR;
import static org.parvis.news.NewsFixture.NOW;
import static org.parvis.news.NewsFixture.RODEZ;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.parvis.api.content.Html;
import org.parvis.api.content.PostImporter;
import org.parvis.testkit.FakeTenants;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

class PostArticlesTest {

    private static final Instant LONG_AGO = Instant.parse("2014-03-30T07:15:00Z");

    private static PostImporter.Post post(String title, String slug, PostImporter.Status status, @Nullable Instant published, String... categories) {
        return new PostImporter.Post(
                title, "Le chapeau", new Html("<p>Le texte</p>"), slug, status, published, List.of(categories), false, "Mairie de Rodez", null);
    }

    private static PostImporter.Made make(NewsFixture news, PostImporter.Post post) {
        PostArticles posts = new PostArticles(news.categories, (transaction, entry) -> {}, news.clock);
        return news.database.database().of(RODEZ).call(transaction -> posts.make(transaction, EDITOR, post));
    }

    private static Article article(NewsFixture news, PostImporter.Made made) {
        return news.articles.get(RODEZ, made.id());
    }

    @OnBothDatabases
    void aPublishedPostKeepsItsDateAndItsAddressEnd(TestDatabase database) {
        NewsFixture news = new NewsFixture(database);
        PostImporter.Made made = make(news, post("Élections : résultats", "resultats-elections", PostImporter.Status.PUBLISHED, LONG_AGO, "Vie municipale"));
        Article article = article(news, made);
        assertThat(article.publishAt()).isEqualTo(LONG_AGO);
        assertThat(article.content().category()).isEqualTo(new Category("vie-municipale", "Vie municipale"));
        assertThat(article.author()).isEqualTo("Mairie de Rodez");
        assertThat(made.path()).isEqualTo("/actualites/resultats-elections");
        assertThat(made.deskPath()).isEqualTo("/actualites/" + made.id());
        assertThat(made.remarks()).isEmpty();
        assertThat(news.publicTitles(RODEZ)).containsExactly("Élections : résultats");
        assertThat(news.publicTitles(FakeRequestSites.AGEN.id())).isEmpty();
        assertThat(database.touched()).contains("news");
    }

    @OnBothDatabases
    void aPostThatIsToAppearLaterAppearsThen(TestDatabase database) {
        NewsFixture news = new NewsFixture(database);
        Article article = article(news, make(news, post("Vœux", "voeux", PostImporter.Status.PUBLISHED, NOW.plus(Duration.ofDays(3)))));
        assertThat(article.status(NOW)).isEqualTo(Status.SCHEDULED);
        assertThat(news.publicTitles(RODEZ)).isEmpty();
    }

    @OnBothDatabases
    void draftsAndPostsToReviewStayOffTheSite(TestDatabase database) {
        NewsFixture news = new NewsFixture(database);
        assertThat(article(news, make(news, post("A", "", PostImporter.Status.DRAFT, null))).status(NOW)).isEqualTo(Status.DRAFT);
        assertThat(article(news, make(news, post("B", "", PostImporter.Status.TO_REVIEW, null))).status(NOW)).isEqualTo(Status.REVIEW);
        assertThat(database.touched()).doesNotContain("news");
    }

    @OnBothDatabases
    void twoPostsOfOneNameHaveTwoAddresses(TestDatabase database) {
        NewsFixture news = new NewsFixture(database);
        assertThat(make(news, post("Fête", "fete", PostImporter.Status.PUBLISHED, LONG_AGO)).path()).isEqualTo("/actualites/fete");
        assertThat(make(news, post("La fête", "fete", PostImporter.Status.PUBLISHED, LONG_AGO)).path()).isEqualTo("/actualites/fete-2");
    }

    @OnBothDatabases
    void aNewCategoryJoinsTheListWhichKeepsItsOrder(TestDatabase database) {
        NewsFixture news = new NewsFixture(database);
        PostImporter.Made made = make(news, post("Loto", "loto", PostImporter.Status.PUBLISHED, LONG_AGO, "Comité des fêtes", "Culture et loisirs"));
        assertThat(article(news, made).content().category()).isEqualTo(new Category("comite-des-fetes", "Comité des fêtes"));
        assertThat(made.remarks()).containsExactly(PostImporter.Remark.of("news.import.categories", "Culture et loisirs"));
        List<Category> expected = new ArrayList<>(Category.DEFAULTS);
        expected.add(new Category("comite-des-fetes", "Comité des fêtes"));
        assertThat(news.categories.of(RODEZ)).isEqualTo(expected);
    }

    @OnBothDatabases
    void aFullListTakesNoMoreCategoriesAndTheReportSaysSo(TestDatabase database) {
        NewsFixture news = new NewsFixture(database);
        news.categories.replace(RODEZ, IntStream.range(0, Categories.MOST).mapToObj(i -> "Rubrique " + i).toList());
        PostImporter.Made none = make(news, post("Loto", "loto", PostImporter.Status.PUBLISHED, LONG_AGO, "Fêtes"));
        assertThat(article(news, none).content().category()).isNull();
        assertThat(none.remarks()).containsExactly(PostImporter.Remark.of("news.import.categories.none", "Fêtes"));
        PostImporter.Made known = make(news, post("Loto", "loto", PostImporter.Status.PUBLISHED, LONG_AGO, "Fêtes", "rubrique 3"));
        assertThat(article(news, known).content().category()).isEqualTo(new Category("rubrique-3", "Rubrique 3"));
        assertThat(news.categories.of(RODEZ)).hasSize(Categories.MOST);
    }

    @OnBothDatabases
    void aTitleThatIsTooLongIsCutBetweenWords(TestDatabase database) {
        NewsFixture news = new NewsFixture(database);
        PostImporter.Made made = make(news, post("Compte rendu ".repeat(20).strip(), "cr", PostImporter.Status.DRAFT, null));
        assertThat(article(news, made).content().title()).hasSizeLessThanOrEqualTo(150).endsWith("Compte rendu…");
        assertThat(made.remarks()).containsExactly(PostImporter.Remark.of("news.import.title", "150"));
    }

    @OnBothDatabases
    void whatWasMadeIsThereUntilItIsDeletedForGood(TestDatabase database) {
        NewsFixture news = new NewsFixture(database);
        PostArticles posts = new PostArticles(news.categories, (transaction, entry) -> {}, news.clock);
        Article article = article(news, make(news, post("Fête", "fete", PostImporter.Status.PUBLISHED, LONG_AGO)));
        news.articles.trash(RODEZ, EDITOR, article.id(), article.version());
        assertThat(posts.has(database.database().of(RODEZ), article.id())).isTrue();
        database.database().of(RODEZ).write(transaction -> new NewsPrivacy(FakeTenants.of(FakeRequestSites.RODEZ)).purge(transaction, NOW.plus(Duration.ofDays(31))));
        assertThat(posts.has(database.database().of(RODEZ), article.id())).isFalse();
    }
}
