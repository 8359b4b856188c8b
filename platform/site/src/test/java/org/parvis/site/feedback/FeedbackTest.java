package org.parvis.site.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parvis.site.SiteFixture.EDITOR;
import static org.parvis.site.SiteFixture.RODEZ;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.parvis.api.content.Html;
import org.parvis.api.data.Ids;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Response;
import org.parvis.api.route.Scope;
import org.parvis.api.view.AskedPages;
import org.parvis.site.SiteFixture;
import org.parvis.site.page.PageHead;
import org.parvis.site.page.PageRoutes;
import org.parvis.site.page.PageStatus;
import org.parvis.testkit.FakePlugins;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

class FeedbackTest {

    private record Town(SiteFixture site, FeedbackPages pages, FeedbackDesk desk, PageRoutes routes) {

        static Town on(TestDatabase database) {
            SiteFixture site = new SiteFixture(database);
            Feedback feedback = new Feedback(database.database(), site.settingsService, site.audit, (tenant, counter, part, amount) -> {});
            PageHead head = new PageHead(Ids.next(), null, "marche", "Le marché", "", true, PageStatus.PUBLISHED, 10, null, "", 0);
            site.sitePages.save(RODEZ.id(), head, new Html("<p>Samedi.</p>"), null, EDITOR, FakeRequest.NOW);
            return new Town(
                    site, new FeedbackPages(feedback, site.sitePages, site.plugins, site.themes), new FeedbackDesk(feedback, (agent, permission, tenant) -> true),
                    new PageRoutes(site.sitePages, site.plugins, site.themes, site.redirects, site.pictures));
        }

        Response say(String useful, String text) throws IOException {
            return SiteFixture.call(pages, "POST", Scope.SITE, "/page-utile", said(useful, text));
        }

        static FakeRequest said(String useful, String text) {
            return FakeRequest.post("/page-utile").field("page", "/marche").field("useful", useful).field("remark", text);
        }

        String list(FakeRequest request) throws IOException {
            return SiteFixture.text(site.pages.desk().html(SiteFixture.call(desk, "GET", Scope.DESK, "/avis", request.as(EDITOR)), RODEZ));
        }

        String page() throws IOException {
            return site.publicHtml(SiteFixture.call(routes, "GET", Scope.SITE, "/{path...}", FakeRequest.get("/marche")), RODEZ);
        }
    }

    @OnBothDatabases
    void whatVisitorsSayIsListedCountedAndHandled(TestDatabase database) throws IOException {
        Town town = Town.on(database);
        assertThat(town.page()).contains("action=\"/page-utile\"", "value=\"/marche\"");
        assertThat(town.say("no", "À quelle heure ?").headers()).containsEntry("Location", "/page-utile/merci?page=/marche");
        town.say("yes", "");
        assertThat(town.list(FakeRequest.get("/avis"))).contains("2 avis", "À quelle heure ?", "Le marché");
        String unhappy = town.site().pages.desk().html(SiteFixture.call(town.desk(), "GET", Scope.DESK, "/avis", FakeRequest.get("/avis").as(EDITOR).query("non", "1")), RODEZ);
        UUID id = UUID.fromString(unhappy.replaceAll("(?s).*action=\"[^\"]*/avis/([0-9a-f-]{36})\".*", "$1"));
        SiteFixture.call(town.desk(), "POST", Scope.DESK, "/avis/{id}", FakeRequest.post("/avis").as(EDITOR).with("id", id.toString()));
        assertThat(town.list(FakeRequest.get("/avis"))).contains("Un avis").doesNotContain("À quelle heure ?");
        assertThat(town.list(FakeRequest.get("/avis").query("tous", "1"))).contains("À quelle heure ?");
        assertThatThrownBy(() -> SiteFixture.call(town.desk(), "POST", Scope.DESK, "/avis/{id}",
                FakeRequest.post("/avis").as(EDITOR).on(FakeRequestSites.AGEN).with("id", id.toString()))).isInstanceOf(NotFound.class);
    }

    @OnBothDatabases
    void aProgramThatFillsTheHiddenFieldIsThankedAndForgotten(TestDatabase database) throws IOException {
        Town town = Town.on(database);
        Response thanked = SiteFixture.call(town.pages(), "POST", Scope.SITE, "/page-utile", Town.said("no", "Buy").field("website", "http://x.example"));
        assertThat(thanked.status()).isEqualTo(303);
        assertThat(town.list(FakeRequest.get("/avis"))).contains("Aucun avis à traiter");
    }

