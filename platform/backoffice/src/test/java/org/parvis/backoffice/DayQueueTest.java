package org.parvis.backoffice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.testkit.FakeRequest.NOW;
import static org.parvis.testkit.FakeRequestSites.AGEN;
import static org.parvis.testkit.FakeRequestSites.RODEZ;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.parvis.api.identity.Absences;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Grant;
import org.parvis.api.identity.Permissions;
import org.parvis.api.identity.Role;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Routes;
import org.parvis.api.tenant.Site;
import org.parvis.testkit.FakePlugins;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.FakeTenants;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.Pages;
import org.parvis.testkit.TestDatabase;

class DayQueueTest {

    private static final Site ESPALION = FakeRequestSites.commune("espalion", "Espalion");
    private static final Agent SECRETARY = new Agent(
            FakeRequestSites.operator().id(), "Camille Roux", "camille.roux@example.org", "fr",
            Map.of(RODEZ.id(), Role.EDITOR, AGEN.id(), Role.EDITOR, ESPALION.id(), Role.CONTRIBUTOR));
    private static final Permissions EDITORS = (agent, permission, tenant) -> agent.hasAtLeast(Role.EDITOR, tenant);

    private final FakePlugins plugins = FakePlugins.of("backoffice");
    private final FakeTenants tenants = FakeTenants.of(RODEZ, AGEN, ESPALION);
    private final Pages pages = Pages.of("backoffice").desk();
    private final Away absences = new Away();
    private final DayQueue queue = new DayQueue(plugins, EDITORS, absences);
    private final DayList list = new DayList(plugins, tenants, pages.themes());
    private final DayPages day = new DayPages(plugins, tenants, pages.themes(), EDITORS, new Setup(plugins), queue, list);
    private final DayDeeds deeds = new DayDeeds(queue, list);

    private WaitingItems items(TestDatabase database, String name) {
        WaitingItems items = new WaitingItems(WaitingItems.table(database).database(), name);
        plugins.add(items);
        return items;
    }

    private static Response call(Routes routes, String method, String pattern, Request request) throws IOException {
        return routes.routes().stream()
                .filter(route -> route.method().equals(method) && route.pattern().equals(pattern) && route.scope().name().equals("DESK"))
                .findFirst()
                .orElseThrow()
                .handler()
                .handle(request);
    }

    private String day(FakeRequest request) throws IOException {
        return pages.html(call(day, "GET", "/", request.as(SECRETARY)), RODEZ);
    }

    @OnBothDatabases
    void whatWaitsInAllCommunesComesByDeadlineThenByAge(TestDatabase database) throws IOException {
        WaitingItems files = items(database, "files");
        WaitingItems rooms = items(database, "rooms");
        files.add(RODEZ.id(), "sans délai, récent", null, NOW.minus(Duration.ofDays(1)));
        files.add(AGEN.id(), "sans délai, ancien", null, NOW.minus(Duration.ofDays(9)));
        rooms.add(AGEN.id(), "demain", NOW.plus(Duration.ofDays(1)), NOW);
        files.add(RODEZ.id(), "hier", NOW.minus(Duration.ofDays(1)), NOW);
        assertThat(day(FakeRequest.get("/"))).containsSubsequence(
                "4 éléments", "hier", "en retard", "demain", "sans délai, ancien", "sans délai, récent");
    }

    @OnBothDatabases
    void eachContributionIsAskedOnceAndOnlyForTenantsWhereTheAgentMay(TestDatabase database) throws IOException {
        WaitingItems files = items(database, "files");
        files.add(ESPALION.id(), "pas pour elle", null, NOW);
        assertThat(day(FakeRequest.get("/"))).doesNotContain("pas pour elle").contains("Rien n’attend");
        assertThat(files.asked).hasSize(1);
        assertThat(files.asked.get(0).tenants()).isEqualTo(Set.of(RODEZ.id(), AGEN.id()));
    }

    @OnBothDatabases
    void aDeputyForOneProcedureIsNotShownWhatWaitsForAnother(TestDatabase database) {
        WaitingItems files = items(database, "files");
        Grant editor = Grant.of(RODEZ.id(), Role.EDITOR);
        Grant a = new Grant(RODEZ.id(), Role.CASE_WORKER, "a");
        Grant b = new Grant(RODEZ.id(), Role.CASE_WORKER, "b");
        Agent absent = new Agent(UUID.randomUUID(), "Dominique Blanc", "d@x.example", "fr", Set.of(editor, a, b));
        Agent deputy = new Agent(UUID.randomUUID(), "Claude Vert", "c@x.example", "fr", Set.of(editor, a));
        absences.covers.add(new Absences.Cover(absent, deputy, Set.of(RODEZ.id()), LocalDate.parse("2026-06-20")));
        queue.of(deputy, Set.of(RODEZ.id()), NOW);
        assertThat(files.asked).hasSize(2);
        assertThat(files.asked.get(1).agent().grants()).containsExactlyInAnyOrder(editor, a);
    }

