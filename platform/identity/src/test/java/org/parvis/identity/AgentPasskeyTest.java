package org.parvis.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.parvis.api.audit.AuditEntry;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Role;
import org.parvis.api.identity.Sessions;
import org.parvis.api.route.Forbidden;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Response;
import org.parvis.api.tenant.TenantId;
import org.parvis.identity.citizen.PersonPasskeyPages.Shown;
import org.parvis.identity.passkey.PasskeyKinds;
import org.parvis.identity.passkey.SoftAuthenticator;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.Pages;
import org.parvis.testkit.TestDatabase;

/** Agents' passkeys, with an authenticator in memory: they count as both steps. */
final class AgentPasskeyTest {
    private static final String COOKIE = "parvis-bureau-cle";

    private static FakeRequest post(String path) {
        return FakeRequest.post(path).on(FakeRequestSites.TERRITORY);
    }

    private static FakeRequest get(String path, String token) {
        return FakeRequest.get(path).on(FakeRequestSites.TERRITORY).cookie(Sessions.COOKIE, token);
    }

    private static Map<String, ?> model(Response response) {
        return ((Response.View) response.content()).model();
    }

    private static FakeRequest asking(String token) {
        return post("/bureau/cles/nouvelle").cookie(Sessions.COOKIE, token).field("name", "Poste de la mairie");
    }

    private static SoftAuthenticator added(Fixture fixture, String token) throws IOException {
        Response page = fixture.passkeyPages.beginAdding(asking(token));
        SoftAuthenticator authenticator = new SoftAuthenticator();
        String answer = authenticator.create(String.valueOf(model(page).get("options")));
        Response response = fixture.passkeyPages.add(post("/bureau/cles").cookie(Sessions.COOKIE, token).cookie(COOKIE, Fixture.cookie(page))
                .field("name", "Poste de la mairie").field("credential", answer));
        assertThat(Fixture.location(response)).isEqualTo("/bureau/cles?fait=ajoutee");
        return authenticator;
    }

    private static Response entering(Fixture fixture, SoftAuthenticator authenticator) throws IOException {
        authenticator.counter++;
        Response begun = fixture.passkeyPages.begin(post("/bureau/connexion/cle/debut"));
        String options = new String(((Response.Bytes) begun.content()).bytes(), StandardCharsets.UTF_8);
        return fixture.passkeyPages.enter(post("/bureau/connexion/cle").cookie(COOKIE, Fixture.cookie(begun)).field("vers", "/bureau/rodez")
                .field("credential", authenticator.get(options)));
    }

    private static Sessions.Duty duty(Fixture fixture, String token) {
        return fixture.sessions.find(token, FakeRequest.NOW).orElseThrow().duty();
    }

    @OnBothDatabases
    void a_passkey_signs_in_where_two_steps_are_asked_for(TestDatabase test) throws IOException {
        Fixture fixture = new Fixture(test);
        Agent agent = fixture.secretary();
        SoftAuthenticator authenticator = added(fixture, fixture.token());
        assertThat(fixture.post.sent).singleElement().satisfies(mail -> assertThat(mail.kind()).isEqualTo(PasskeyKinds.AGENT));
        fixture.stored.put(FactorRule.SETTING, "admin");
        Response in = entering(fixture, authenticator);
        assertThat(Fixture.location(in)).isEqualTo("/bureau/rodez");
        assertThat(duty(fixture, Fixture.cookie(in))).isEqualTo(Sessions.Duty.NONE);
        assertThat(fixture.sessions.agent(Fixture.cookie(in), FakeRequest.NOW)).contains(agent);
        assertThat(fixture.audit.of(TenantId.TERRITORY, "identity.sign-in")).last().extracting(AuditEntry::detail).isEqualTo("Poste de la mairie");
        assertThat(fixture.agents.inTwoSteps(Fixture.RODEZ.id())).containsExactly(agent.id());
    }

    @OnBothDatabases
    void who_has_one_does_not_get_round_it_with_the_password(TestDatabase test) throws IOException {
        Fixture fixture = new Fixture(test);
        fixture.secretary();
        added(fixture, fixture.token());
        fixture.stored.put(FactorRule.SETTING, "admin");
        String byPassword = fixture.token();
        assertThat(duty(fixture, byPassword)).isEqualTo(Sessions.Duty.SECOND_FACTOR);
        assertThatThrownBy(() -> fixture.passkeyPages.beginAdding(asking(byPassword))).isInstanceOf(Forbidden.class);
        FakeRequest telephone = post("/bureau/deux-etapes/commencer").cookie(Sessions.COOKIE, byPassword);
        assertThatThrownBy(() -> fixture.factorPages.begin(telephone)).isInstanceOf(Forbidden.class);
        Pages pages = Pages.of("identity").desk();
        for (Response page : List.of(fixture.passkeyPages.show(get("/bureau/cles", byPassword)), fixture.factorPages.show(get("/bureau/deux-etapes", byPassword)))) {
            assertThat(pages.html(page, FakeRequestSites.TERRITORY)).contains("connectez-vous avec elle").doesNotContain("name=\"current\"", "identity.passkey");
        }
    }

