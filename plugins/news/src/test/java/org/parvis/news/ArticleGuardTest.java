package org.parvis.news;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.news.NewsFixture.EDITOR;
import static org.parvis.news.NewsFixture.NOW;
import static org.parvis.news.NewsFixture.RODEZ;

import java.time.Duration;
import java.util.List;
import org.parvis.api.data.Ids;
import org.parvis.api.file.Files.StoredFile;
import org.parvis.api.identity.Role;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** Who may read what was sent with an article by its address in the store. */
class ArticleGuardTest {

    private final String id = Ids.next().toString();
    private final StoredFile file = new StoredFile(id, "plan.pdf", "application/pdf", 1, "/fichiers/" + id + "/plan.pdf", NOW);

    private static ArticleGuard guard(NewsFixture news) {
        return new ArticleGuard(news.articles, (agent, permission, tenant) -> permission.equals("news.write") && agent.hasAtLeast(Role.CONTRIBUTOR, tenant));
    }

    private boolean visitor(NewsFixture news) {
        return guard(news).mayRead(FakeRequest.get(file.path()).on(FakeRequestSites.RODEZ).at(news.now), file);
    }

    private Article.Content withFile() {
        return new Article.Content("Travaux", "", "<p>Lundi.</p>", null, null, List.of(Ids.next().toString(), id), false, AlertLevel.NONE);
    }

    @OnBothDatabases
    void visitorsReadAnAttachmentWhileItsArticleIsPublic(TestDatabase database) {
        NewsFixture news = new NewsFixture(database);
        assertThat(visitor(news)).as("a form that was refused brought it").isFalse();
        Articles.Period period = new Articles.Period(NOW.plus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(3)));
        Article draft = news.articles.create(RODEZ, EDITOR, withFile(), period, false);
        assertThat(visitor(news)).as("draft").isFalse();
        news.articles.publish(RODEZ, EDITOR, draft.id(), draft.version());
        assertThat(visitor(news)).as("scheduled").isFalse();
        news.now = NOW.plus(Duration.ofDays(2));
        assertThat(visitor(news)).as("published").isTrue();
        assertThat(guard(news).mayRead(FakeRequest.get(file.path()).on(FakeRequestSites.AGEN).at(news.now), file)).as("on another site").isFalse();
        news.now = NOW.plus(Duration.ofDays(3));
        assertThat(visitor(news)).as("over").isFalse();
    }

    @OnBothDatabases
    void agentsWhoWriteArticlesReadItAlways(TestDatabase database) {
        NewsFixture news = new NewsFixture(database);
        news.articles.create(RODEZ, EDITOR, withFile(), Articles.Period.ALWAYS, false);
        FakeRequest desk = FakeRequest.get(file.path()).on(FakeRequestSites.RODEZ).at(NOW);
        assertThat(guard(news).mayRead(desk.as(EDITOR), file)).isTrue();
        assertThat(guard(news).mayRead(desk.as(FakeRequestSites.agent(Role.EDITOR, FakeRequestSites.AGEN)), file)).as("of another tenant").isFalse();
    }

    @OnBothDatabases
    void oneArticleThatIsPublicIsEnough(TestDatabase database) {
        NewsFixture news = new NewsFixture(database);
        news.articles.create(RODEZ, EDITOR, withFile(), Articles.Period.ALWAYS, false);
        news.published(RODEZ, withFile(), Articles.Period.ALWAYS, false);
        assertThat(visitor(news)).isTrue();
    }
}
