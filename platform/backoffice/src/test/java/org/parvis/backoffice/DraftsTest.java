package org.parvis.backoffice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.List;
import java.util.UUID;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Role;
import org.parvis.api.privacy.Person;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.backoffice.draft.DraftPrivacy;
import org.parvis.backoffice.draft.DraftRoutes;
import org.parvis.backoffice.draft.Drafts;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

class DraftsTest {
    private static final Site RODEZ = FakeRequestSites.RODEZ;
    private static final Site AGEN = FakeRequestSites.AGEN;
    private static final Agent WRITER = FakeRequestSites.agent(Role.EDITOR, RODEZ);
    private static final Agent OTHER = new Agent(
            UUID.fromString("0198c0de-0000-7000-8000-0000000000aa"), "Zoé Zola", "z@example.org", "fr", WRITER.grants());

    @OnBothDatabases
    void aDraftIsItsAgentsInItsTenantAlone(TestDatabase database) throws IOException {
        DraftRoutes routes = new DraftRoutes(new Drafts(database.database()));
        save(routes, WRITER, RODEZ, "{\"at\":1}");
        save(routes, WRITER, RODEZ, "{\"at\":2}");
        assertThat(found(routes, WRITER, RODEZ, FakeRequest.NOW)).isEqualTo("{\"draft\":\"{\\\"at\\\":2}\"}");
        assertThat(found(routes, OTHER, RODEZ, FakeRequest.NOW)).isEqualTo("{\"draft\":\"\"}");
        assertThat(found(routes, WRITER, AGEN, FakeRequest.NOW)).isEqualTo("{\"draft\":\"\"}");
        call(routes, 2, FakeRequest.post("/brouillons/effacer").on(RODEZ).as(OTHER).field("cle", "page"));
        assertThat(found(routes, WRITER, RODEZ, FakeRequest.NOW)).contains("at");
        call(routes, 2, FakeRequest.post("/brouillons/effacer").on(RODEZ).as(WRITER).field("cle", "page"));
        assertThat(found(routes, WRITER, RODEZ, FakeRequest.NOW)).isEqualTo("{\"draft\":\"\"}");
    }

    @OnBothDatabases
    void aDraftGoesThirtyDaysAfterItsLastChange(TestDatabase database) throws IOException {
        DraftRoutes routes = new DraftRoutes(new Drafts(database.database()));
        DraftPrivacy privacy = new DraftPrivacy();
        save(routes, WRITER, RODEZ, "{\"at\":1}");
        Instant before = FakeRequest.NOW.plus(Duration.ofDays(30)).minusSeconds(1);
        Instant after = FakeRequest.NOW.plus(Duration.ofDays(30)).plusSeconds(1);
        assertThat(privacy.due(database.database().acrossTerritory("test"), before)).isEmpty();
        assertThat(found(routes, WRITER, RODEZ, before)).contains("at");
        assertThat(found(routes, WRITER, RODEZ, after)).isEqualTo("{\"draft\":\"\"}");
        assertThat(privacy.due(database.database().acrossTerritory("test"), after)).containsExactly(RODEZ.id());
        assertThat(database.database().of(RODEZ.id()).<Integer>call(transaction -> privacy.purge(transaction, after))).isEqualTo(1);
    }

    @OnBothDatabases
    void anAgentsDraftsAreFoundAndErasedByAddress(TestDatabase database) throws IOException {
        DraftRoutes routes = new DraftRoutes(new Drafts(database.database()));
        DraftPrivacy privacy = new DraftPrivacy();
        save(routes, WRITER, RODEZ, "{\"at\":1}");
        save(routes, OTHER, RODEZ, "{\"at\":1}");
        Person person = new Person(Set.of(WRITER.email()), Set.of(), Set.of(), Set.of());
        assertThat(privacy.holders(database.database().acrossTerritory("test"), person)).extracting(TenantId::value).containsExactly(RODEZ.id().value());
        database.database().of(RODEZ.id()).write(transaction -> privacy.erase(transaction, person, FakeRequest.NOW));
        assertThat(found(routes, WRITER, RODEZ, FakeRequest.NOW)).isEqualTo("{\"draft\":\"\"}");
        assertThat(found(routes, OTHER, RODEZ, FakeRequest.NOW)).contains("at");
    }

    @OnBothDatabases
    void whatIsTooLongIsRefusedWithASentence(TestDatabase database) {
        DraftRoutes routes = new DraftRoutes(new Drafts(database.database()));
        for (String content : List.of("", "x".repeat(400_001))) {
            assertThatThrownBy(() -> save(routes, WRITER, RODEZ, content)).isInstanceOf(Invalid.class);
        }
    }

    private static void save(DraftRoutes routes, Agent agent, Site site, String content) throws IOException {
        call(routes, 1, FakeRequest.post("/brouillons").on(site).as(agent).field("cle", "page").field("contenu", content));
    }

    private static String found(DraftRoutes routes, Agent agent, Site site, Instant now) throws IOException {
        return call(routes, 0, FakeRequest.get("/brouillons").on(site).as(agent).at(now).query("cle", "page"));
    }

    private static String call(DraftRoutes routes, int route, Request request) throws IOException {
        Route chosen = routes.routes().get(route);
        return new String(((Response.Bytes) chosen.handler().handle(request).content()).bytes(), StandardCharsets.UTF_8);
    }
}
