package org.parvis.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.parvis.api.identity.Agent;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.tenant.TenantId;
import org.parvis.identity.citizen.KeptDevices;
import org.parvis.identity.citizen.PersonProviderLogout;
import org.parvis.identity.citizen.SessionDevices;
import org.parvis.identity.logout.BackChannelPages;
import org.parvis.identity.oidc.AgentRules;
import org.parvis.identity.oidc.BackChannel;
import org.parvis.identity.oidc.Identity;
import org.parvis.identity.oidc.OpenIdConnect;
import org.parvis.identity.oidc.TokenIssuer;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** Logout tokens (OpenID Connect Back-Channel Logout 1.0, 2.4 to 2.8) and the agents' sessions that they end. */
final class ProviderLogoutTest {
    private static final AgentRules ANYWHERE = new AgentRules(List.of(), false, false, List.of("*"), false);

    private static TokenIssuer issuer;

    @BeforeAll
    static void start() throws IOException {
        issuer = new TokenIssuer();
    }

    @AfterAll
    static void stop() {
        issuer.close();
    }

    /** A town with one agent who is tied to {@code jeanne}. */
    private static final class Town {
        final Fixture fixture;
        final Route route;
        final Agent agent;

        Town(TestDatabase test) {
            OpenIdConnect connect = issuer.configured().service(test.database());
            fixture = new Fixture(test, connect);
            BackChannel channel = new BackChannel(fixture.database, connect, Clock.systemUTC());
            route = new BackChannelPages(fixture.database, channel, new ProviderLogout(fixture.audit), new PersonProviderLogout(fixture.audit, new SessionDevices(fixture.database, new KeptDevices()))).routes().get(0);
            agent = fixture.secretary();
            fixture.providerSignIn.link(agent.id(), identity("a"), FakeRequest.NOW);
        }

        static Identity identity(String sid) {
            return issuer.identity("jeanne", sid, ANYWHERE);
        }

        String signedIn(String sid) {
            return ((ProviderSignIn.In) come(sid)).token();
        }

        ProviderSignIn.Outcome come(String sid) {
            return fixture.providerSignIn.signIn(identity(sid), new SignIn.Origin("192.0.2.1", "Firefox", FakeRequest.NOW));
        }

        boolean open(String token) {
            return fixture.sessions.find(token, FakeRequest.NOW).isPresent();
        }

        Response sends(String token) throws Exception {
            return sends("essai", token);
        }

        Response sends(String provider, String token) throws Exception {
            return route.handler().handle(FakeRequest.post("/x").on(FakeRequestSites.TERRITORY).with("id", provider).field("logout_token", token));
        }
    }

    private static String body(Response response) {
        return new String(((Response.Bytes) response.content()).bytes(), StandardCharsets.UTF_8);
    }

    @OnBothDatabases
    void the_session_that_is_named_ends_and_no_other(TestDatabase test) throws Exception {
        Town town = new Town(test);
        String here = town.signedIn("a");
        String phone = town.signedIn("b");
        String byPassword = town.fixture.token();
        Response done = town.sends(issuer.logout(claims -> claims.subject("jeanne").claim("sid", "a")));
        assertThat(done.status()).isEqualTo(200);
        assertThat(done.headers()).containsEntry("Cache-Control", "no-store");
        assertThat(town.open(here)).isFalse();
        assertThat(town.open(phone)).isTrue();
        assertThat(town.open(byPassword)).isTrue();
        assertThat(town.fixture.audited(TenantId.TERRITORY, "identity.provider-logout")).isEqualTo(1);
        assertThat(town.sends(issuer.logout(claims -> claims.claim("sid", "a"))).status()).as("none is left: that is no error").isEqualTo(200);
    }

    @OnBothDatabases
    void without_a_session_all_of_the_person_end_that_began_there(TestDatabase test) throws Exception {
        Town town = new Town(test);
        String here = town.signedIn("a");
        String phone = town.signedIn("b");
        String byPassword = town.fixture.token();
        town.sends(issuer.logout(claims -> claims.subject("another")));
        assertThat(town.open(here)).isTrue();
        town.sends(issuer.logout(claims -> claims.subject("jeanne")));
        assertThat(List.of(town.open(here), town.open(phone), town.open(byPassword))).containsExactly(false, false, true);
    }

