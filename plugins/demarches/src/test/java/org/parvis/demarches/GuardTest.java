package org.parvis.demarches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.parvis.demarches.DemarchesFixture.NOW;
import static org.parvis.demarches.DemarchesFixture.RODEZ;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Grant;
import org.parvis.api.identity.Role;
import org.parvis.api.route.Forbidden;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.route.Scope;
import org.parvis.api.tenant.Site;
import org.parvis.demarches.desk.ReportDesk;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** Every route of the back office that names a file, asked by agents who have nothing to do with it. */
final class GuardTest {
    @OnBothDatabases
    void noRouteOfAFileIsOpenToAnotherTenantOrToWhoWorksOnOtherProcedures(TestDatabase database) {
        DemarchesFixture fixture = new DemarchesFixture(database);
        fixture.offer(RODEZ, "saisine");
        CaseFile file = new SentFiles(fixture).sent("Lampadaire");
        Agent foreign = FakeRequestSites.agent(Role.CASE_WORKER, FakeRequestSites.AGEN);
        Agent other = new Agent(UUID.randomUUID(), "Autre Exemple", "autre@example.org", "fr", Set.of(new Grant(RODEZ.id(), Role.CASE_WORKER, "creche")));
        List<String> asked = new ArrayList<>();
        for (Routes routes : List.of(
                fixture.desk, fixture.merge, fixture.transferDesk, fixture.opinionDesk, fixture.entered, new ReportDesk(fixture.page, fixture.reports),
                fixture.replyDesk, fixture.serviceDesk, fixture.exports, fixture.counter, fixture.queue)) {
            for (Route route : routes.routes()) {
                assertThat(route.scope()).isEqualTo(Scope.DESK);
                assertThat(route.permission()).as(route.pattern()).isNotNull();
                if (route.pattern().contains("{id}")) {
                    asked.add(route.pattern());
                    refused(route, file, foreign, FakeRequestSites.AGEN);
                    refused(route, file, other, RODEZ);
                }
            }
        }
        assertThat(asked).hasSizeGreaterThan(15);
    }

    private static void refused(Route route, CaseFile file, Agent agent, Site site) {
        FakeRequest request = FakeRequest.of(route.method(), "/").on(site).at(NOW).as(agent).with("id", file.id().toString()).with("link", UUID.randomUUID().toString());
        assertThat(catchThrowable(() -> route.handler().handle(request))).as(route.method() + " " + route.pattern()).isInstanceOfAny(NotFound.class, Forbidden.class);
    }
}
