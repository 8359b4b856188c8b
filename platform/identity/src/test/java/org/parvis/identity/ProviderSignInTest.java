package org.parvis.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Grant;
import org.parvis.api.identity.Role;
import org.parvis.api.identity.Sessions;
import org.parvis.api.route.Response;
import org.parvis.api.tenant.TenantId;
import org.parvis.identity.factor.Totp;
import org.parvis.identity.oidc.Configured;
import org.parvis.identity.oidc.OpenIdConnect;
import org.parvis.identity.oidc.Visitor;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.Pages;
import org.parvis.testkit.TestDatabase;
import org.parvis.testkit.server.OpenIdProvider;

/** Agents who come by an identity provider: a real one, over HTTP. */
final class ProviderSignInTest {
    private static final Instant NOW = FakeRequest.NOW;
    private static final String HERE = ProviderVisit.HERE;

    /** The SIREN of communes of the tests is the beginning of this SIRET. */
    private static final String AT_HOME = "\"siret\":\"21120202300019\"";

    private static OpenIdProvider provider;

    @BeforeAll
    static void start() {
        provider = new OpenIdProvider("https://territoire.example");
        provider.knows("jeanne", "\"email\":\"" + Fixture.EMAIL + "\",\"email_verified\":true," + AT_HOME);
        provider.knows("autre", "\"email\":\"autre@rodez.example\",\"email_verified\":true," + AT_HOME);
        provider.knows("sans-preuve", "\"email\":\"" + Fixture.EMAIL + "\",\"email_verified\":false," + AT_HOME);
        provider.knows("ailleurs", "\"email\":\"" + Fixture.EMAIL + "\",\"email_verified\":true,\"siret\":\"99999999900011\"");
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    private static Configured plain() {
        return Configured.as("essai", provider.issuer(), "plain").with("label", "Essai").with("audience", "agents").with("matchByEmail", true);
    }

    private static Fixture with(TestDatabase test, Configured configured) {
        return new Fixture(test, configured.service(test.database()));
    }

    private static String reason(Response response) {
        return (String) ((Response.View) response.content()).model().get("reason");
    }

    @OnBothDatabases
    void a_verified_address_finds_the_account_once_and_then_the_person_is_known(TestDatabase test) {
        Fixture fixture = with(test, plain());
        Agent agent = fixture.secretary();
        provider.next("jeanne");
        ProviderVisit browser = new ProviderVisit(fixture);
        Response done = browser.signsIn();
        assertThat(Fixture.location(done)).isEqualTo("/bureau/rodez");
        assertThat(browser.cookies).containsOnlyKeys(Sessions.COOKIE);
        assertThat(fixture.sessions.agent(browser.cookies.get(Sessions.COOKIE), NOW)).hasValueSatisfying(in -> {
            assertThat(in.id()).isEqualTo(agent.id());
            assertThat(in.grants()).containsExactly(Grant.of(Fixture.RODEZ.id(), Role.ADMIN));
        });
        assertThat(fixture.providerSignIn.links(agent.id())).singleElement().satisfies(link -> {
            assertThat(link.issuer()).isEqualTo(provider.issuer());
            assertThat(link.subject()).isEqualTo("jeanne");
        });
        provider.knows("jeanne", "\"email\":\"nom-de-mariage@rodez.example\",\"email_verified\":true," + AT_HOME);
        assertThat(new ProviderVisit(fixture).signsIn().status()).as("by her identity, whatever her address").isEqualTo(303);
        provider.knows("jeanne", "\"email\":\"" + Fixture.EMAIL + "\",\"email_verified\":true," + AT_HOME);
        assertThat(fixture.audited(TenantId.TERRITORY, "identity.link")).isEqualTo(1);
        assertThat(fixture.audited(TenantId.TERRITORY, "identity.sign-in")).isEqualTo(2);
    }

    @OnBothDatabases
    void what_asks_for_tokens_is_bound_to_this_browser_and_proved(TestDatabase test) {
        Fixture fixture = with(test, plain().with("acr", new String[] {"eidas1"}));
        String address = new ProviderVisit(fixture).sets();
        assertThat(Visitor.query(URI.create(address))).containsEntry("response_type", "code").containsEntry("code_challenge_method", "S256")
                .containsEntry("client_id", "plain").containsEntry("acr_values", "eidas1").containsEntry("scope", "openid profile email")
                .containsEntry("redirect_uri", "https://territoire.example" + HERE + "/retour")
                .containsKeys("state", "nonce", "code_challenge");
        String stored = test.database().of(TenantId.TERRITORY)
                .list("select a.token_hash, a.destination from identity_oidc_attempt a where a.tenant_id = :tenant",
                        row -> row.string("token_hash") + row.string("destination")).toString();
        Map<String, String> query = Visitor.query(URI.create(address));
        assertThat(stored).doesNotContain(query.get("state")).doesNotContain(query.get("nonce")).doesNotContain(query.get("code_challenge"));
    }

    @OnBothDatabases
    void no_account_and_no_role_comes_from_a_provider(TestDatabase test) {
        Fixture fixture = with(test, plain());
        provider.next("jeanne");
        Response refused = new ProviderVisit(fixture).signsIn();
        assertThat(refused.status()).isEqualTo(403);
        assertThat(reason(refused)).isEqualTo("unknown");
        assertThat(fixture.agents.byEmail(Fixture.EMAIL)).isEmpty();
    }

    @OnBothDatabases
    void an_address_counts_only_if_the_operator_lets_it_and_the_provider_checked_it(TestDatabase test) {
        Fixture fixture = with(test, plain());
        fixture.secretary();
        provider.next("sans-preuve");
        Response unverified = new ProviderVisit(fixture).signsIn();
        assertThat(reason(unverified)).isEqualTo("unverified");
        assertThat(unverified.cookies()).extracting(Response.Cookie::name).doesNotContain(Sessions.COOKIE);
        provider.next("jeanne");
        Fixture strict = with(test, plain().with("matchByEmail", false));
        assertThat(reason(new ProviderVisit(strict).signsIn())).isEqualTo("unknown");
    }

    @OnBothDatabases
    void an_account_belongs_to_one_person_of_an_issuer_and_a_person_to_one_account(TestDatabase test) throws IOException {
        Fixture fixture = with(test, plain());
        Agent secretary = fixture.secretary();
        provider.next("jeanne");
        ProviderVisit hers = new ProviderVisit(fixture);
        hers.signsIn();
        provider.knows("usurpatrice", "\"email\":\"" + Fixture.EMAIL + "\",\"email_verified\":true");
        provider.next("usurpatrice");
        Response other = new ProviderVisit(fixture).signsIn();
        assertThat(other.status()).isEqualTo(409);
        assertThat(reason(other)).isEqualTo("other");
        fixture.agents.create(Fixture.RODEZ.id(), "autre@rodez.example", "Autre", Role.EDITOR, Fixture.PASSWORD);
        Agent colleague = fixture.agents.byEmail("autre@rodez.example").orElseThrow();
        provider.next("jeanne");
        ProviderVisit his = new ProviderVisit(fixture);
        his.cookies.put(Sessions.COOKIE, ((SignIn.Done) fixture.signIn("autre@rodez.example", Fixture.PASSWORD, NOW)).token());
        Response taken = his.comes(his.visitor.goes(ties(his, colleague)));
        assertThat(taken.status()).isEqualTo(409);
        assertThat(reason(taken)).isEqualTo("taken");
        assertThat(fixture.providerSignIn.links(secretary.id())).hasSize(1);
        assertThat(fixture.providerSignIn.links(colleague.id())).isEmpty();
    }

    /** Asks to be tied; answers the provider's address, which the page goes to by itself. */
    private static String ties(ProviderVisit browser, Agent agent) throws IOException {
        Response page = browser.fixture.linkPages.tie(browser.sending(FakeRequest.post("/bureau/fournisseurs/essai/associer")).as(agent));
        browser.keeping(page);
        String refresh = page.headers().getOrDefault("Refresh", "");
        return refresh.startsWith("0; url=") ? refresh.substring("0; url=".length()) : "";
    }

    @OnBothDatabases
    void an_owner_ties_the_account_and_unties_it(TestDatabase test) throws IOException {
        Fixture fixture = with(test, plain().with("matchByEmail", false));
        Agent agent = fixture.secretary();
        provider.next("autre");
        ProviderVisit browser = new ProviderVisit(fixture);
        browser.cookies.put(Sessions.COOKIE, fixture.token());
        URI back = browser.visitor.goes(ties(browser, agent));
        Map<String, String> signedOut = new HashMap<>(browser.cookies);
        browser.cookies.remove(Sessions.COOKIE);
        assertThat(reason(browser.comes(back))).as("only while signed in").isEqualTo("over");
        browser.cookies.putAll(signedOut);
        Response tied = browser.comes(browser.visitor.goes(ties(browser, agent)));
        assertThat(Fixture.location(tied)).isEqualTo("/bureau/fournisseurs?fait=associe");
        String page = Pages.of("identity").desk().html(fixture.linkPages.show(browser.get("/bureau/fournisseurs").as(agent)), FakeRequestSites.TERRITORY);
        assertThat(page).contains("Associé depuis le 15 juin 2026", "Dissocier de Essai").doesNotContain("identity.");
        FakeRequest untie = browser.sending(FakeRequest.post("/bureau/fournisseurs/essai/dissocier")).as(agent);
        assertThat(Fixture.location(fixture.linkPages.untie(untie))).isEqualTo("/bureau/fournisseurs?fait=dissocie");
        assertThat(reason(new ProviderVisit(fixture).signsIn())).isEqualTo("unknown");
    }

    @OnBothDatabases
    void a_level_that_the_operator_names_counts_as_the_second_step(TestDatabase test) {
        Fixture fixture = with(test, plain().with("secondFactorAcr", new String[] {"eidas2, eidas3"}));
        Agent agent = fixture.secretary();
        fixture.stored.put(FactorRule.SETTING, "admin");
        provider.next("jeanne", "eidas2");
        ProviderVisit strong = new ProviderVisit(fixture);
        strong.signsIn();
        assertThat(fixture.sessions.find(strong.cookies.get(Sessions.COOKIE), NOW).orElseThrow().duty()).isEqualTo(Sessions.Duty.NONE);
        provider.next("jeanne", "eidas1");
        ProviderVisit weak = new ProviderVisit(fixture);
        weak.signsIn();
        assertThat(fixture.sessions.find(weak.cookies.get(Sessions.COOKIE), NOW).orElseThrow().duty()).isEqualTo(Sessions.Duty.SECOND_FACTOR);
        byte[] secret = enrolled(fixture, agent);
        ProviderVisit coded = new ProviderVisit(fixture);
        assertThat(Fixture.location(coded.signsIn())).isEqualTo("/bureau/connexion/code?vers=%2Fbureau%2Frodez");
        assertThat(coded.cookies).containsOnlyKeys(PendingTable.COOKIE);
        SecondStep step = new SecondStep(fixture.database, fixture.signIn, fixture.factor);
        Instant next = Fixture.later(Duration.ofSeconds(30));
        SignIn.Outcome outcome = step.enter(coded.cookies.get(PendingTable.COOKIE), Totp.code(secret, Totp.step(next), 6),
                new SignIn.Origin("192.0.2.1", "", next));
        assertThat(fixture.providerSignIn.session(((SignIn.Done) outcome).token())).isPresent();
    }

    private static byte[] enrolled(Fixture fixture, Agent agent) {
        fixture.factor.begin(agent.id(), NOW);
        byte[] secret = fixture.factor.state(agent.id(), NOW).settingUp();
        assertThat(secret).isNotNull();
        fixture.factor.confirm(agent, Totp.code(secret, Totp.step(NOW), 6), "-", NOW);
        return secret;
    }

    @OnBothDatabases
    void who_was_invited_needs_no_password_of_her_own_when_a_provider_knows_her(TestDatabase test) {
        Fixture fixture = with(test, plain());
        fixture.agents.invite(Fixture.RODEZ.id(), Fixture.EMAIL, "Jeanne Martin", Role.EDITOR, null);
        provider.next("jeanne");
        ProviderVisit browser = new ProviderVisit(fixture);
        assertThat(Fixture.location(browser.signsIn())).isEqualTo("/bureau/rodez");
        assertThat(fixture.sessions.agent(browser.cookies.get(Sessions.COOKIE), NOW)).isPresent();
    }

    @OnBothDatabases
    void proconnect_asks_for_the_level_as_a_claim_and_lets_in_from_the_agents_own_organisations(TestDatabase test) {
        Configured proconnect = plain().with("kind", "proconnect").with("pkce", "true").with("acr", new String[] {"eidas2", "eidas3"}).with("emailVouched", true);
        // ProConnect wants the secret in the body.
        Fixture fixture = with(test, proconnect.with("clientAuthentication", "basic"));
        fixture.secretary();
        String address = new ProviderVisit(fixture).sets();
        assertThat(Visitor.query(URI.create(address))).containsEntry("scope", "openid email given_name usual_name siret")
                .doesNotContainKeys("acr_values", "ui_locales")
                .hasEntrySatisfying("claims", claims -> assertThat(claims).startsWith("{\"id_token\":{\"acr\":{")
                        .contains("\"essential\":true", "\"values\":[\"eidas2\",\"eidas3\"]"));
        provider.next("ailleurs", "eidas2");
        Response elsewhere = new ProviderVisit(fixture).signsIn();
        assertThat(elsewhere.status()).isEqualTo(403);
        assertThat(reason(elsewhere)).isEqualTo("organisation");
        provider.next("jeanne", "eidas2");
        assertThat(new ProviderVisit(fixture).signsIn().status()).isEqualTo(303);
    }

    @OnBothDatabases
    void signing_out_leads_to_the_providers_own_page_and_ends_its_session(TestDatabase test) {
        Fixture fixture = with(test, plain());
        fixture.secretary();
        provider.next("jeanne");
        ProviderVisit browser = new ProviderVisit(fixture);
        browser.signsIn();
        int before = provider.interactions();
        String token = browser.cookies.get(Sessions.COOKIE);
        Response left = browser.keeping(fixture.signInPages.leave(browser.sending(FakeRequest.post("/bureau/deconnexion"))));
        assertThat(fixture.sessions.find(token, NOW)).isEmpty();
        assertThat(browser.cookies).isEmpty();
        String page = Pages.of("identity").desk().html(left, FakeRequestSites.TERRITORY);
        assertThat(page).contains("Me déconnecter de Essai", "id_token_hint=").doesNotContain("identity.");
        String address = left.headers().get("Refresh").substring("0; url=".length());
        assertThat(Visitor.query(URI.create(address))).containsKeys("id_token_hint", "state")
                .containsEntry("post_logout_redirect_uri", "https://territoire.example/bureau/connexion/fin");
        URI back = browser.visitor.signsOut(address);
        assertThat(back.getPath()).isEqualTo("/bureau/connexion/fin");
        assertThat(Visitor.query(back)).containsEntry("state", Visitor.query(URI.create(address)).get("state"));
        browser.signsIn();
        assertThat(provider.interactions()).as("she had to identify herself again").isEqualTo(before + 1);
    }

    @OnBothDatabases
    void buttons_are_there_only_when_a_provider_is(TestDatabase test) throws IOException {
        Pages pages = Pages.of("identity").desk();
        FakeRequest request = FakeRequest.get("/bureau/connexion").on(FakeRequestSites.TERRITORY).query("vers", "/bureau/rodez?x=1");
        String without = pages.html(new Fixture(test).signInPages.form(request), FakeRequestSites.TERRITORY);
        assertThat(without).doesNotContain("S’identifier avec");
        String with = pages.html(with(test, plain()).signInPages.form(request), FakeRequestSites.TERRITORY);
        assertThat(with).contains("S’identifier avec Essai", HERE + "?vers=%2Fbureau%2Frodez%3Fx%3D1").doesNotContain("identity.");
        OpenIdConnect citizens = plain().with("audience", "citizens").service(test.database());
        assertThat(pages.html(new Fixture(test, citizens).signInPages.form(request), FakeRequestSites.TERRITORY)).doesNotContain("S’identifier avec");
    }
}
