package org.parvis.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.api.audit.Audit;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Grant;
import org.parvis.api.identity.Role;
import org.parvis.api.privacy.Person;
import org.parvis.api.route.Forbidden;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Response;
import org.parvis.api.tenant.TenantId;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.Pages;
import org.parvis.testkit.TestDatabase;

final class AgentsTest {
    private static final TenantId RODEZ = FakeRequestSites.RODEZ.id();
    private static final TenantId AGEN = FakeRequestSites.AGEN.id();

    @OnBothDatabases
    void one_account_works_for_several_communes(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        Agent agent = fixture.secretary();
        fixture.agents.create(AGEN, Fixture.EMAIL, "Jeanne Martin", Role.EDITOR, "autre chose");
        fixture.agents.create(AGEN, Fixture.EMAIL, "Jeanne Martin", Role.EDITOR, "autre chose");
        assertThat(fixture.agents.byId(agent.id()).orElseThrow().grants()).containsExactlyInAnyOrder(Grant.of(RODEZ, Role.ADMIN), Grant.of(AGEN, Role.EDITOR));
        assertThat(fixture.agents.of(AGEN)).extracting(Agent::email).containsExactly(Fixture.EMAIL);
        fixture.agents.remove(AGEN, agent.id(), null);
        assertThat(fixture.agents.of(AGEN)).isEmpty();
        assertThat(fixture.token()).isNotEmpty();
        assertThatThrownBy(() -> fixture.agents.remove(AGEN, agent.id(), null)).isInstanceOf(NotFound.class);
    }

    @OnBothDatabases
    void an_administrator_invites_and_hands_the_password_over(TestDatabase test) throws IOException {
        Fixture fixture = new Fixture(test);
        Agent admin = fixture.secretary();
        Response response = fixture.agentPages.invite(FakeRequest.post("/bureau/rodez/agents").as(admin)
                .field("name", "Paul Roux").field("email", "Paul@Rodez.example").field("roles", "contributor"));
        String page = Pages.of("identity").desk().html(response, FakeRequestSites.RODEZ);
        assertThat(page).contains("À remettre à Paul Roux", "paul@rodez.example", "https://territoire.example/bureau/connexion").doesNotContain("identity.");
        assertThat(fixture.auditedAbout(RODEZ, "identity.invite", admin)).isEqualTo(1);
        Response again = fixture.agentPages.invite(FakeRequest.post("/bureau/rodez/agents").as(admin)
                .field("name", "Paul Roux").field("email", "paul@rodez.example").field("roles", "editor"));
        assertThat(Fixture.location(again)).isEqualTo("/bureau/rodez/agents?fait=invite");
    }

    @OnBothDatabases
    void an_invitation_that_cannot_be_audited_does_not_exist(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        Audit broken = (transaction, entry) -> {
            throw new IllegalStateException("the log is broken");
        };
        SqlAgents agents = new SqlAgents(fixture.database, Clock.fixed(FakeRequest.NOW, ZoneOffset.UTC), Fixture.PASSWORDS, broken);
        assertThatThrownBy(() -> agents.invite(RODEZ, Fixture.EMAIL, "Jeanne Martin", Role.ADMIN, null)).hasMessageContaining("the log is broken");
        assertThat(fixture.agents.byEmail(Fixture.EMAIL)).isEmpty();
        Agent agent = fixture.secretary();
        assertThatThrownBy(() -> agents.change(RODEZ, agent.id(), Set.of(Grant.of(RODEZ, Role.EDITOR)), null)).hasMessageContaining("the log is broken");
        assertThat(fixture.agents.byId(agent.id()).orElseThrow().roles(RODEZ)).containsExactly(Role.ADMIN);
    }

    @OnBothDatabases
    void a_refused_invitation_shows_what_was_typed(TestDatabase test) throws IOException {
        Fixture fixture = new Fixture(test);
        Response response = fixture.agentPages.invite(FakeRequest.post("/bureau/rodez/agents").as(fixture.secretary())
                .field("name", "Paul Roux").field("email", "paul").field("roles", "editor"));
        assertThat(response.status()).isEqualTo(422);
        assertThat(Pages.of("identity").desk().html(response, FakeRequestSites.RODEZ)).contains("value=\"Paul Roux\"", "aria-invalid");
        Response operator = fixture.agentPages.invite(FakeRequest.post("/bureau/rodez/agents").as(fixture.secretary())
                .field("name", "Paul Roux").field("email", "paul@rodez.example").field("roles", "operator"));
        assertThat(operator.status()).isEqualTo(422);
    }

