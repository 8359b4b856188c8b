package org.parvis.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.parvis.api.data.Transaction;
import org.parvis.api.identity.Role;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.settings.Settings;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

class PrivacyPagesTest {
    private static final Settings SETTINGS = new Settings() {
        @Override
        public Map<String, String> of(TenantId tenant) {
            return tenant.equals(TenantId.TERRITORY) ? Map.of("site.operator", "Syndicat numérique", "site.dpo", "dpo@syndicat.example") : Map.of();
        }

        @Override
        public void set(Transaction transaction, String key, String value) {
            throw new UnsupportedOperationException();
        }
    };

    static RegisterPages register(Fixture fixture) {
        return new RegisterPages(fixture.plugins, fixture.pages.themes(), SETTINGS, fixture.tenants, fixture.purges);
    }

    private static RequestPages person(Fixture fixture) {
        return new RequestPages(fixture.requests, fixture.plugins, fixture.pages.themes(), fixture.tenants);
    }

    private static Response call(Routes routes, String method, String pattern, FakeRequest request) throws Exception {
        Route route = routes.routes().stream().filter(one -> one.method().equals(method) && one.pattern().equals(pattern)).findFirst().orElseThrow();
        return route.handler().handle(request.as(FakeRequestSites.agent(Role.ADMIN, FakeRequestSites.RODEZ)));
    }

    private static String html(Fixture fixture, Response response, Site site) {
        return fixture.pages.html(response, site);
    }

    @OnBothDatabases
    void theRegisterNamesControllerProcessorAndWhoAnswersForSharedAccounts(TestDatabase test) throws Exception {
        Fixture fixture = new Fixture(test);
        String html = html(fixture, call(register(fixture), "GET", "/donnees", FakeRequest.get("/donnees")), FakeRequestSites.RODEZ);
        assertThat(html).contains("Syndicat numérique", "dpo@syndicat.example", "Traitements communs au territoire, dont Syndicat numérique est responsable",
                "shop.privacy.purpose", "identity.data.accounts.purpose", "Contrat", "un an", "effacées automatiquement");
        assertThat(html.indexOf("shop.privacy.purpose")).isLessThan(html.indexOf("identity.data.accounts.purpose"));
        assertThat(html).doesNotContain(">privacy.");
    }

    @OnBothDatabases
    void theRegisterIsACsvFileToo(TestDatabase test) throws Exception {
        Fixture fixture = new Fixture(test);
        Response response = call(register(fixture), "GET", "/donnees/registre.csv", FakeRequest.get("/donnees/registre.csv"));
        String csv = new String(((Response.Bytes) response.content()).bytes(), StandardCharsets.UTF_8);
        assertThat(csv.lines().filter(line -> line.startsWith("shop.orders;"))).singleElement().asString()
                .contains(";Rodez;Syndicat numérique;dpo@syndicat.example;");
        assertThat(csv.lines().filter(line -> line.startsWith("identity.accounts;"))).singleElement().asString().contains(";Syndicat numérique;;");
    }

    @OnBothDatabases
    void anAgentFindsAPersonAndErasesOnlyWithAGroundAndAConfirmation(TestDatabase test) throws Exception {
        Fixture fixture = new Fixture(test);
        fixture.order(Fixture.RODEZ, "y@example.org", "", "Bois", false);
        RequestPages pages = person(fixture);
        Response empty = call(pages, "POST", "/donnees/personne", FakeRequest.post("/donnees/personne"));
        assertThat(empty.status()).isEqualTo(422);
        assertThat(html(fixture, empty, FakeRequestSites.RODEZ)).contains("Indiquez une adresse ou un téléphone");
        Response found = call(pages, "POST", "/donnees/personne", FakeRequest.post("/donnees/personne").field("email", "Y@example.org"));
        assertThat(html(fixture, found, FakeRequestSites.RODEZ)).contains("Télécharger ses données", "value=\"Y@example.org\"");
        Response unsure = call(pages, "POST", "/donnees/personne/effacer", FakeRequest.post("/x").field("email", "y@example.org").field("ground", "lettre"));
        assertThat(unsure.status()).isEqualTo(422);
        assertThat(html(fixture, unsure, FakeRequestSites.RODEZ)).contains("Cochez cette case", "lettre");
        Response erased = call(
                pages, "POST", "/donnees/personne/effacer", FakeRequest.post("/x").field("email", "y@example.org").field("ground", "lettre").field("sure", "true"));
        assertThat(html(fixture, erased, FakeRequestSites.RODEZ)).contains("Effacement fait", "Effacé").doesNotContain(">privacy.");
        Response nothing = call(pages, "POST", "/donnees/personne", FakeRequest.post("/donnees/personne").field("phone", "05 65 00 00 00"));
        assertThat(html(fixture, nothing, FakeRequestSites.RODEZ)).contains("Rien n’est conservé");
    }

    @OnBothDatabases
    void theProofOfPurgesIsShown(TestDatabase test) throws Exception {
        Fixture fixture = new Fixture(test);
        RegisterPages pages = register(fixture);
        assertThat(html(fixture, call(pages, "GET", "/donnees/echeances", FakeRequest.get("/x")), FakeRequestSites.RODEZ)).contains("pas encore passées");
        fixture.order(Fixture.RODEZ, "y@example.org", "", "Bois", false);
        fixture.purges.run(FakeRequest.NOW.plus(Shop.KEPT).plusSeconds(1));
        assertThat(html(fixture, call(pages, "GET", "/donnees/echeances", FakeRequest.get("/x")), FakeRequestSites.RODEZ))
                .contains("shop.orders", "Fait").doesNotContain(">privacy.");
    }
}
