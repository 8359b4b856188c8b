package org.parvis.site.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parvis.site.SiteFixture.EDITOR;
import static org.parvis.site.SiteFixture.RODEZ;

import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Response;
import org.parvis.api.route.Scope;
import org.parvis.site.SiteFixture;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** It is 2026-06-15, 10:00 in Paris, which is 08:00 UTC. */
class PageScheduleTest {

    private record Town(SiteFixture site, PageDesk desk, PageRoutes routes, PageSchedule schedule) {

        static Town on(TestDatabase database) {
            SiteFixture site = new SiteFixture(database);
            return new Town(
                    site, new PageDesk(site.sitePages, site.plugins, site.themes, site.richText, site.redirects, site.pictures),
                    new PageRoutes(site.sitePages, site.plugins, site.themes, site.redirects, site.pictures), new PageSchedule(database.database(), site.audit));
        }

        Response save(String publish, String expires, String action) throws IOException {
            return SiteFixture.call(desk, "POST", Scope.DESK, "/pages/nouvelle", FakeRequest.post("/pages/nouvelle").as(EDITOR)
                    .field("title", "Le marché").field("lead", "").field("body", "<p>Chaque samedi.</p>").field("menu", "true")
                    .field("publish", publish).field("expires", expires).field("action", action));
        }

        boolean isPublic() throws IOException {
            try {
                return SiteFixture.call(routes, "GET", Scope.SITE, "/{path...}", FakeRequest.get("/le-marche")).status() == 200;
            } catch (NotFound none) {
                return false;
            }
        }
    }

    @OnBothDatabases
    void aPageAppearsAndLeavesAtItsTimeOfParis(TestDatabase database) throws IOException {
        Town town = Town.on(database);
        Response saved = town.save("2026-06-20T08:00", "2026-06-21T08:00", "publish");
        assertThat(saved.headers().get("Location")).endsWith("?fait=scheduled");
        town.schedule().run(Instant.parse("2026-06-20T05:59:59Z"));
        assertThat(town.isPublic()).isFalse();
        town.schedule().run(Instant.parse("2026-06-20T06:00:00Z"));
        assertThat(town.isPublic()).isTrue();
        assertThat(database.changes()).extracting(change -> change.tag()).contains(Pages.TAG);
        town.schedule().run(Instant.parse("2026-06-21T06:00:00Z"));
        assertThat(town.isPublic()).isFalse();
        town.schedule().run(Instant.parse("2026-06-22T06:00:00Z"));
        assertThat(town.isPublic()).isFalse();
    }

    @OnBothDatabases
    void aDraftWithADateStaysADraftUntilSomebodyPublishesIt(TestDatabase database) throws IOException {
        Town town = Town.on(database);
        town.save("2026-06-20T08:00", "", "draft");
        town.schedule().run(Instant.parse("2026-06-25T06:00:00Z"));
        assertThat(town.isPublic()).isFalse();
    }

    @OnBothDatabases
    void aPublishedPageSaysWhenItLeavesAndTheTreeSaysSo(TestDatabase database) throws IOException {
        Town town = Town.on(database);
        Response saved = town.save("", "2026-06-21T08:00", "publish");
        assertThat(town.isPublic()).isTrue();
        UUID id = UUID.fromString(saved.headers().get("Location").replaceAll(".*/pages/([^?]+).*", "$1"));
        Response form = SiteFixture.call(town.desk(), "GET", Scope.DESK, "/pages/{id}", FakeRequest.get("/pages/" + id).as(EDITOR).with("id", id.toString()));
        assertThat(town.site().pages.desk().html(form, RODEZ)).contains("value=\"2026-06-21T08:00\"");
        town.schedule().run(Instant.parse("2026-06-21T06:00:00Z"));
        FakeRequest later = FakeRequest.get("/pages").as(EDITOR).at(Instant.parse("2026-06-21T06:01:00Z"));
        assertThat(town.site().pages.desk().html(SiteFixture.call(town.desk(), "GET", Scope.DESK, "/pages", later), RODEZ)).contains("a quitté le site");
    }

    @OnBothDatabases
    void datesThatMakeNoSenseAreSaidAtTheirField(TestDatabase database) throws IOException {
        Town town = Town.on(database);
        for (String[] dates : new String[][] {{"2026-06-21T08:00", "2026-06-20T08:00"}, {"", "2026-06-14T08:00"}, {"demain", ""}}) {
            Response refused = town.save(dates[0], dates[1], "publish");
            assertThat(refused.status()).isEqualTo(422);
            assertThat(town.site().pages.desk().html(refused, RODEZ)).contains("aria-invalid", "Le marché");
        }
        assertThatThrownBy(() -> SiteFixture.call(town.routes(), "GET", Scope.SITE, "/{path...}", FakeRequest.get("/le-marche"))).isInstanceOf(NotFound.class);
    }
}
