package org.parvis.gateway.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.parvis.api.event.EventTypes;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Role;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Response;
import org.parvis.gateway.MovingClock;
import org.parvis.testkit.FakePlugins;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.Pages;
import org.parvis.testkit.RecordingAudit;
import org.parvis.testkit.TestDatabase;

final class HookDeskTest {
    private static final Agent ADMIN = FakeRequestSites.agent(Role.ADMIN, FakeRequestSites.RODEZ);

    private final Pages pages = Pages.of("gateway").desk();
    private final FakePlugins plugins = FakePlugins.of("gateway", (EventTypes) () -> List.of("gateway.test")).speaking(pages.plugins());

    private HookDesk desk(Hooks hooks) {
        return new HookDesk(hooks, null, plugins, pages.themes());
    }

    private static Response call(HookDesk desk, String method, String pattern, FakeRequest request) throws Exception {
        return desk.routes().stream().filter(route -> route.method().equals(method) && route.pattern().equals(pattern)).findFirst().orElseThrow()
                .handler().handle(request.as(ADMIN));
    }

    private static Hooks hooks(TestDatabase database) {
        return new Hooks(database.database(), new RecordingAudit(), new SendingTest.TestSeal(), new MovingClock());
    }

    @OnBothDatabases
    void aHookIsMadeItsSecretShownOnceAndItsDeliveriesListed(TestDatabase database) throws Exception {
        Hooks hooks = hooks(database);
        HookDesk desk = desk(hooks);
        FakeRequest typed = FakeRequest.post("x").field("url", "https://logiciel.example/parvis").field("event", "gateway.test");
        assertThat(pages.html(call(desk, "POST", "/web-hooks", typed), FakeRequestSites.RODEZ)).contains("whsec_");
        assertThat(pages.html(call(desk, "GET", "/web-hooks", FakeRequest.get("x")), FakeRequestSites.RODEZ))
                .contains("https://logiciel.example/parvis", "Actif").doesNotContain("whsec_");

        Hook hook = HookTable.hooks(database.database().of(FakeRequestSites.RODEZ.id())).get(0);
        hooks.test(FakeRequestSites.RODEZ.id(), ADMIN, hook);
        String id = hook.id().toString();
        assertThat(pages.html(call(desk, "GET", "/web-hooks/{id}", FakeRequest.get("x").with("id", id)), FakeRequestSites.RODEZ))
                .contains("Message d’essai", "En attente", "Renvoyer");
        assertThatThrownBy(() -> call(desk, "GET", "/web-hooks/{id}", FakeRequest.get("x").with("id", id).on(FakeRequestSites.AGEN))).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> call(desk, "POST", "/web-hooks/{id}/envois/{delivery}", FakeRequest.post("x").with("id", id).with("delivery", UUID.randomUUID().toString())))
                .isInstanceOf(NotFound.class);

        call(desk, "POST", "/web-hooks/{id}/arreter", FakeRequest.post("x").with("id", id));
        assertThat(pages.html(call(desk, "GET", "/web-hooks/{id}", FakeRequest.get("x").with("id", id).query("fait", "arrete")), FakeRequestSites.RODEZ))
                .contains("Arrêté", "Reprendre les envois");
        call(desk, "POST", "/web-hooks/{id}/supprimer", FakeRequest.post("x").with("id", id));
        assertThat(pages.html(call(desk, "GET", "/web-hooks", FakeRequest.get("x")), FakeRequestSites.RODEZ)).contains("Aucun logiciel");
    }

    @OnBothDatabases
    void addressesThatAreNotSecureAreRefused(TestDatabase database) throws Exception {
        for (String url : List.of("http://logiciel.example/", "https://a:b@logiciel.example/", "https:logiciel", "javascript:x", "")) {
            FakeRequest typed = FakeRequest.post("x").field("url", url).field("event", "gateway.test");
            assertThat(call(desk(hooks(database)), "POST", "/web-hooks", typed).status()).as(url).isEqualTo(422);
        }
    }

    @Test
    void aHookThatWasGivenUpSaysWhatToDo() {
        HookDesk.Line line = new HookDesk.Line("1", "https://x.example", List.of(), "failed");
        String html = pages.html("gateway/hook", Map.of("hook", line, "since", Instant.EPOCH, "deliveries", List.of(), "page", 1, "pages", 1),
                FakeRequestSites.RODEZ, Locale.FRENCH);
        assertThat(html).contains("Abandonné", "Vérifiez l’adresse");
    }
}
