package org.parvis.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Sessions;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.tenant.TenantId;
import org.parvis.identity.factor.Totp;
import org.parvis.identity.oidc.Configured;
import org.parvis.identity.oidc.Visitor;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.Pages;
import org.parvis.testkit.TestDatabase;
import org.parvis.testkit.server.OpenIdProvider;

/** Agents who have a provider alone prove again there who they are. */
final class ProviderProofTest {
    private static final Instant STALE = FakeRequest.NOW.plusSeconds(11 * 60);
    private static final String FORM = "/bureau/deux-etapes/commencer";

    private static OpenIdProvider provider;

    @BeforeAll
    static void start() {
        provider = new OpenIdProvider("https://territoire.example");
        provider.knows("jeanne", "\"email\":\"" + Fixture.EMAIL + "\",\"email_verified\":true");
        provider.knows("autre", "\"email\":\"autre@rodez.example\",\"email_verified\":true");
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    private static Fixture fixture(TestDatabase test) {
        Configured configured = Configured.as("essai", provider.issuer(), "plain").with("label", "Essai").with("audience", "agents").with("matchByEmail", true);
        return new Fixture(test, configured.service(test.database()));
    }

    private static Map<String, ?> model(Response response) {
        return ((Response.View) response.content()).model();
    }

    private static String template(Response response) {
        return ((Response.View) response.content()).template();
    }

    /** Sends the form that asks for a fresh proof. */
    private static Response begin(ProviderVisit browser, String... fields) throws Exception {
        FakeRequest request = browser.sending(FakeRequest.post(FORM).at(STALE));
        for (int i = 0; i < fields.length; i += 2) {
            request = request.field(fields[i], fields[i + 1]);
        }
        Route route = browser.fixture.factorPages.routes().stream().filter(one -> one.pattern().equals("/deux-etapes/commencer")).findFirst().orElseThrow();
        return browser.keeping(route.handler().handle(request));
    }

    private static Response back(ProviderVisit browser, URI answer) {
        FakeRequest request = browser.get(answer.getPath()).at(STALE);
        for (Map.Entry<String, String> one : Visitor.query(answer).entrySet()) {
            request = request.query(one.getKey(), one.getValue());
        }
        return browser.keeping(browser.fixture.providerPages.arrive(request));
    }

    /** Signed in eleven minutes ago; on the way to the provider: its address. */
    private static String away(ProviderVisit browser) throws Exception {
        provider.next("jeanne");
        browser.signsIn();
        Response asked = begin(browser);
        assertThat(template(asked)).isEqualTo("identity/fresh");
        assertThat(Pages.of("identity").desk().html(asked, FakeRequestSites.TERRITORY)).contains("S’identifier avec Essai");
        Response leaving = begin(browser, "kept", String.valueOf(model(asked).get("kept")), "preuve", "fournisseur", "fournisseur", "essai");
        assertThat(template(leaving)).isEqualTo("identity/leaving");
        return String.valueOf(model(leaving).get("address"));
    }

    private static long proofs(Fixture fixture) {
        return fixture.audited(TenantId.TERRITORY, "identity.fresh");
    }

    @OnBothDatabases
    void the_provider_asks_anew_and_what_was_typed_is_sent_on(TestDatabase test) throws Exception {
        Fixture fixture = fixture(test);
        Agent agent = fixture.secretary();
        ProviderVisit browser = new ProviderVisit(fixture);
        String address = away(browser);
        assertThat(Visitor.query(URI.create(address))).containsEntry("prompt", "login").containsEntry("max_age", "0");
        provider.next("jeanne");
        Response done = back(browser, browser.visitor.goes(address));
        assertThat(template(done)).isEqualTo("identity/fresh-done");
        assertThat(model(done).get("action")).isEqualTo(FORM);
        assertThat(Pages.of("identity").desk().html(done, FakeRequestSites.TERRITORY)).contains("name=\"kept\"");
        assertThat(fixture.factor.state(agent.id(), STALE).settingUp()).as("not before it is sent on").isNull();
        assertThat(begin(browser, "kept", String.valueOf(model(done).get("kept"))).status()).isEqualTo(303);
        assertThat(fixture.factor.state(agent.id(), STALE).settingUp()).isNotNull();
        assertThat(proofs(fixture)).isEqualTo(1);
    }

    @OnBothDatabases
    void an_answer_without_a_fresh_sign_in_there_proves_nothing(TestDatabase test) throws Exception {
        Fixture fixture = fixture(test);
        fixture.secretary();
        ProviderVisit browser = new ProviderVisit(fixture);
        String address = away(browser);
        // As from a provider that does not care: without what makes it ask, and so without the time at which it did.
        String lax = address.substring(0, address.indexOf('?') + 1) + Arrays.stream(address.substring(address.indexOf('?') + 1).split("&"))
                .filter(one -> !one.startsWith("prompt=") && !one.startsWith("max_age=")).collect(Collectors.joining("&"));
        Response refused = back(browser, browser.visitor.goes(lax));
        assertThat(model(refused).get("reason")).isEqualTo("stale");
        assertThat(proofs(fixture)).isZero();
        assertThat(template(begin(browser))).isEqualTo("identity/fresh");
    }

    @OnBothDatabases
    void somebody_else_at_the_provider_proves_nothing(TestDatabase test) throws Exception {
        Fixture fixture = fixture(test);
        fixture.secretary();
        ProviderVisit browser = new ProviderVisit(fixture);
        String address = away(browser);
        provider.next("autre");
        // Another browser at the provider: with the session of this one it would first sign the former person out.
        assertThat(model(back(browser, new Visitor().goes(address))).get("reason")).isEqualTo("other");
        assertThat(proofs(fixture)).isZero();
    }

    @OnBothDatabases
    void an_answer_counts_in_the_session_that_asked_alone(TestDatabase test) throws Exception {
        Fixture fixture = fixture(test);
        fixture.secretary();
        ProviderVisit gone = new ProviderVisit(fixture);
        String second = away(gone);
        provider.next("jeanne");
        URI answer = gone.visitor.goes(second);
        gone.cookies.remove(Sessions.COOKIE);
        assertThat(model(back(gone, answer)).get("reason")).isEqualTo("over");
        assertThat(proofs(fixture)).isZero();
    }

    @OnBothDatabases
    void with_a_second_step_a_provider_that_vouches_for_none_is_not_enough(TestDatabase test) throws Exception {
        Fixture fixture = fixture(test);
        Agent agent = fixture.secretary();
        ProviderVisit browser = new ProviderVisit(fixture);
        String address = away(browser);
        fixture.factor.begin(agent.id(), STALE);
        byte[] secret = Objects.requireNonNull(fixture.factor.state(agent.id(), STALE).settingUp());
        fixture.factor.confirm(agent, Totp.code(secret, Totp.step(STALE), 6), browser.cookies.get(Sessions.COOKIE), STALE);
        provider.next("jeanne");
        assertThat(model(back(browser, browser.visitor.goes(address))).get("reason")).isEqualTo("level");
        assertThat(proofs(fixture)).isZero();
    }
}