    @OnBothDatabases
    void aDeputySeesWhatWaitsForTheAbsentAgentAloneAndWhatIsClosedToThem(TestDatabase database) throws IOException {
        WaitingItems files = items(database, "files");
        Agent absent = new Agent(UUID.randomUUID(), "Dominique Blanc", "d@x.example", "fr", Map.of(RODEZ.id(), Role.EDITOR, ESPALION.id(), Role.EDITOR));
        absences.covers.add(new Absences.Cover(absent, SECRETARY, Set.of(RODEZ.id(), ESPALION.id()), LocalDate.parse("2026-06-20")));
        files.add(RODEZ.id(), "pour les deux", null, NOW);
        files.addFor(absent, RODEZ.id(), "pour Dominique", NOW);
        files.add(ESPALION.id(), "à Espalion", null, NOW);
        String page = day(FakeRequest.get("/"));
        assertThat(page).contains("Vous remplacez Dominique Blanc jusqu’au 20 juin 2026", "pour les deux", "pour Dominique", "pour Dominique Blanc", "(1)")
                .doesNotContain("à Espalion");
        assertThat(page.split(">pour Dominique Blanc<")).as("only what is the absent agent's alone is marked").hasSize(2);
        String item = "files|" + RODEZ.id().value() + "|" + files.addFor(absent, RODEZ.id(), "encore", NOW);
        call(deeds, "POST", "/journee/faire", FakeRequest.post("/journee/faire").as(SECRETARY).field("action", "accept").field("item", item));
        assertThat(files.deeds).hasSize(1);
        assertThat(files.deeds.get(0).agent()).isEqualTo(SECRETARY);
        assertThat(files.deeds.get(0).insteadOf()).isEqualTo(absent);
    }

    @Test
    void anOperatorSeesOneTenantAtATime() {
        assertThat(DayQueue.tenantsOf(FakeRequestSites.operator(), AGEN.id())).isEqualTo(Set.of(AGEN.id()));
    }

    @Test
    void filtersNarrowByKindCommuneAndDelay() throws IOException {
        TestDatabase database = TestDatabase.derby();
        WaitingItems files = items(database, "files");
        WaitingItems rooms = items(database, "rooms");
        files.add(RODEZ.id(), "dossier de Rodez", NOW.minus(Duration.ofDays(1)), NOW);
        files.add(AGEN.id(), "dossier d’Agen", null, NOW);
        rooms.add(AGEN.id(), "salle d’Agen", null, NOW);
        assertThat(day(FakeRequest.get("/").query("type", "rooms"))).contains("salle d’Agen").doesNotContain("dossier");
        assertThat(day(FakeRequest.get("/").query("commune", RODEZ.id().value().toString()))).contains("dossier de Rodez").doesNotContain("d’Agen</a>");
        assertThat(day(FakeRequest.get("/").query("retard", "1"))).contains("dossier de Rodez").doesNotContain("dossier d’Agen");
        assertThat(day(FakeRequest.get("/").query("type", "nothing"))).contains("Rien ne correspond");
    }

    @Test
    void aPageShowsTwentyFiveAndKeepsTheFilter() throws IOException {
        WaitingItems files = items(TestDatabase.derby(), "files");
        files.addMany(RODEZ.id(), 60, NOW);
        String html = day(FakeRequest.get("/").query("type", "files").query("page", "3"));
        assertThat(html.split("class=\"day__item\"")).hasSize(11);
        assertThat(html).contains("?type=files&amp;commune=&amp;page=2");
    }

    @Test
    void aBatchAsksFirstThenSaysWhatWasDoneAndWhatWasNot() throws IOException {
        WaitingItems files = items(TestDatabase.derby(), "files");
        String one = "files|" + RODEZ.id().value() + "|" + files.add(RODEZ.id(), "un", null, NOW);
        String two = "files|" + AGEN.id().value() + "|" + files.add(AGEN.id(), "deux", null, NOW);
        String foreign = "files|" + ESPALION.id().value() + "|" + files.add(ESPALION.id(), "ailleurs", null, NOW);
        FakeRequest asking = FakeRequest.post("/journee").as(SECRETARY).field("action", "accept").field("item", one).field("item", two).field("item", foreign);
        assertThat(pages.html(call(deeds, "POST", "/journee", asking), RODEZ)).contains("backoffice.day.found", "<strong>un</strong>", "<strong>deux</strong>").doesNotContain("ailleurs");
        FakeRequest acting = FakeRequest.post("/journee/faire").as(SECRETARY).field("action", "accept").field("item", one).field("item", two).field("item", foreign);
        String location = call(deeds, "POST", "/journee/faire", acting).headers().get("Location");
        assertThat(location).startsWith("/bureau/rodez?").endsWith("&quoi=backoffice.day.count&fait=2&passes=1");
        assertThat(day(FakeRequest.get("/").query("quoi", "backoffice.day.count").query("fait", "2").query("passes", "1")))
                .contains("2 éléments", "1 élément n’a pas été traité", "Rien n’attend");
    }

    @Test
    void aBatchOfNothingSaysWhatToDo() throws IOException {
        assertThat(call(deeds, "POST", "/journee", FakeRequest.post("/journee").as(SECRETARY).field("action", "accept")).headers().get("Location"))
                .endsWith("&rien=1");
        assertThat(day(FakeRequest.get("/").query("rien", "1"))).contains("Rien n’est coché");
    }
}
