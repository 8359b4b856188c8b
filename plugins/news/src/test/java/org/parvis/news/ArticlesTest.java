package org.parvis.news;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parvis.news.NewsFixture.EDITOR;
import static org.parvis.news.NewsFixture.NOW;
import static org.parvis.news.NewsFixture.RODEZ;
import static org.parvis.news.NewsFixture.content;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.parvis.api.data.Reader;
import org.parvis.api.file.Image;
import org.parvis.api.privacy.Person;
import org.parvis.api.privacy.PersonalData;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.NotFound;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.FakeTenants;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

class ArticlesTest {

    @OnBothDatabases
    void thePictureOfAnArticleKeepsTheWordsOfThisArticleWhateverElseIsEdited(TestDatabase database) {
        NewsFixture news = new NewsFixture(database);
        Image lavoir = new Image("l", "Le lavoir", "/images/l/800.jpg", "", "", 800, 600);
        Article article = news.articles.create(
                RODEZ, EDITOR, new Article.Content("Travaux", "", "", null, "l", "Le lavoir, mis à sec", List.of(), false, AlertLevel.NONE), Articles.Period.ALWAYS, false);
        news.articles.publish(RODEZ, EDITOR, article.id(), article.version());
        Article read = news.articles.get(RODEZ, article.id());
        assertThat(read.content().shown(lavoir).alt()).isEqualTo("Le lavoir, mis à sec");
        Article.Content plain = new Article.Content("Travaux", "", "", null, "l", List.of(), false, AlertLevel.NONE);
        Article edited = news.articles.edit(RODEZ, EDITOR, read.id(), read.version(), plain, Articles.Period.ALWAYS, false);
        assertThat(news.articles.get(RODEZ, edited.id()).content().shown(lavoir).alt()).isEqualTo("Le lavoir");
    }

    @OnBothDatabases
    void aDraftIsNotPublicAndAPublishedArticleIs(TestDatabase database) {
        NewsFixture news = new NewsFixture(database);
        Article draft = news.articles.create(RODEZ, EDITOR, content("Brouillon"), Articles.Period.ALWAYS, false);
        news.published("Publié");
        assertThat(draft.status(NOW)).isEqualTo(Status.DRAFT);
        assertThat(news.publicTitles(RODEZ)).containsExactly("Publié");
        assertThat(news.articles.publicBySlug(RODEZ, "publie", NOW)).isPresent();
        assertThat(news.articles.publicBySlug(RODEZ, "brouillon", NOW)).isEmpty();
    }

    @OnBothDatabases
    void anArticleAppearsAndLeavesAtItsDatesByItself(TestDatabase database) {
        NewsFixture news = new NewsFixture(database);
        Instant from = NOW.plus(Duration.ofHours(2));
        Instant until = NOW.plus(Duration.ofHours(5));
        news.published(RODEZ, content("Marché"), new Articles.Period(from, until), false);
        assertThat(ArticleTable.nextChange(news.articles.reader(RODEZ), news.now)).isEqualTo(from);
        assertThat(news.publicTitles(RODEZ)).isEmpty();
        news.now = from;
        assertThat(news.publicTitles(RODEZ)).containsExactly("Marché");
        assertThat(ArticleTable.nextChange(news.articles.reader(RODEZ), news.now)).isEqualTo(until);
        news.now = until;
        assertThat(news.publicTitles(RODEZ)).isEmpty();
        assertThat(ArticleTable.nextChange(news.articles.reader(RODEZ), news.now)).isNull();
    }

    @OnBothDatabases
    void thePinnedComeFirstThenTheNewest(TestDatabase database) {
        NewsFixture news = new NewsFixture(database);
        Article.Content pinned = new Article.Content("Épinglé", "", "", null, null, List.of(), true, AlertLevel.NONE);
        news.published(RODEZ, pinned, Articles.Period.ALWAYS, false);
        news.now = NOW.plusSeconds(60);
        news.published("Hier");
        news.now = NOW.plusSeconds(120);
        news.published("Aujourd’hui");
        assertThat(news.publicTitles(RODEZ)).containsExactly("Épinglé", "Aujourd’hui", "Hier");
    }

