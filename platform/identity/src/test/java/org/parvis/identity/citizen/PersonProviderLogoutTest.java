package org.parvis.identity.citizen;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.tenant.TenantId;
import org.parvis.identity.ProviderLogout;
import org.parvis.identity.logout.BackChannelPages;
import org.parvis.identity.oidc.BackChannel;
import org.parvis.identity.oidc.Configured;
import org.parvis.identity.oidc.OpenIdConnect;
import org.parvis.identity.oidc.Visitor;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;
import org.parvis.testkit.server.OpenIdProvider;

/** A citizen signs out at a real provider, which tells us: its logout token as it sends it, over HTTP. */
final class PersonProviderLogoutTest {
    private static final List<String> SENT = new CopyOnWriteArrayList<>();

    private static HttpServer backChannel;
    private static OpenIdProvider provider;

    @BeforeAll
    static void start() throws IOException {
        backChannel = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        backChannel.createContext("/", PersonProviderLogoutTest::take);
        backChannel.start();
        provider = new OpenIdProvider("https://territoire.example", "http://127.0.0.1:" + backChannel.getAddress().getPort() + "/");
        provider.knows("angela", "\"given_name\":\"Angela\",\"family_name\":\"ESSAI\",\"birthdate\":\"1962-08-24\"");
    }

    private static void take(HttpExchange exchange) throws IOException {
        SENT.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    @AfterAll
    static void stop() {
        provider.close();
        backChannel.stop(0);
    }

    private static void signsIn(Citizens citizens, Citizens.Browser browser, Visitor visitor) {
        provider.next("angela", "eidas1");
        FakeRequest away = browser.get(Citizens.TERRITORY, "/compte/fournisseur/franceconnect").with("id", "franceconnect");
        URI back = visitor.goes(Citizens.location(browser.keep(Citizens.TERRITORY, citizens.providerPages.depart(away))));
        FakeRequest request = browser.get(Citizens.TERRITORY, back.getPath()).with("id", "franceconnect");
        Visitor.query(back).forEach(request::query);
        browser.keep(Citizens.TERRITORY, citizens.providerPages.arrive(request));
    }

    /** From nothing to an account that is tied. */
    private static void ties(Citizens citizens, Citizens.Browser browser) throws IOException {
        browser.keep(Citizens.TERRITORY, citizens.firstTimePages.send(browser.post(Citizens.TERRITORY, "/compte/premiere-fois").field("email", Citizens.MARIE)));
        browser.keep(Citizens.TERRITORY, citizens.pages.enter(browser.post(Citizens.TERRITORY, "/compte/connexion/code").field("code", citizens.lastCode())));
        browser.keep(Citizens.TERRITORY, citizens.createPages.create(browser.post(Citizens.TERRITORY, "/compte/creer")));
        browser.keep(Citizens.TERRITORY, citizens.firstTimePages.tie(browser.post(Citizens.TERRITORY, "/compte/associer")));
    }

    private static Response told(Citizens citizens, OpenIdConnect connect, String sent) throws Exception {
        BackChannel channel = new BackChannel(citizens.database, connect, Clock.systemUTC());
        Route route = new BackChannelPages(citizens.database, channel, new ProviderLogout(citizens.audit), new PersonProviderLogout(citizens.audit, new SessionDevices(citizens.database, citizens.devices))).routes().get(0);
        FakeRequest request = FakeRequest.post("/x").on(Citizens.TERRITORY).with("id", "franceconnect");
        for (Map.Entry<String, String> field : Citizens.query("?" + sent).entrySet()) {
            request.field(field.getKey(), field.getValue());
        }
        return route.handler().handle(request);
    }

    @OnBothDatabases
    void who_signs_out_at_the_provider_is_signed_out_here_on_all_hosts_in_that_browser(TestDatabase test) throws Exception {
        OpenIdConnect connect = Configured.as("franceconnect", provider.issuer(), "signed").with("kind", "franceconnect").service(test.database());
        Citizens citizens = new Citizens(test, connect);
        Visitor visitor = new Visitor();
        Citizens.Browser browser = citizens.browser();
        signsIn(citizens, browser, visitor);
        ties(citizens, browser);
        browser.arrive(Citizens.RODEZ, browser.agree(browser.leave(Citizens.RODEZ, "/"), "name"));
        Citizens.Browser phone = citizens.browser();
        signsIn(citizens, phone, new Visitor());
        Citizens.Browser byCode = citizens.browser();
        byCode.byCode(Citizens.MARIE);
        assertThat(browser.account(Citizens.RODEZ)).isPresent();
        PersonSessionsTest.announce(citizens, browser, "/la-bas");
        PersonSessionsTest.announce(citizens, phone, "/telephone");
        SENT.clear();
        ProvidedTable.Provided began = citizens.providers.began(browser.session(Citizens.TERRITORY)).orElseThrow();
        visitor.signsOut(connect.farewell("franceconnect", began.idToken(), "https://territoire.example/compte/fournisseur/fin").orElseThrow());
        assertThat(SENT).singleElement().asString().startsWith("logout_token=");
        assertThat(told(citizens, connect, SENT.get(0)).status()).isEqualTo(200);
        assertThat(browser.account(Citizens.TERRITORY)).isEmpty();
        assertThat(browser.account(Citizens.RODEZ)).isEmpty();
        assertThat(citizens.devices.endpoints()).containsExactly("https://push.example/p/telephone");
        assertThat(phone.account(Citizens.TERRITORY)).as("another session at the provider").isPresent();
        assertThat(byCode.account(Citizens.TERRITORY)).as("not by the provider").isPresent();
        assertThat(told(citizens, connect, SENT.get(0)).status()).as("sent again").isEqualTo(400);
    }

    @OnBothDatabases
    void who_signs_out_there_on_the_way_to_an_account_does_not_get_further(TestDatabase test) throws Exception {
        OpenIdConnect connect = Configured.as("franceconnect", provider.issuer(), "signed").with("kind", "franceconnect").service(test.database());
        Citizens citizens = new Citizens(test, connect);
        Visitor visitor = new Visitor();
        Citizens.Browser browser = citizens.browser();
        signsIn(citizens, browser, visitor);
        SENT.clear();
        visitor.signsOut(provider.issuer() + "/session/end?client_id=signed&post_logout_redirect_uri=https://territoire.example/compte/fournisseur/fin");
        assertThat(told(citizens, connect, SENT.get(0)).status()).isEqualTo(200);
        long left = citizens.database.of(TenantId.TERRITORY).count("select count(*) from identity_person_arrival a where a.tenant_id = :tenant");
        assertThat(left).isZero();
    }
}
