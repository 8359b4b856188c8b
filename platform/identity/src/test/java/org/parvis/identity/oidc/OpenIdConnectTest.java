package org.parvis.identity.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.parvis.api.route.NotFound;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;
import org.parvis.testkit.server.OpenIdProvider;

/** The way to a provider and back, and everything that can be wrong on it: a real provider, over HTTP. */
final class OpenIdConnectTest {
    private static final String BACK = "https://territoire.example/bureau/connexion/fournisseur/essai/retour";

    private static OpenIdProvider provider;

    @BeforeAll
    static void start() {
        provider = new OpenIdProvider("https://territoire.example");
        provider.knows("angela", "\"given_name\":\"Angela Claire\",\"family_name\":\"ESSAI\",\"birthdate\":\"1962-08-24\",\"email\":\"essai@example.org\"");
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    private static Configured plain() {
        return Configured.as("essai", provider.issuer(), "plain").with("label", "Essai").with("audience", "agents");
    }

    /** One way, with what can be bent on it. */
    private static final class Way {
        final OpenIdConnect connect;
        final Map<String, String> answer = new HashMap<>();
        String cookie;
        String address;
        String back = BACK;

        Way(OpenIdConnect connect) {
            this.connect = connect;
            OpenIdConnect.Departure departure =
                    connect.depart(connect.way("essai", Audience.AGENTS), BACK, "/bureau", null, FakeRequest.get("/").on(FakeRequestSites.TERRITORY));
            address = departure.address();
            cookie = departure.cookie().value();
        }

        Way answered() {
            answer.clear();
            answer.putAll(Visitor.query(new Visitor().goes(address)));
            return this;
        }

        Identity arrives() {
            return arrives(FakeRequest.get("/"));
        }

        Identity arrives(FakeRequest first) {
            FakeRequest request = first.on(FakeRequestSites.TERRITORY).cookie(OpenIdConnect.cookie(Audience.AGENTS, first), cookie);
            for (Map.Entry<String, String> one : answer.entrySet()) {
                request = request.query(one.getKey(), one.getValue());
            }
            return connect.arrive(connect.way("essai", Audience.AGENTS), back, request).identity();
        }

        Refused.Reason refused() {
            return catchThrowableOfType(Refused.class, this::arrives).reason();
        }
    }

    @OnBothDatabases
    void what_the_provider_tells_comes_as_json_and_signed(TestDatabase test) {
        provider.next("angela", "eidas1");
        Identity plain = new Way(plain().with("scopes", new String[] {"openid given_name family_name"}).service(test.database())).answered().arrives();
        assertThat(plain.subject()).isEqualTo("angela");
        assertThat(plain.issuer()).isEqualTo(provider.issuer());
        assertThat(plain.text("given_name")).hasValue("Angela Claire");
        assertThat(plain.claims()).as("only what was asked for").doesNotContainKeys("birthdate", "email");
        Configured signed = Configured.as("essai", provider.issuer(), "signed").with("label", "Essai").with("audience", "agents")
                .with("clientAuthentication", "post").with("scopes", new String[] {"openid, birthdate"}).with("acr", new String[] {"eidas1"});
        Identity other = new Way(signed.service(test.database())).answered().arrives();
        assertThat(other.text("birthdate")).hasValue("1962-08-24");
        assertThat(other.acr()).isEqualTo("eidas1");
    }

    @OnBothDatabases
    void endpoints_may_be_configured_in_place_of_discovery(TestDatabase test) {
        provider.next("angela");
        Configured explicit = plain().with("authorizationEndpoint", provider.issuer() + "/auth").with("tokenEndpoint", provider.issuer() + "/token")
                .with("jwksUri", provider.issuer() + "/jwks");
        assertThat(new Way(explicit.service(test.database())).answered().arrives().subject()).isEqualTo("angela");
    }

    @OnBothDatabases
    void another_nonce_is_refused(TestDatabase test) {
        provider.next("angela");
        Way way = new Way(plain().service(test.database()));
        way.address = Visitor.with(way.address, "nonce", "a nonce of somebody else");
        assertThat(way.answered().refused()).isEqualTo(Refused.Reason.UNPROVED);
    }

    @OnBothDatabases
    void another_state_is_refused_and_ends_nothing(TestDatabase test) {
        provider.next("angela");
        Way way = new Way(plain().service(test.database())).answered();
        String state = way.answer.put("state", "slipped");
        assertThat(way.refused()).isEqualTo(Refused.Reason.STATE);
        way.answer.put("state", state);
        assertThat(way.arrives().subject()).isEqualTo("angela");
    }

    @OnBothDatabases
    void an_answer_of_another_issuer_or_of_none_is_refused(TestDatabase test) {
        provider.next("angela");
        Way way = new Way(plain().service(test.database())).answered();
        way.answer.put("iss", "https://autre.example");
        assertThat(way.refused()).isEqualTo(Refused.Reason.STATE);
        Way silent = new Way(plain().service(test.database())).answered();
        silent.answer.remove("iss");
        assertThat(silent.refused()).as("it promises to name itself").isEqualTo(Refused.Reason.STATE);
    }

    @OnBothDatabases
    void an_answer_counts_once_in_the_browser_that_asked_within_ten_minutes(TestDatabase test) {
        provider.next("angela");
        OpenIdConnect connect = plain().service(test.database());
        Way way = new Way(connect).answered();
        way.arrives();
        assertThat(way.refused()).as("again").isEqualTo(Refused.Reason.OVER);
        Way elsewhere = new Way(connect).answered();
        elsewhere.cookie = "A".repeat(43);
        assertThat(elsewhere.refused()).as("another browser").isEqualTo(Refused.Reason.OVER);
        Way late = new Way(connect).answered();
        FakeRequest after = FakeRequest.get("/").at(FakeRequest.NOW.plus(Duration.ofMinutes(10)));
        assertThat(catchThrowableOfType(Refused.class, () -> late.arrives(after)).reason()).isEqualTo(Refused.Reason.OVER);
    }

    @OnBothDatabases
    void a_code_that_was_used_is_refused_by_the_provider(TestDatabase test) {
        provider.next("angela");
        OpenIdConnect connect = plain().service(test.database());
        Way first = new Way(connect).answered();
        first.arrives();
        Way second = new Way(connect).answered();
        second.answer.put("code", first.answer.get("code"));
        assertThat(second.refused()).isEqualTo(Refused.Reason.CODE);
    }

    @OnBothDatabases
    void a_code_of_another_browser_is_worth_nothing(TestDatabase test) {
        provider.next("angela");
        OpenIdConnect connect = plain().service(test.database());
        Way stolen = new Way(connect).answered();
        Way thief = new Way(connect).answered();
        thief.answer.put("code", stolen.answer.get("code"));
        assertThat(thief.refused()).as("PKCE: the verifier is another").isEqualTo(Refused.Reason.CODE);
    }

    @OnBothDatabases
    void without_pkce_the_nonce_tells_a_stolen_code(TestDatabase test) {
        provider.next("angela", "eidas1");
        Configured proconnect = Configured.as("essai", provider.issuer(), "signed").with("kind", "proconnect");
        OpenIdConnect connect = proconnect.service(test.database());
        Way stolen = new Way(connect).answered();
        assertThat(Visitor.query(URI.create(stolen.address))).as("it refuses what it does not list")
                .containsOnlyKeys("response_type", "client_id", "redirect_uri", "scope", "state", "nonce")
                .hasEntrySatisfying("nonce", nonce -> assertThat(nonce).matches("[0-9a-f]{64}"));
        Way thief = new Way(connect).answered();
        thief.answer.put("code", stolen.answer.get("code"));
        assertThat(thief.refused()).isEqualTo(Refused.Reason.UNPROVED);
    }

    @OnBothDatabases
    void who_says_no_is_told_so(TestDatabase test) {
        provider.refuses();
        assertThat(new Way(plain().service(test.database())).answered().refused()).isEqualTo(Refused.Reason.DENIED);
    }

    @OnBothDatabases
    void a_token_of_yesterday_is_refused(TestDatabase test) {
        provider.next("angela");
        Way way = new Way(plain().service(test.database())).answered();
        provider.clockAhead(-Duration.ofDays(1).toSeconds());
        try {
            assertThatThrownBy(way::arrives).isInstanceOfSatisfying(Refused.class, refused -> {
                assertThat(refused.reason()).isEqualTo(Refused.Reason.UNPROVED);
                assertThat(refused).hasMessageContaining("Expired");
            });
        } finally {
            provider.clockAhead(0);
        }
    }

    @OnBothDatabases
    void new_keys_are_fetched_and_keys_that_are_not_published_are_refused(TestDatabase test) {
        provider.next("angela");
        OpenIdConnect connect = plain().service(test.database());
        new Way(connect).answered().arrives();
        provider.rotateKeys("second-" + UUID.randomUUID());
        assertThat(new Way(connect).answered().arrives().subject()).as("the key is new to us").isEqualTo("angela");
        provider.rotateKeys("third-" + UUID.randomUUID());
        provider.publishesOldKeys(true);
        try {
            assertThat(new Way(plain().service(test.database())).answered().refused()).isEqualTo(Refused.Reason.UNPROVED);
        } finally {
            provider.publishesOldKeys(false);
        }
    }

    @OnBothDatabases
    void a_level_below_what_is_asked_is_refused_and_one_above_is_not(TestDatabase test) {
        OpenIdConnect connect = plain().with("acr", new String[] {"eidas2"}).service(test.database());
        provider.next("angela", "eidas1");
        assertThat(new Way(connect).answered().refused()).isEqualTo(Refused.Reason.LEVEL);
        provider.next("angela", "eidas3");
        assertThat(new Way(connect).answered().arrives().acr()).isEqualTo("eidas3");
        provider.next("angela");
        assertThat(new Way(connect).answered().refused()).as("it tells none").isEqualTo(Refused.Reason.LEVEL);
    }

    @OnBothDatabases
    void a_wrong_secret_is_the_operators_to_correct(TestDatabase test) {
        provider.next("angela");
        Configured wrong = plain().with("clientSecretFile", Configured.secret("another secret").toString());
        assertThat(new Way(wrong.service(test.database())).answered().refused()).isEqualTo(Refused.Reason.SETTINGS);
    }

    @OnBothDatabases
    void who_is_away_is_said_to_be_and_who_calls_itself_otherwise_is_not_believed(TestDatabase test) {
        OpenIdConnect away = plain().with("issuer", "http://127.0.0.1:9").service(test.database());
        assertThat(catchThrowableOfType(Refused.class, () -> new Way(away)).reason()).isEqualTo(Refused.Reason.AWAY);
        OpenIdConnect other = plain().with("issuer", provider.issuer() + "/").service(test.database());
        assertThat(catchThrowableOfType(Refused.class, () -> new Way(other)).reason()).isEqualTo(Refused.Reason.AWAY);
    }

    @OnBothDatabases
    void a_provider_is_of_one_audience_and_of_its_tenant(TestDatabase test) {
        OpenIdConnect connect = plain().with("audience", "citizens").with("tenant", "rodez").service(test.database());
        assertThat(connect.ways(Audience.CITIZENS, "rodez")).hasSize(1);
        assertThat(connect.ways(Audience.CITIZENS, "agen-d-aveyron")).isEmpty();
        assertThat(connect.ways(Audience.AGENTS, "rodez")).isEmpty();
        assertThatThrownBy(() -> connect.way("essai", Audience.AGENTS)).isInstanceOf(NotFound.class);
    }

    @OnBothDatabases
    void an_id_is_of_one_provider_alone(TestDatabase test) {
        OpenIdConnect connect = Configured.service(test.database(), plain(), plain().with("audience", "citizens"));
        assertThat(connect.ways(Audience.AGENTS, "")).hasSize(1);
        assertThat(connect.ways(Audience.CITIZENS, "")).isEmpty();
    }

    @OnBothDatabases
    void signing_out_there_names_the_session_and_the_way_back(TestDatabase test) {
        provider.next("angela");
        OpenIdConnect connect = plain().service(test.database());
        Identity identity = new Way(connect).answered().arrives();
        assertThat(Visitor.query(URI.create(connect.farewell("essai", identity.idToken(), "https://territoire.example/x").orElseThrow())))
                .containsEntry("id_token_hint", identity.idToken()).containsEntry("post_logout_redirect_uri", "https://territoire.example/x")
                .hasEntrySatisfying("state", state -> assertThat(state).hasSizeGreaterThanOrEqualTo(32));
        assertThat(connect.farewell("autre", identity.idToken(), "https://territoire.example/x")).isEmpty();
    }
}