    @OnBothDatabases
    void theHomePageSkipsWhatIsOverAndKnowsWhenTheNextArticleComes(TestDatabase database) {
        NewsFixture news = new NewsFixture(database);
        Instant noon = NOW.plus(Duration.ofHours(12));
        Instant evening = NOW.plus(Duration.ofHours(18));
        news.published("Ancien");
        news.now = NOW.plusSeconds(60);
        news.published(RODEZ, content("Jusqu’à midi"), new Articles.Period(null, noon), false);
        news.published(RODEZ, content("Ce soir"), new Articles.Period(evening, null), false);
        assertThat(titles(ArticleTable.latest(news.articles.reader(RODEZ), news.now, 1))).containsExactly("Jusqu’à midi");
        assertThat(titles(ArticleTable.latest(news.articles.reader(RODEZ), news.now, 2))).containsExactly("Jusqu’à midi", "Ancien");
        assertThat(titles(ArticleTable.latest(news.articles.reader(RODEZ), noon, 1))).containsExactly("Ancien");
        assertThat(titles(ArticleTable.latest(news.articles.reader(RODEZ), noon, 4))).containsExactly("Ancien");
        assertThat(ArticleTable.nextPublication(news.articles.reader(RODEZ), news.now)).isEqualTo(evening);
        assertThat(ArticleTable.nextPublication(news.articles.reader(RODEZ), evening)).isNull();
    }

    private static List<String> titles(List<Article> articles) {
        return articles.stream().map(article -> article.content().title()).toList();
    }

    @OnBothDatabases
    void twoAgentsWhoEditAtOnceDoNotOverwriteEachOther(TestDatabase database) {
        NewsFixture news = new NewsFixture(database);
        Article seen = news.published("Fête");
        news.articles.edit(RODEZ, EDITOR, seen.id(), seen.version(), content("Fête du village"), Articles.Period.ALWAYS, false);
        assertThatThrownBy(() -> news.articles.edit(RODEZ, EDITOR, seen.id(), seen.version(), content("Autre"), Articles.Period.ALWAYS, false))
                .isInstanceOf(Conflict.class);
        assertThat(news.articles.get(RODEZ, seen.id()).content().title()).isEqualTo("Fête du village");
    }

    @OnBothDatabases
    void theAddressStaysWhenTheTitleChangesAndHomonymsGetANumber(TestDatabase database) {
        NewsFixture news = new NewsFixture(database);
        Article first = news.published("Vœux du maire");
        Article second = news.published("Vœux du maire");
        Article edited = news.articles.edit(RODEZ, EDITOR, first.id(), first.version(), content("Autre titre"), Articles.Period.ALWAYS, false);
        assertThat(edited.path()).isEqualTo("/actualites/voeux-du-maire");
        assertThat(second.path()).isEqualTo("/actualites/voeux-du-maire-2");
    }

    @OnBothDatabases
    void onlyWhatTheyShowDropsPagesFromTheCache(TestDatabase database) {
        NewsFixture news = new NewsFixture(database);
        Article draft = news.articles.create(RODEZ, EDITOR, content("A"), Articles.Period.ALWAYS, false);
        Article again = news.articles.edit(RODEZ, EDITOR, draft.id(), draft.version(), content("B"), Articles.Period.ALWAYS, false);
        assertThat(database.touched()).isEmpty();
        news.articles.publish(RODEZ, EDITOR, again.id(), again.version());
        assertThat(database.touched()).containsExactlyInAnyOrder("news", again.tag());
    }