    @OnBothDatabases
    void onlyPagesThatAreThereAreSpokenOf(TestDatabase database) {
        Town town = Town.on(database);
        for (String path : new String[] {"", "/", "/ailleurs", "//example.org", "http://example.org/"}) {
            assertThatThrownBy(() -> SiteFixture.call(town.pages(), "POST", Scope.SITE, "/page-utile", FakeRequest.post("/page-utile").field("page", path).field("useful", "yes")))
                    .isInstanceOf(NotFound.class);
        }
    }

    @OnBothDatabases
    void whoSaysTooMuchKeepsTheTextAndIsToldWhen(TestDatabase database) throws IOException {
        Town town = Town.on(database);
        for (int i = 0; i < 20; i++) {
            assertThat(town.say("yes", "").status()).isEqualTo(303);
        }
        Response refused = town.say("no", "Encore une chose");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(town.site().publicHtml(refused, RODEZ)).contains("Encore une chose", "réessayez dans une heure");
        Response later = SiteFixture.call(town.pages(), "POST", Scope.SITE, "/page-utile", Town.said("no", "x").at(FakeRequest.NOW.plusSeconds(3600)));
        assertThat(later.status()).isEqualTo(303);
    }

    @OnBothDatabases
    void aTextThatIsTooLongComesBack(TestDatabase database) throws IOException {
        Town town = Town.on(database);
        Response refused = town.say("no", "x".repeat(1001));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(town.site().publicHtml(refused, RODEZ)).contains("xxxx", "aria-invalid");
    }

    @OnBothDatabases
    void aTenantThatDoesNotAskIsNotAnswered(TestDatabase database) throws IOException {
        Town town = Town.on(database);
        SiteFixture.call(town.desk(), "POST", Scope.DESK, "/avis", FakeRequest.post("/avis").as(EDITOR).field("demander", "non"));
        assertThat(town.page()).doesNotContain("/page-utile");
        assertThatThrownBy(() -> town.say("yes", "")).isInstanceOf(NotFound.class);
        assertThat(database.changes()).extracting(change -> change.tag()).contains("site.pages");
    }

    @OnBothDatabases
    void whatWasSaidGoesAfterAYear(TestDatabase database) throws IOException {
        Town town = Town.on(database);
        town.say("no", "x");
        FeedbackPrivacy privacy = new FeedbackPrivacy();
        assertThat(privacy.due(database.database().acrossTerritory("test"), Instant.parse("2027-06-15T08:00:00Z"))).isEmpty();
        Instant after = Instant.parse("2027-06-15T08:00:01Z");
        assertThat(privacy.due(database.database().acrossTerritory("test"), after)).containsExactly(RODEZ.id());
        assertThat(database.database().of(RODEZ.id()).<Integer>call(transaction -> privacy.purge(transaction, after))).isEqualTo(1);
    }

    /** Pages of plugins that say so are judged like the site's own; what they do not name is no page. */
    @OnBothDatabases
    void visitorsJudgePagesOfPluginsToo(TestDatabase database) throws IOException {
        Town town = Town.on(database);
        AskedPages articles = (site, path, now) -> path.equals("/actualites/fete") ? Optional.of("La fête") : Optional.empty();
        FakePlugins plugins = FakePlugins.of("site", articles).speaking(town.site().pages.plugins());
        SiteFixture site = town.site();
        Feedback feedback = new Feedback(database.database(), site.settingsService, site.audit, (tenant, counter, part, amount) -> {});
        FeedbackPages pages = new FeedbackPages(feedback, site.sitePages, plugins, site.themes);
        FakeRequest said = FakeRequest.post("/page-utile").field("page", "/actualites/fete").field("useful", "yes");
        assertThat(SiteFixture.call(pages, "POST", Scope.SITE, "/page-utile", said).headers()).containsEntry("Location", "/page-utile/merci?page=/actualites/fete");
        Response thanks = SiteFixture.call(pages, "GET", Scope.SITE, "/page-utile/merci", FakeRequest.get("/page-utile/merci").query("page", "/actualites/fete"));
        assertThat(site.publicHtml(thanks, RODEZ)).contains("href=\"/actualites/fete\"", "La fête");
        assertThat(town.list(FakeRequest.get("/avis"))).contains("La fête");
        FakeRequest nowhere = FakeRequest.post("/page-utile").field("page", "/actualites/ailleurs").field("useful", "yes");
        assertThatThrownBy(() -> SiteFixture.call(pages, "POST", Scope.SITE, "/page-utile", nowhere)).isInstanceOf(NotFound.class);
    }
}