    @OnBothDatabases
    void nobody_changes_themselves_or_agents_of_other_tenants(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        Agent admin = fixture.secretary();
        fixture.agents.create(AGEN, "b@agen.example", "Agent d’Agen", Role.ADMIN, Fixture.PASSWORD);
        UUID stranger = fixture.agents.byEmail("b@agen.example").orElseThrow().id();
        FakeRequest own = FakeRequest.post("/bureau/rodez/agents/x/retirer").as(admin).with("id", admin.id().toString());
        assertThatThrownBy(() -> fixture.agentRolePages.remove(own)).isInstanceOf(Forbidden.class);
        for (String id : List.of(stranger.toString(), "not-an-id", UUID.randomUUID().toString())) {
            FakeRequest other = FakeRequest.post("/bureau/rodez/agents/x/retirer").as(admin).with("id", id).field("roles", "admin");
            assertThatThrownBy(() -> fixture.agentRolePages.remove(other)).isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> fixture.agentRolePages.changeRoles(other)).isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> fixture.agentRolePages.reset(other)).isInstanceOf(NotFound.class);
        }
    }

    @OnBothDatabases
    void the_password_of_someone_who_works_elsewhere_too_is_not_ones_to_reset(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        Agent admin = fixture.secretary();
        fixture.agents.create(RODEZ, "c@x.example", "C", Role.EDITOR, Fixture.PASSWORD);
        Agent colleague = fixture.agents.byEmail("c@x.example").orElseThrow();
        FakeRequest resetting = FakeRequest.post("/bureau/rodez/agents/x/mot-de-passe").as(admin).with("id", colleague.id().toString());
        assertThat(((Response.View) fixture.agentRolePages.reset(resetting).content()).model().containsKey("handover")).isTrue();
        fixture.agents.create(AGEN, "c@x.example", "C", Role.EDITOR, Fixture.PASSWORD);
        assertThatThrownBy(() -> fixture.agentRolePages.reset(resetting)).isInstanceOf(Forbidden.class);
    }

    @OnBothDatabases
    void removal_is_confirmed_and_then_done(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        Agent admin = fixture.secretary();
        fixture.agents.create(RODEZ, "c@x.example", "Camille Noir", Role.EDITOR, Fixture.PASSWORD);
        String id = fixture.agents.byEmail("c@x.example").orElseThrow().id().toString();
        FakeRequest request = FakeRequest.get("/bureau/rodez/agents/x/retirer").as(admin).with("id", id);
        assertThat(Pages.of("identity").desk().html(fixture.agentRolePages.confirm(request), FakeRequestSites.RODEZ)).contains("Retirer Camille Noir").doesNotContain("identity.");
        fixture.agentRolePages.remove(request);
        assertThat(fixture.auditedAbout(RODEZ, "identity.remove", admin)).isEqualTo(1);
        assertThat(Pages.of("identity").desk().html(fixture.agentPages.list(FakeRequest.get("/bureau/rodez/agents").as(admin)), FakeRequestSites.RODEZ))
                .contains("Jeanne Martin").doesNotContain("Camille Noir");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "paul", "paul@", "@x.fr", "a b@x.fr", "a@x", "a@x.fr,b@y.fr", "a@-x.fr\n", "<a>@x.fr", "a@x..fr"})
    void what_is_no_address_is_refused(String email) {
        assertThatThrownBy(() -> new Fixture(TestDatabase.derby()).agents.invite(RODEZ, email.strip() + (email.endsWith("\n") ? "\u0000" : ""), "X", Role.EDITOR, null))
                .isInstanceOf(Invalid.class);
    }

    @OnBothDatabases
    void operators_are_of_the_territory_only(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        assertThatThrownBy(() -> fixture.agents.invite(RODEZ, "o@x.example", "O", Role.OPERATOR, null)).isInstanceOf(Invalid.class);
        fixture.agents.create(TenantId.TERRITORY, "o@x.example", "O", Role.OPERATOR, Fixture.PASSWORD);
        assertThat(fixture.agents.byEmail("o@x.example").orElseThrow().hasAtLeast(Role.ADMIN, RODEZ)).isTrue();
    }

    @OnBothDatabases
    void permissions_follow_from_the_role_in_that_tenant(TestDatabase test) {
        RolePermissions permissions = new RolePermissions(new PermittingPlugins(Map.of("news.publish", "editor", "news.write", "contributor")));
        Agent agent = new Agent(UUID.randomUUID(), "A", "a@x.example", "fr", new HashMap<>(Map.of(RODEZ, Role.CONTRIBUTOR)));
        assertThat(permissions.may(agent, "news.write", RODEZ)).isTrue();
        assertThat(permissions.may(agent, "news.publish", RODEZ)).isFalse();
        assertThat(permissions.may(agent, "news.write", AGEN)).isFalse();
        assertThat(permissions.may(agent, "wifi.manage", RODEZ)).isFalse();
        Agent operator = new Agent(UUID.randomUUID(), "O", "o@x.example", "fr", Map.of(TenantId.TERRITORY, Role.OPERATOR));
        assertThat(permissions.may(operator, "news.publish", AGEN)).isTrue();
        assertThat(permissions.may(operator, "wifi.manage", AGEN)).isFalse();
    }

    @OnBothDatabases
    void all_accounts_of_a_person_with_two_addresses_are_found(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        fixture.agents.create(RODEZ, "un@rodez.example", "Paul Roux", Role.EDITOR, "cuivre nuage sept bateau");
        fixture.agents.create(AGEN, "deux@agen.example", "Paul Roux", Role.EDITOR, "cuivre nuage sept bateau");
        Person asked = new Person(Set.of("un@rodez.example", "deux@agen.example"), Set.of(), Set.of(), Set.of());
        assertThat(new IdentityPersonalData().identify(test.database().of(TenantId.TERRITORY), asked).accounts()).hasSize(2);
    }
}