    @OnBothDatabases
    void aDeletedArticleLeavesTheSiteCanBeTakenBackAndGoesForGoodAfterThirtyDays(TestDatabase database) {
        NewsFixture news = new NewsFixture(database);
        Article article = news.published("Travaux");
        Article trashed = news.articles.trash(RODEZ, EDITOR, article.id(), article.version());
        assertThat(news.publicTitles(RODEZ)).isEmpty();
        assertThat(news.articles.restore(RODEZ, EDITOR, trashed.id()).status(NOW)).isEqualTo(Status.DRAFT);
        Article restored = news.articles.get(RODEZ, article.id());
        news.articles.trash(RODEZ, EDITOR, restored.id(), restored.version());
        NewsPrivacy rule = new NewsPrivacy(FakeTenants.of(FakeRequestSites.RODEZ));
        Reader territory = database.database().acrossTerritory("test");
        assertThat(rule.due(territory, NOW.plus(Duration.ofDays(29)))).isEmpty();
        assertThat(news.articles.get(RODEZ, article.id()).state()).isEqualTo(State.TRASHED);
        assertThat(rule.due(territory, NOW.plus(Duration.ofDays(31)))).containsExactly(RODEZ);
        database.database().of(RODEZ).write(transaction -> rule.purge(transaction, NOW.plus(Duration.ofDays(31))));
        assertThatThrownBy(() -> news.articles.get(RODEZ, article.id())).isInstanceOf(NotFound.class);
    }

    @OnBothDatabases
    void anAuthorsArticlesStayUnderTheNameOfTheCommuneWhenTheirDataAreErased(TestDatabase database) throws IOException {
        NewsFixture news = new NewsFixture(database);
        Article article = news.published("Travaux");
        Person author = Person.of("camille.roux@example.org", "").withAccount(EDITOR.id(), EDITOR.email(), EDITOR.name());
        NewsPrivacy privacy = new NewsPrivacy(FakeTenants.of(FakeRequestSites.RODEZ));
        assertThat(privacy.holders(database.database().acrossTerritory("test"), author)).containsExactly(RODEZ);
        List<String> titles = new ArrayList<>();
        privacy.export(database.database().of(RODEZ), author, (processing, title, fields) -> titles.add(title));
        assertThat(titles).containsExactly("Travaux");
        database.database().of(RODEZ).write(transaction ->
                assertThat(privacy.erase(transaction, author, NOW)).containsExactly(PersonalData.Erasure.anonymised("news.author", 1)));
        assertThat(news.articles.get(RODEZ, article.id()).author()).isEqualTo("Rodez");
        assertThat(privacy.holders(database.database().acrossTerritory("test"), author)).isEmpty();
    }

    @OnBothDatabases
    void anArticleOfAnotherTenantIsOutOfReach(TestDatabase database) {
        NewsFixture news = new NewsFixture(database);
        Article article = news.published("À Rodez");
        assertThatThrownBy(() -> news.articles.get(FakeRequestSites.AGEN.id(), article.id())).isInstanceOf(NotFound.class);
        assertThat(news.publicTitles(FakeRequestSites.AGEN.id())).isEmpty();
    }

    @OnBothDatabases
    void theListOfTheBackOfficeFiltersSortsAndPages(TestDatabase database) {
        NewsFixture news = new NewsFixture(database);
        for (int i = 0; i < 30; i++) {
            news.published("Article " + (char) ('a' + i % 26) + i);
        }
        Article draft = news.articles.create(RODEZ, EDITOR, content("100 % brouillon"), Articles.Period.ALWAYS, false);
        ArticleList.Found first = new ArticleList(null, null, "", "titre", 1).run(news.articles.reader(RODEZ), NOW);
        assertThat(first.total()).isEqualTo(31);
        assertThat(first.articles()).hasSize(ArticleList.PAGE_SIZE);
        assertThat(new ArticleList(null, null, "", "titre", 99).run(news.articles.reader(RODEZ), NOW).page()).isEqualTo(2);
        assertThat(new ArticleList(Status.DRAFT, null, "", "x", 1).run(news.articles.reader(RODEZ), NOW).articles())
                .extracting(Article::id).containsExactly(draft.id());
        assertThat(new ArticleList(null, null, "0 % B", "recent", 1).run(news.articles.reader(RODEZ), NOW).total()).isEqualTo(1);
        assertThat(new ArticleList(Status.PUBLISHED, "culture-et-loisirs", "", "recent", 1).run(news.articles.reader(RODEZ), NOW).total()).isZero();
    }

    @Test
    void aPeriodThatEndsBeforeItBeginsIsRefused() {
        assertThatThrownBy(() -> new Articles.Period(NOW, NOW)).isInstanceOf(Invalid.class);
    }
}