    @OnBothDatabases
    void who_must_set_up_a_second_step_may_add_a_passkey_for_that(TestDatabase test) throws IOException {
        Fixture fixture = new Fixture(test);
        fixture.secretary();
        fixture.stored.put(FactorRule.SETTING, "admin");
        String token = fixture.token();
        assertThat(duty(fixture, token)).isEqualTo(Sessions.Duty.SECOND_FACTOR);
        added(fixture, token);
        assertThat(duty(fixture, token)).isEqualTo(Sessions.Duty.NONE);
        String key = key(fixture, token);
        FakeRequest removal = post("/bureau/cles/x/supprimer").with("id", key).cookie(Sessions.COOKIE, token);
        assertThatThrownBy(() -> fixture.passkeyPages.remove(removal)).as("all that there is for it").isInstanceOf(Forbidden.class);
        added(fixture, token);
        assertThat(Fixture.location(fixture.passkeyPages.remove(removal))).isEqualTo("/bureau/cles?fait=supprimee");
    }

    @OnBothDatabases
    void a_change_of_password_in_a_session_by_passkey_leaves_it_one(TestDatabase test) throws IOException {
        Fixture fixture = new Fixture(test);
        fixture.secretary();
        SoftAuthenticator authenticator = added(fixture, fixture.token());
        fixture.stored.put(FactorRule.SETTING, "admin");
        String token = Fixture.cookie(entering(fixture, authenticator));
        Response changed = fixture.signInPages.changePassword(post("/bureau/mot-de-passe").cookie(Sessions.COOKIE, token)
                .field("password", "tout autre chose encore").field("again", "tout autre chose encore"));
        assertThat(duty(fixture, Fixture.cookie(changed))).isEqualTo(Sessions.Duty.NONE);
    }

    @OnBothDatabases
    void nobody_adds_one_without_a_session(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        assertThatThrownBy(() -> fixture.passkeyPages.beginAdding(asking("x".repeat(43)))).isInstanceOf(Forbidden.class);
    }

    @OnBothDatabases
    void an_administrator_takes_lost_passkeys_away_and_they_sign_in_no_more(TestDatabase test) throws IOException {
        Fixture fixture = new Fixture(test);
        Agent lost = fixture.secretary();
        SoftAuthenticator authenticator = added(fixture, fixture.token());
        fixture.factor.reset(Fixture.RODEZ.id(), lost.id(), lost);
        assertThat(Fixture.location(entering(fixture, authenticator))).isEqualTo("/bureau/connexion?cle=refusee&vers=%2Fbureau%2Frodez");
        assertThat(fixture.factor.isResettable(lost.id())).isFalse();
    }

    @OnBothDatabases
    void a_passkey_that_counts_backwards_is_refused_and_named_in_the_audit_log(TestDatabase test) throws IOException {
        Fixture fixture = new Fixture(test);
        fixture.secretary();
        SoftAuthenticator authenticator = added(fixture, fixture.token());
        assertThat(Fixture.location(entering(fixture, authenticator))).isEqualTo("/bureau/rodez");
        authenticator.counter = 0;
        assertThat(Fixture.location(entering(fixture, authenticator))).contains("cle=refusee");
        assertThat(fixture.audited(TenantId.TERRITORY, "identity.passkey.counter")).isEqualTo(1);
    }

    @OnBothDatabases
    void another_agents_passkey_is_not_found(TestDatabase test) throws IOException {
        Fixture fixture = new Fixture(test);
        fixture.secretary();
        String token = fixture.token();
        added(fixture, token);
        String key = key(fixture, token);
        fixture.agents.create(Fixture.RODEZ.id(), "autre@rodez.example", "Autre", Role.EDITOR, Fixture.PASSWORD);
        String other = ((SignIn.Done) fixture.signIn("autre@rodez.example", Fixture.PASSWORD, FakeRequest.NOW)).token();
        FakeRequest renaming = post("/bureau/cles/x").with("id", key).cookie(Sessions.COOKIE, other).field("name", "x");
        assertThatThrownBy(() -> fixture.passkeyPages.rename(renaming)).isInstanceOf(NotFound.class);
    }

    @SuppressWarnings("unchecked")
    private static String key(Fixture fixture, String token) {
        return ((List<Shown>) model(fixture.passkeyPages.show(get("/bureau/cles", token))).get("passkeys")).get(0).id();
    }
}