    @OnBothDatabases
    void a_session_without_a_name_ends_with_any_of_the_person_and_a_token_without_person_leaves_it(TestDatabase test) throws Exception {
        Town town = new Town(test);
        String unnamed = town.signedIn(null);
        town.sends(issuer.logout(claims -> claims.claim("sid", "a")));
        assertThat(town.open(unnamed)).isTrue();
        town.sends(issuer.logout(claims -> claims.subject("jeanne").claim("sid", "a")));
        assertThat(town.open(unnamed)).isFalse();
    }

    @OnBothDatabases
    void a_token_counts_once(TestDatabase test) throws Exception {
        Town town = new Town(test);
        String token = issuer.logout(claims -> claims.subject("jeanne"));
        assertThat(town.sends(token).status()).isEqualTo(200);
        String again = town.signedIn("a");
        assertThat(town.sends(token).status()).isEqualTo(400);
        assertThat(town.open(again)).isTrue();
    }

    @OnBothDatabases
    void what_is_not_a_logout_token_of_that_provider_for_us_now_is_refused(TestDatabase test) throws Exception {
        Town town = new Town(test);
        String here = town.signedIn("a");
        Date past = Date.from(Instant.now().minusSeconds(600));
        Map<String, String> bad = Map.ofEntries(
                Map.entry("signature", issuer.forged(claims -> claims.subject("jeanne"))),
                Map.entry("unsigned", new PlainJWT(claims(issuer.logout(claims -> claims.subject("jeanne")))).serialize()),
                Map.entry("iss", issuer.logout(claims -> claims.subject("jeanne").issuer("https://autre.example"))),
                Map.entry("aud", issuer.logout(claims -> claims.subject("jeanne").audience("another"))),
                Map.entry("iat missing", issuer.logout(claims -> claims.subject("jeanne").issueTime(null))),
                Map.entry("iat", issuer.logout(claims -> claims.subject("jeanne").issueTime(Date.from(Instant.now().plusSeconds(600))))),
                Map.entry("exp missing", issuer.logout(claims -> claims.subject("jeanne").expirationTime(null))),
                Map.entry("exp", issuer.logout(claims -> claims.subject("jeanne").expirationTime(past))),
                Map.entry("jti missing", issuer.logout(claims -> claims.subject("jeanne").jwtID(null))),
                Map.entry("events missing", issuer.logout(claims -> claims.subject("jeanne").claim("events", null))),
                Map.entry("events", issuer.logout(claims -> claims.subject("jeanne").claim("events", Map.of("urn:other", Map.of())))),
                Map.entry("nonce", issuer.logout(claims -> claims.subject("jeanne").claim("nonce", "n"))),
                Map.entry("neither sub nor sid", issuer.logout(claims -> claims)),
                Map.entry("an ID token", Town.identity("a").idToken()),
                Map.entry("no token at all", "x.y"),
                Map.entry("nothing", ""));
        for (Map.Entry<String, String> one : bad.entrySet()) {
            Response refused = town.sends(one.getValue());
            assertThat(refused.status()).as(one.getKey()).isEqualTo(400);
            assertThat(refused.headers()).containsEntry("Cache-Control", "no-store");
            assertThat(body(refused)).as("RFC 6749, 5.2").startsWith("{\"error\":\"invalid_request\",\"error_description\":\"");
            assertThat(((Response.Bytes) refused.content()).type()).startsWith("application/json");
        }
        assertThat(town.open(here)).isTrue();
        assertThatThrownBy(() -> town.sends("inconnu", issuer.logout(claims -> claims.subject("jeanne")))).isInstanceOf(NotFound.class);
    }

    private static JWTClaimsSet claims(String token) throws ParseException {
        return com.nimbusds.jwt.JWTParser.parse(token).getJWTClaimsSet();
    }

    @OnBothDatabases
    void who_sends_bad_tokens_is_slowed_down_and_the_provider_is_not(TestDatabase test) throws Exception {
        Town town = new Town(test);
        for (int i = 0; i < 40; i++) {
            assertThat(town.sends(issuer.logout(claims -> claims.subject("jeanne"))).status()).isEqualTo(200);
        }
        for (int i = 0; i < 30; i++) {
            assertThat(town.sends("x.y").status()).isEqualTo(400);
        }
        assertThat(town.sends("x.y").status()).isEqualTo(429);
    }
}
