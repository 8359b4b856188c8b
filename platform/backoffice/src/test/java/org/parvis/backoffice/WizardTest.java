package org.parvis.backoffice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.parvis.api.desk.SetupStep;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Role;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Routes;
import org.parvis.api.tenant.TenantId;
import org.parvis.testkit.FakePlugins;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.FakeTenants;
import org.parvis.testkit.Pages;

class WizardTest {

    private static final Agent ADMIN = FakeRequestSites.agent(Role.ADMIN, FakeRequestSites.RODEZ);

    private final Set<String> done = new HashSet<>();
    private final FakePlugins plugins = FakePlugins.of("backoffice", step("theme", 10), step("adresse", 30), step("en-ligne", 100));
    private final Setup setup = new Setup(plugins);
    private final Wizard wizard = new Wizard(setup);
    private final Pages pages = Pages.of("backoffice").desk();

    private SetupStep step(String name, int order) {
        return new SetupStep() {
            @Override
            public Step step() {
                return new Step(name, "backoffice.step." + ("adresse".equals(name) ? "address" : "en-ligne".equals(name) ? "live" : name), order);
            }

            @Override
            public boolean done(TenantId tenant) {
                return done.contains(name);
            }
        };
    }

    private static Response call(Routes routes, String pattern, Request request) throws IOException {
        return routes.routes().stream()
                .filter(route -> route.pattern().equals(pattern) && route.method().equals("GET"))
                .findFirst()
                .orElseThrow()
                .handler()
                .handle(request);
    }

    @Test
    void theWizardResumesAtTheFirstStepThatIsNotDone() throws IOException {
        done.add("theme");
        String html = pages.html(call(wizard, "/demarrage", FakeRequest.get("/demarrage").as(ADMIN)), FakeRequestSites.RODEZ);
        assertThat(html).contains("/bureau/rodez/demarrage/adresse\">Reprendre");
    }

    @Test
    void eachStepLeadsToTheNextAndTheLastToTheDesk() throws IOException {
        assertThat(call(wizard, "/demarrage/suite", FakeRequest.get("/demarrage/suite").as(ADMIN).query("de", "theme")).headers())
                .containsEntry("Location", "/bureau/rodez/demarrage/adresse");
        assertThat(call(wizard, "/demarrage/suite", FakeRequest.get("/demarrage/suite").as(ADMIN).query("de", "en-ligne")).headers())
                .containsEntry("Location", "/bureau/rodez");
    }

    @Test
    void theDayShowsWhatIsLeftToSetUp() throws IOException {
        done.add("theme");
        DayPages day = new DayPages(
                plugins, FakeTenants.of(FakeRequestSites.RODEZ), pages.themes(), (agent, permission, tenant) -> true, setup,
                new DayQueue(plugins, (agent, permission, tenant) -> true, new Away()), new DayList(plugins, FakeTenants.of(FakeRequestSites.RODEZ), pages.themes()));
        Response response = day.routes().get(1).handler().handle(FakeRequest.get("/").as(ADMIN));
        assertThat(pages.html(response, FakeRequestSites.RODEZ)).contains("Bonjour Camille", "Une étape faite sur 3", "/bureau/rodez/demarrage/adresse");
    }

    @Test
    void anAgentOfOneCommuneGoesStraightToIt() throws IOException {
        DayPages day = new DayPages(
                plugins, FakeTenants.of(FakeRequestSites.RODEZ), pages.themes(), (agent, permission, tenant) -> true, setup,
                new DayQueue(plugins, (agent, permission, tenant) -> true, new Away()), new DayList(plugins, FakeTenants.of(FakeRequestSites.RODEZ), pages.themes()));
        assertThat(day.routes().get(0).handler().handle(FakeRequest.get("/").as(ADMIN)).headers()).isEqualTo(Map.of("Location", "/bureau/rodez"));
    }
}
