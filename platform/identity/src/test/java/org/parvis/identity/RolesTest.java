package org.parvis.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Grant;
import org.parvis.api.identity.Role;
import org.parvis.api.identity.RoleScopes;
import org.parvis.api.route.Forbidden;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Response;
import org.parvis.api.tenant.TenantId;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.Pages;
import org.parvis.testkit.TestDatabase;

final class RolesTest {
    private static final TenantId RODEZ = FakeRequestSites.RODEZ.id();
    private static final TenantId AGEN = FakeRequestSites.AGEN.id();

    /** Procedures of a plugin. */
    private static final RoleScopes PROCEDURES = new RoleScopes() {
        @Override
        public Role role() {
            return Role.CASE_WORKER;
        }

        @Override
        public List<Scope> scopes(TenantId tenant) {
            return List.of(new Scope("birth", "Acte de naissance"), new Scope("permit", "Permission de voirie"));
        }
    };

    private static FakeRequest changing(Agent by, Agent whom, String... roles) {
        FakeRequest request = FakeRequest.post("/bureau/rodez/agents/x/role").as(by).with("id", whom.id().toString());
        for (String role : roles) {
            request.field("roles", role);
        }
        return request;
    }

    @OnBothDatabases
    void a_secretary_holds_several_roles_and_each_gives_what_is_declared_for_it(TestDatabase test) throws IOException {
        Fixture fixture = new Fixture(test);
        Agent admin = fixture.secretary();
        fixture.agents.create(RODEZ, "c@x.example", "Camille Noir", Role.CONTRIBUTOR, Fixture.PASSWORD);
        Agent camille = fixture.agents.byEmail("c@x.example").orElseThrow();
        Response done = fixture.agentRolePages.changeRoles(changing(admin, camille, "editor", "reception", "case_worker"));
        assertThat(Fixture.location(done)).isEqualTo("/bureau/rodez/agents?fait=role");
        Agent now = fixture.agents.byId(camille.id()).orElseThrow();
        assertThat(now.roles(RODEZ)).containsExactly(Role.EDITOR, Role.CASE_WORKER, Role.RECEPTION);
        RolePermissions permissions = new RolePermissions(new PermittingPlugins(Map.of(
                "news.write", "contributor", "permits.handle", "case_worker|accountant", "till.count", "accountant", "backoffice.look", "admin")));
        assertThat(permissions.may(now, "news.write", RODEZ)).isTrue();
        assertThat(permissions.may(now, "permits.handle", RODEZ)).isTrue();
        assertThat(permissions.may(now, "till.count", RODEZ)).isFalse();
        assertThat(permissions.may(now, "backoffice.look", RODEZ)).isFalse();
        assertThat(permissions.may(now, "permits.handle", AGEN)).isFalse();
        assertThat(fixture.audit.of(TenantId.TERRITORY, "identity.role").get(0).detail()).isEqualTo("RECEPTION, CASE_WORKER, EDITOR");
    }

    @OnBothDatabases
    void an_administrator_does_not_hold_the_roles_beside_the_ladder_but_an_operator_does(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        Agent admin = fixture.secretary();
        assertThat(admin.hasAtLeast(Role.EDITOR, RODEZ)).isTrue();
        assertThat(admin.hasAtLeast(Role.CASE_WORKER, RODEZ)).isFalse();
        assertThat(FakeRequestSites.operator().hasAtLeast(Role.CASE_WORKER, RODEZ)).isTrue();
    }

    @OnBothDatabases
    void an_auditor_reads_what_is_declared_for_auditors_and_changes_nothing(TestDatabase test) {
        RolePermissions permissions = new RolePermissions(new PermittingPlugins(Map.of("audit.read", "admin|auditor", "news.publish", "editor")));
        Agent auditor = FakeRequestSites.agent(Role.AUDITOR, FakeRequestSites.RODEZ);
        assertThat(permissions.mayRead(auditor, "audit.read", RODEZ)).isTrue();
        assertThat(permissions.may(auditor, "audit.read", RODEZ)).isFalse();
        assertThat(permissions.mayRead(auditor, "news.publish", RODEZ)).isFalse();
        assertThat(auditor.onlyReads(RODEZ)).isTrue();
        Agent both = new Agent(UUID.randomUUID(), "A", "a@x.example", "fr", Set.of(Grant.of(RODEZ, Role.AUDITOR), Grant.of(RODEZ, Role.ACCOUNTANT)));
        assertThat(both.onlyReads(RODEZ)).isFalse();
        assertThat(permissions.may(both, "audit.read", RODEZ)).isFalse();
    }

