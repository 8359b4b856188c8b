package org.parvis.backoffice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parvis.testkit.FakeRequest.NOW;
import static org.parvis.testkit.FakeRequestSites.RODEZ;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.parvis.api.content.RichText;
import org.parvis.api.content.Versions;
import org.parvis.api.desk.HistorySource;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Role;
import org.parvis.api.route.Forbidden;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Response;
import org.parvis.api.tenant.TenantId;
import org.parvis.testkit.FakePlugins;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.Pages;

class HistoryPagesTest {

    private static final UUID PAGE = UUID.fromString("0190a000-0000-7000-8000-000000000001");
    private static final Agent EDITOR = FakeRequestSites.agent(Role.EDITOR, RODEZ);

    private final List<Integer> restored = new ArrayList<>();
    private final Pages pages = Pages.of("backoffice").desk();
    private final HistoryPages history = new HistoryPages(
            FakePlugins.of("backoffice", new Source()), (agent, permission, tenant) -> agent.hasAtLeast(Role.EDITOR, tenant), new Plain());

    private final class Source implements HistorySource {
        private final List<Versions.Version> versions = List.of(made(1, "<p>Le samedi.</p>"), made(2, "<p>Le dimanche.</p>"));

        @Override
        public Kind kind() {
            return new Kind("pages", "/pages/", "site.pages", "site.pages", List.of(new Field("body", "backoffice.history.version", true)));
        }

        @Override
        public Optional<String> title(TenantId tenant, UUID record) {
            return tenant.equals(RODEZ.id()) && record.equals(PAGE) ? Optional.of("Marché") : Optional.empty();
        }

        @Override
        public int count(TenantId tenant, UUID record) {
            return versions.size();
        }

        @Override
        public List<Versions.Head> list(TenantId tenant, UUID record, int offset, int limit) {
            return List.of(versions.get(1).head(), versions.get(0).head()).subList(offset, Math.min(2, offset + limit));
        }

        @Override
        public Optional<Versions.Version> version(TenantId tenant, UUID record, int number) {
            return versions.stream().filter(version -> version.head().number() == number).findFirst();
        }

        @Override
        public void restore(TenantId tenant, UUID record, int number, Agent agent, Instant now) {
            restored.add(number);
        }
    }

    private static final class Plain implements RichText {
        @Override
        public String sanitise(String html) {
            return html;
        }

        @Override
        public String plain(String html) {
            return html.replaceAll("<[^>]*>", " ");
        }
    }

    private static Versions.Version made(int number, String body) {
        return new Versions.Version(new Versions.Head(number, NOW, "Camille Roux"), Map.of("body", body));
    }

    private Response call(int route, Agent agent, String kind, String number) throws IOException {
        FakeRequest request = FakeRequest.get("/").as(agent).with("kind", kind).with("id", PAGE.toString()).with("number", number);
        return history.routes().get(route).handler().handle(request);
    }

    @Test
    void versionsAreListedTheCurrentOneMarked() throws IOException {
        assertThat(pages.html(call(0, EDITOR, "pages", ""), RODEZ))
                .containsSubsequence("Version 2", "version actuelle", "Version 1", "/historique/pages/" + PAGE + "/1", "Comparer");
    }

    @Test
    void theDifferenceCanBeHeard() throws IOException {
        String html = pages.html(call(1, EDITOR, "pages", "1"), RODEZ);
        assertThat(html).contains("<del><span class=\"visually-hidden\">(début de ce qui a été retiré) </span>samedi.");
        assertThat(html).contains("<ins><span class=\"visually-hidden\">(début de ce qui a été ajouté) </span>dimanche.");
        assertThat(html).contains("/1/restaurer");
    }

    @Test
    void aRestorationLeadsBackToTheList() throws IOException {
        assertThat(call(2, EDITOR, "pages", "1").headers()).containsEntry("Location", "/bureau/rodez/historique/pages/" + PAGE + "?fait=1");
        assertThat(restored).containsExactly(1);
    }

    @Test
    void whoMayNotEditMayNotLook() {
        Agent contributor = FakeRequestSites.agent(Role.CONTRIBUTOR, RODEZ);
        assertThatThrownBy(() -> call(0, contributor, "pages", "")).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> call(2, contributor, "pages", "1")).isInstanceOf(Forbidden.class);
        assertThat(restored).isEmpty();
    }

    @Test
    void unknownKindsAndVersionsAreNotFound() {
        assertThatThrownBy(() -> call(0, EDITOR, "nothing", "")).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> call(1, EDITOR, "pages", "9")).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> call(1, EDITOR, "pages", "x")).isInstanceOf(NotFound.class);
    }
}
