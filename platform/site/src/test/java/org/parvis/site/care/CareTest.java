package org.parvis.site.care;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.site.SiteFixture.EDITOR;
import static org.parvis.site.SiteFixture.RODEZ;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.parvis.api.content.Html;
import org.parvis.api.data.Ids;
import org.parvis.api.desk.DayItems;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Agents;
import org.parvis.api.notify.Notification;
import org.parvis.api.notify.Notifications;
import org.parvis.api.route.Response;
import org.parvis.api.route.Scope;
import org.parvis.site.SiteFixture;
import org.parvis.site.page.PageHead;
import org.parvis.site.page.PageStatus;
import org.parvis.site.people.ContactPages;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** Pages are saved on 2026-06-15; a year later is 2027-06-15. */
class CareTest {

    private static final Agent OTHER = new Agent(
            UUID.fromString("0198c0de-0000-7000-8000-0000000000aa"), "Zoé Zola", "z@example.org", "fr", EDITOR.grants());
    private static final Instant DAY_BEFORE = Instant.parse("2027-06-14T08:00:00Z");
    private static final Instant DUE = Instant.parse("2027-06-15T08:00:00Z");

    private final List<Notification> sent = new ArrayList<>();

    private record Town(SiteFixture site, CareDay day, CareDesk desk, CareReminders reminders) {

        List<DayItems.Item> items(Agent agent, Instant now) {
            return day.items(new DayItems.Asked(agent, Set.of(RODEZ.id(), FakeRequestSites.AGEN.id()), now, 50));
        }

        UUID page(String title) {
            UUID id = Ids.next();
            PageHead head = new PageHead(id, null, title.toLowerCase(Locale.ROOT), title, "", true, PageStatus.PUBLISHED, 10, null, "", 0);
            site.sitePages.save(RODEZ.id(), head, new Html("<p>x</p>"), null, EDITOR, FakeRequest.NOW);
            return id;
        }

        Response post(String pattern, UUID id, FakeRequest request) throws IOException {
            return SiteFixture.call(desk, "POST", Scope.DESK, pattern, request.as(EDITOR).with("id", id.toString()));
        }

        Response list(Instant now) throws IOException {
            return SiteFixture.call(desk, "GET", Scope.DESK, "/verification", FakeRequest.get("/verification").as(EDITOR).at(now));
        }
    }

    private Town town(TestDatabase database) {
        SiteFixture site = new SiteFixture(database);
        CareTexts texts = new CareTexts(site.themes, site.plugins);
        Agents agents = (Agents) Proxy.newProxyInstance(Agents.class.getClassLoader(), new Class<?>[] {Agents.class}, (proxy, method, arguments) -> List.of(EDITOR, OTHER));
        Notifications notifications = (transaction, all) -> sent.addAll(all);
        return new Town(
                site, new CareDay(site.care, texts), new CareDesk(site.care, texts, agents, (agent, permission, tenant) -> true),
                new CareReminders(site.care, texts, database.database(), agents, site.tenants, site.urls, notifications));
    }

    @OnBothDatabases
    void aPageIsDueAYearAfterItsLastChangeForWhoeverChangedIt(TestDatabase database) {
        Town town = town(database);
        town.page("Marché");
        assertThat(town.items(EDITOR, DAY_BEFORE)).isEmpty();
        assertThat(town.items(OTHER, DUE)).isEmpty();
        assertThat(town.items(EDITOR, DUE)).singleElement().satisfies(item -> {
            assertThat(item.title()).isEqualTo("Marché");
            assertThat(item.tenant()).isEqualTo(RODEZ.id());
        });
    }

    @OnBothDatabases
    void theChosenOwnerHasItAndOneClickSaysThatItIsStillRight(TestDatabase database) throws IOException {
        Town town = town(database);
        UUID id = town.page("Marché");
        town.post("/verification/{id}", id, FakeRequest.post("/verification").field("owner", OTHER.id().toString()).field("months", "3"));
        Instant threeMonths = Instant.parse("2026-09-15T08:00:00Z");
        assertThat(town.items(EDITOR, threeMonths)).isEmpty();
        assertThat(town.items(OTHER, threeMonths)).hasSize(1);
        assertThat(town.site().pages.desk().html(town.list(threeMonths), RODEZ)).contains("Zoé Zola", "status--error");
        int done = town.day().act(new DayItems.Deed("right", RODEZ.id(), List.of(id.toString()), OTHER, threeMonths));
        assertThat(done).isEqualTo(1);
        assertThat(town.items(OTHER, threeMonths)).isEmpty();
        assertThat(town.site().sitePages.page(town.site().texts(), id).orElseThrow().verified()).isEqualTo(LocalDate.parse("2026-09-15"));
        assertThat(town.items(OTHER, Instant.parse("2026-12-15T08:00:00Z"))).hasSize(1);
    }

    @OnBothDatabases
    void theIntervalOfTheSiteIsASetting(TestDatabase database) throws IOException {
        Town town = town(database);
        town.page("Marché");
        assertThat(SiteFixture.call(town.desk(), "POST", Scope.DESK, "/verification", FakeRequest.post("/verification").as(EDITOR).field("months", "61")).status()).isEqualTo(422);
        SiteFixture.call(town.desk(), "POST", Scope.DESK, "/verification", FakeRequest.post("/verification").as(EDITOR).field("months", "6"));
        assertThat(town.items(EDITOR, Instant.parse("2026-12-14T08:00:00Z"))).isEmpty();
        assertThat(town.items(EDITOR, Instant.parse("2026-12-15T08:00:00Z"))).hasSize(1);
    }

    @OnBothDatabases
    void anOwnerIsRemindedOnceForAllThatIsDue(TestDatabase database) throws IOException {
        Town town = town(database);
        UUID id = town.page("Marché");
        town.page("Piscine");
        town.reminders().run(DAY_BEFORE);
        assertThat(sent).isEmpty();
        town.reminders().run(DUE);
        town.reminders().run(DUE.plusSeconds(86_400));
        assertThat(sent).singleElement().satisfies(one -> {
            assertThat(one.to().email()).isEqualTo(EDITOR.email());
            assertThat(one.values().get("contenus")).contains("– Marché", "– Piscine");
            assertThat(one.values().get("lien")).endsWith("/verification");
        });
        town.post("/verification/{id}/juste", id, FakeRequest.post("/verification").at(DUE));
        town.reminders().run(Instant.parse("2028-06-15T08:00:00Z"));
        assertThat(sent).hasSize(2);
        assertThat(sent.get(1).values().get("contenus")).isEqualTo("– Marché");
    }

    @OnBothDatabases
    void aListIsVerifiedAsAWholeAndItsPageSaysSo(TestDatabase database) throws IOException {
        Town town = town(database);
        assertThat(town.items(EDITOR, DUE)).isEmpty();
        assertThat(SiteFixture.text(town.site().pages.desk().html(town.list(DUE), RODEZ))).contains("Contacts utiles", "Jamais", "Maintenant");
        town.post("/verification/{id}/juste", CareList.CONTACTS.id(), FakeRequest.post("/verification").at(FakeRequest.NOW));
        ContactPages pages = new ContactPages(town.site().contacts, town.site().care, town.site().plugins, town.site().themes);
        Response response = SiteFixture.call(pages, "GET", Scope.SITE, "/contacts-utiles", FakeRequest.get("/contacts-utiles"));
        assertThat(SiteFixture.text(town.site().publicHtml(response, RODEZ))).contains("Vérifié le 15 juin 2026");
        assertThat(town.items(OTHER, DUE)).hasSize(1);
    }
}