    @OnBothDatabases
    void a_case_worker_is_limited_to_procedures(TestDatabase test) throws IOException {
        Fixture fixture = new Fixture(test);
        fixture.plugins.add(PROCEDURES);
        Agent admin = fixture.secretary();
        fixture.agents.create(RODEZ, "c@x.example", "Camille Noir", Role.CONTRIBUTOR, Fixture.PASSWORD);
        Agent camille = fixture.agents.byEmail("c@x.example").orElseThrow();
        fixture.agentRolePages.changeRoles(changing(admin, camille, "case_worker").field("scope-case_worker", "birth").field("scope-case_worker", "of-nobody"));
        Agent now = fixture.agents.byId(camille.id()).orElseThrow();
        assertThat(now.holds(Role.CASE_WORKER, RODEZ, "birth")).isTrue();
        assertThat(now.holds(Role.CASE_WORKER, RODEZ, "permit")).isFalse();
        String page = Pages.of("identity").desk().html(
                fixture.agentRolePages.show(FakeRequest.get("/bureau/rodez/agents/x").as(admin).with("id", camille.id().toString())), FakeRequestSites.RODEZ);
        assertThat(page).contains("value=\"birth\" checked", "Permission de voirie").doesNotContain("identity.");
        fixture.agentRolePages.changeRoles(changing(admin, camille, "case_worker"));
        assertThat(fixture.agents.byId(camille.id()).orElseThrow().holds(Role.CASE_WORKER, RODEZ, "permit")).isTrue();
    }

    @OnBothDatabases
    void the_last_administrator_stays_and_may_leave_once_there_is_another(TestDatabase test) throws IOException {
        Fixture fixture = new Fixture(test);
        Agent admin = fixture.secretary();
        assertThatThrownBy(() -> fixture.agentRolePages.changeRoles(changing(admin, admin, "editor"))).isInstanceOf(Forbidden.class);
        assertThat(fixture.agents.byId(admin.id()).orElseThrow().roles(RODEZ)).containsExactly(Role.ADMIN);
        assertThat(fixture.agentRolePages.changeRoles(changing(admin, admin, "admin", "reception")).status()).isEqualTo(303);
        fixture.agents.create(RODEZ, "d@x.example", "Dominique Blanc", Role.ADMIN, Fixture.PASSWORD);
        Response left = fixture.agentRolePages.remove(FakeRequest.post("/bureau/rodez/agents/x/retirer").as(admin).with("id", admin.id().toString()));
        assertThat(Fixture.location(left)).isEqualTo("/bureau?fait=retire");
        assertThat(fixture.agents.byId(admin.id())).isEmpty();
    }

    @OnBothDatabases
    void roles_of_others_than_ones_own_tenant_and_that_of_operator_are_out_of_reach(TestDatabase test) throws IOException {
        Fixture fixture = new Fixture(test);
        Agent admin = fixture.secretary();
        fixture.agents.create(AGEN, "b@agen.example", "Agent d’Agen", Role.EDITOR, Fixture.PASSWORD);
        Agent stranger = fixture.agents.byEmail("b@agen.example").orElseThrow();
        assertThatThrownBy(() -> fixture.agentRolePages.changeRoles(changing(admin, stranger, "auditor"))).isInstanceOf(NotFound.class);
        assertThat(fixture.agentRolePages.changeRoles(changing(admin, admin, "operator")).status()).isEqualTo(422);
        assertThat(fixture.agentRolePages.changeRoles(changing(admin, admin)).status()).isEqualTo(422);
        fixture.agents.create(TenantId.TERRITORY, "o@x.example", "O", Role.OPERATOR, Fixture.PASSWORD);
        fixture.agents.create(RODEZ, "o@x.example", "O", Role.EDITOR, Fixture.PASSWORD);
        Agent operator = fixture.agents.byEmail("o@x.example").orElseThrow();
        assertThatThrownBy(() -> fixture.agentRolePages.changeRoles(changing(admin, operator, "editor"))).isInstanceOf(Forbidden.class);
    }

    @OnBothDatabases
    void an_agent_without_a_role_of_the_ladder_signs_in_and_is_listed(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        fixture.agents.create(RODEZ, Fixture.EMAIL, "Jeanne Martin", Role.RECEPTION, Fixture.PASSWORD);
        Agent agent = fixture.sessions.agent(fixture.token(), FakeRequest.NOW).orElseThrow();
        assertThat(agent.worksIn(RODEZ)).isTrue();
        assertThat(fixture.agents.of(RODEZ)).containsExactly(agent);
        fixture.agents.remove(RODEZ, agent.id(), null);
        assertThat(fixture.agents.byId(agent.id())).isEmpty();
    }

    @Test
    void a_role_of_the_ladder_is_not_limited() {
        assertThatThrownBy(() -> new Grant(RODEZ, Role.EDITOR, "birth")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Grant(RODEZ, Role.CASE_WORKER, "a b")).isInstanceOf(IllegalArgumentException.class);
    }
}
