package org.parvis.identity.citizen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.parvis.api.data.Database;
import org.parvis.api.data.TenantData;
import org.parvis.api.identity.Account;
import org.parvis.api.identity.Assurance;
import org.parvis.api.privacy.Person;
import org.parvis.api.privacy.PersonalData;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.tenant.TenantId;
import org.parvis.identity.fresh.FreshSignIn;
import org.parvis.identity.oidc.Configured;
import org.parvis.identity.oidc.OpenIdConnect;
import org.parvis.identity.oidc.Visitor;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.Pages;
import org.parvis.testkit.PlainSeal;
import org.parvis.testkit.TestDatabase;
import org.parvis.testkit.server.OpenIdProvider;

/** Citizens who come by FranceConnect: a real provider that answers as FranceConnect does, over HTTP. */
final class PersonProviderTest {
    private static final String MARIE = Citizens.MARIE;

    /** The pivot identity as FranceConnect's documentation of identity providers shows it. */
    private static final String ANGELA = "\"given_name\":\"Angela Claire Louise\",\"family_name\":\"DUBOIS\",\"birthdate\":\"1962-08-24\",\"gender\":\"female\","
            + "\"birthplace\":\"75107\",\"birthcountry\":\"99100\",\"email\":\"" + MARIE + "\"";

    private static OpenIdProvider provider;

    @BeforeAll
    static void start() {
        provider = new OpenIdProvider("https://territoire.example");
        provider.knows("angela", ANGELA);
        provider.knows("melanie", "\"given_name\":\"Mélanie\",\"family_name\":\"ESSAI\"");
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    private static Configured franceConnect() {
        return Configured.as("franceconnect", provider.issuer(), "signed").with("kind", "franceconnect");
    }

    private static Citizens citizens(TestDatabase test) {
        return new Citizens(test, franceConnect().service(test.database()));
    }

    private static FakeRequest at(FakeRequest request) {
        return request.with("id", "franceconnect");
    }

    /** To the provider and back; answers the page that follows. */
    private static Response comes(Citizens citizens, Citizens.Browser browser, Visitor visitor, String backTo) {
        Response away = browser.keep(Citizens.TERRITORY, citizens.providerPages.depart(
                at(browser.get(Citizens.TERRITORY, "/compte/fournisseur/franceconnect")).query("retour", backTo)));
        return arrives(citizens, browser, visitor.goes(Citizens.location(away)));
    }

    private static Response arrives(Citizens citizens, Citizens.Browser browser, URI back) {
        FakeRequest request = at(browser.get(Citizens.TERRITORY, back.getPath()));
        Visitor.query(back).forEach(request::query);
        return browser.keep(Citizens.TERRITORY, citizens.providerPages.arrive(request));
    }

    /** From nothing to an account that is tied. */
    private static Citizens.Browser tied(Citizens citizens, String subject) throws IOException {
        provider.next(subject, "eidas1");
        Citizens.Browser browser = citizens.browser();
        comes(citizens, browser, new Visitor(), "/compte/messages");
        browser.keep(Citizens.TERRITORY, citizens.firstTimePages.send(browser.post(Citizens.TERRITORY, "/compte/premiere-fois").field("email", MARIE)));
        browser.keep(Citizens.TERRITORY, citizens.pages.enter(browser.post(Citizens.TERRITORY, "/compte/connexion/code").field("code", citizens.lastCode())));
        browser.keep(Citizens.TERRITORY, citizens.createPages.create(browser.post(Citizens.TERRITORY, "/compte/creer")));
        browser.keep(Citizens.TERRITORY, citizens.firstTimePages.tie(browser.post(Citizens.TERRITORY, "/compte/associer")));
        return browser;
    }

    @OnBothDatabases
    void the_first_time_an_address_is_proved_and_the_person_agrees_then_franceconnect_is_enough(TestDatabase test) throws IOException {
        Citizens citizens = citizens(test);
        Pages pages = Pages.of("identity");
        provider.next("angela", "eidas1");
        Citizens.Browser browser = citizens.browser();
        assertThat(Citizens.location(comes(citizens, browser, new Visitor(), "/compte/messages"))).isEqualTo("/compte/premiere-fois");
        assertThat(browser.account(Citizens.TERRITORY)).as("nobody yet").isEmpty();
        Response first = citizens.firstTimePages.form(browser.get(Citizens.TERRITORY, "/compte/premiere-fois"));
        assertThat(pages.html(first, Citizens.TERRITORY)).contains("Bonjour Angela DUBOIS", "value=\"" + MARIE + "\"").doesNotContain("identity.");
        browser.keep(Citizens.TERRITORY, citizens.firstTimePages.send(browser.post(Citizens.TERRITORY, "/compte/premiere-fois").field("email", MARIE)));
        browser.keep(Citizens.TERRITORY, citizens.pages.enter(browser.post(Citizens.TERRITORY, "/compte/connexion/code").field("code", citizens.lastCode())));
        Response made = browser.keep(Citizens.TERRITORY, citizens.createPages.create(browser.post(Citizens.TERRITORY, "/compte/creer")));
        assertThat(Citizens.location(made)).isEqualTo("/compte/associer");
        Response ask = citizens.firstTimePages.ask(browser.get(Citizens.TERRITORY, "/compte/associer"));
        assertThat(pages.html(ask, Citizens.TERRITORY)).contains("Certifié par FranceConnect", "Angela Claire Louise", "1962-08-24", "75107", MARIE).doesNotContain("identity.");
        assertThat(browser.account(Citizens.TERRITORY)).hasValueSatisfying(account -> assertThat(account.assurance()).isEqualTo(Assurance.DECLARED));
        Response done = browser.keep(Citizens.TERRITORY, citizens.firstTimePages.tie(browser.post(Citizens.TERRITORY, "/compte/associer")));
        assertThat(Citizens.location(done)).isEqualTo("/compte/messages");
        assertThat(browser.account(Citizens.TERRITORY)).hasValueSatisfying(account -> {
            assertThat(account.assurance()).isEqualTo(Assurance.LOW);
            assertThat(account.name()).isEqualTo("Angela DUBOIS");
        });
        assertThat(citizens.mails.get(citizens.mails.size() - 1).kind()).isEqualTo(PersonKinds.PROVIDER);
        Citizens.Browser next = citizens.browser();
        provider.next("angela", "eidas2");
        assertThat(Citizens.location(comes(citizens, next, new Visitor(), "/compte/messages"))).isEqualTo("/compte/messages");
        assertThat(next.account(Citizens.TERRITORY).map(Account::id)).hasValue(citizens.marie().id());
        assertThat(next.account(Citizens.TERRITORY).map(Account::assurance)).hasValue(Assurance.SUBSTANTIAL);
        String shown = pages.html(citizens.linkPages.show(next.get(Citizens.TERRITORY, "/compte/identite")), Citizens.TERRITORY);
        assertThat(shown).contains("FranceConnect", "DUBOIS", "Féminin", "99100", "Dissocier de FranceConnect").doesNotContain("identity.");
    }

    @OnBothDatabases
    void an_address_that_the_provider_tells_opens_nobodys_account(TestDatabase test) throws IOException {
        Citizens citizens = citizens(test);
        citizens.browser().signedUp(MARIE);
        provider.next("angela", "eidas1");
        Citizens.Browser stranger = citizens.browser();
        assertThat(Citizens.location(comes(citizens, stranger, new Visitor(), "/compte"))).isEqualTo("/compte/premiere-fois");
        assertThat(stranger.account(Citizens.TERRITORY)).isEmpty();
        assertThat(citizens.providers.links(citizens.marie().id())).isEmpty();
        assertThat(Citizens.location(citizens.firstTimePages.tie(stranger.post(Citizens.TERRITORY, "/compte/associer")
                .account(citizens.browser().signedUp("autre@example.org").account(Citizens.TERRITORY).orElseThrow()))))
                .as("tied to the account that is signed in, and to no other").isEqualTo("/compte");
        assertThat(citizens.providers.links(citizens.marie().id())).isEmpty();
    }

    /** What a session may do by itself is not enough to give the account another way in, which may pass by the second step. */
    @OnBothDatabases
    void a_session_left_open_is_not_enough_to_tie_another_person(TestDatabase test) throws IOException {
        Citizens citizens = citizens(test);
        Citizens.Browser left = citizens.browser();
        provider.next("angela", "eidas2");
        assertThat(Citizens.location(comes(citizens, left, new Visitor(), "/compte"))).isEqualTo("/compte/premiere-fois");
        left.signedUp(MARIE);
        Route tie = citizens.firstTimePages.routes().stream()
                .filter(route -> route.method().equals("POST") && route.pattern().equals(FirstTimePages.TIE))
                .findFirst()
                .orElseThrow();
        Response asked = tie.handler().handle(left.post(Citizens.TERRITORY, FirstTimePages.TIE).at(FakeRequest.NOW.plus(FreshSignIn.FRESH)));
        assertThat(citizens.providers.links(citizens.marie().id())).isEmpty();
        assertThat(((Response.View) asked.content()).template()).isEqualTo("identity/person-fresh");
        assertThat(Citizens.location(tie.handler().handle(left.post(Citizens.TERRITORY, FirstTimePages.TIE)))).isEqualTo("/compte");
        assertThat(citizens.providers.links(citizens.marie().id())).hasSize(1);
    }

    @OnBothDatabases
    void a_person_at_the_provider_has_one_account_and_an_account_one_person(TestDatabase test) throws IOException {
        Citizens citizens = citizens(test);
        Citizens.Browser hers = tied(citizens, "angela");
        Citizens.Browser other = citizens.browser().signedUp("autre@example.org");
        provider.next("angela", "eidas1");
        assertThat(ties(citizens, other).status()).as("taken").isEqualTo(409);
        provider.next("melanie", "eidas1");
        assertThat(ties(citizens, hers).status()).as("another").isEqualTo(409);
        assertThat(citizens.providers.links(citizens.marie().id())).singleElement().satisfies(link -> assertThat(link.subject()).isEqualTo("angela"));
        assertThat(Citizens.location(ties(citizens, other))).isEqualTo("/compte/identite?fait=associe");
    }

    /** From the account's page to the provider and back. */
    private static Response ties(Citizens citizens, Citizens.Browser browser) {
        Response away = browser.keep(Citizens.TERRITORY, citizens.linkPages.tie(at(browser.post(Citizens.TERRITORY, "/compte/identite/franceconnect/associer"))));
        return arrives(citizens, browser, new Visitor().goes(away.headers().get("Refresh").substring("0; url=".length())));
    }

    @OnBothDatabases
    void untying_erases_what_was_certified(TestDatabase test) throws IOException {
        Citizens citizens = citizens(test);
        Citizens.Browser browser = tied(citizens, "angela");
        Response done = citizens.linkPages.untie(at(browser.post(Citizens.TERRITORY, "/compte/identite/franceconnect/dissocier")));
        assertThat(Citizens.location(done)).isEqualTo("/compte/identite?fait=dissocie");
        assertThat(citizens.database.of(TenantId.TERRITORY).count("select count(*) from identity_person_link l where l.tenant_id = :tenant")).isZero();
        assertThat(citizens.database.of(TenantId.TERRITORY).count("select count(*) from identity_person_arrival a where a.tenant_id = :tenant")).isZero();
        provider.next("angela", "eidas1");
        assertThat(Citizens.location(comes(citizens, citizens.browser(), new Visitor(), "/compte"))).isEqualTo("/compte/premiere-fois");
    }

    @OnBothDatabases
    void signing_out_on_a_commune_ends_the_session_at_franceconnect_too(TestDatabase test) throws IOException {
        Citizens citizens = citizens(test);
        Citizens.Browser browser = tied(citizens, "angela");
        browser.arrive(Citizens.RODEZ, browser.agree(browser.leave(Citizens.RODEZ, "/"), "name"));
        assertThat(browser.account(Citizens.RODEZ)).isPresent();
        Response left = citizens.communePages.signOut(browser.post(Citizens.RODEZ, "/compte/deconnexion"));
        assertThat(browser.account(Citizens.RODEZ)).isEmpty();
        assertThat(browser.account(Citizens.TERRITORY)).isEmpty();
        String address = left.headers().get("Refresh").substring("0; url=".length());
        assertThat(address).startsWith(provider.issuer() + "/session/end?");
        assertThat(Visitor.query(URI.create(address))).containsKeys("id_token_hint", "state")
                .containsEntry("post_logout_redirect_uri", "https://territoire.example/compte/fournisseur/fin");
        assertThat(Pages.of("identity").html(left, Citizens.RODEZ)).contains("Me déconnecter de FranceConnect").doesNotContain("identity.");
        Response plain = citizens.communePages.signOut(citizens.browser().signedUp("autre@example.org").post(Citizens.TERRITORY, "/compte/deconnexion"));
        assertThat(Citizens.location(plain)).as("who came otherwise").isEqualTo("/compte/deconnecte");
    }

    @OnBothDatabases
    void a_commune_with_a_client_of_its_own_has_its_own_button(TestDatabase test) {
        Database database = test.database();
        OpenIdConnect connect = Configured.service(database, franceConnect(), franceConnect().with("id", "fc-rodez").with("tenant", "rodez"),
                Configured.as("agents", provider.issuer(), "plain").with("kind", "proconnect"));
        Citizens citizens = new Citizens(test, connect);
        Citizens.Browser browser = citizens.browser();
        Pages pages = Pages.of("identity");
        String plain = pages.html(citizens.pages.form(browser.get(Citizens.TERRITORY, "/compte/connexion")), Citizens.TERRITORY);
        assertThat(plain).contains("/compte/fournisseur/franceconnect\"", "S’identifier avec FranceConnect", "Qu’est-ce que FranceConnect", "https://franceconnect.gouv.fr/")
                .doesNotContain("fc-rodez").doesNotContain("ProConnect");
        Map<String, String> asked = browser.leave(Citizens.RODEZ, "/");
        String to = "/compte/autoriser?site=" + asked.get("site") + "&etat=" + asked.get("etat") + "&defi=" + asked.get("defi");
        String fromRodez = pages.html(citizens.pages.form(browser.get(Citizens.TERRITORY, "/compte/connexion").query("retour", to)), Citizens.TERRITORY);
        assertThat(fromRodez).contains("/compte/fournisseur/fc-rodez?retour=%2Fcompte%2Fautoriser").doesNotContain("/compte/fournisseur/franceconnect");
    }

    @OnBothDatabases
    void who_says_no_is_told_so_on_a_page_of_the_site(TestDatabase test) {
        Citizens citizens = citizens(test);
        provider.refuses();
        Response refused = comes(citizens, citizens.browser(), new Visitor(), "/compte");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(Pages.of("identity").html(refused, Citizens.TERRITORY)).contains("L’identification avec FranceConnect n’a pas abouti", "rien n’a été transmis")
                .doesNotContain("identity.");
    }

    @OnBothDatabases
    void tying_from_the_account_buys_no_guesses_at_others(TestDatabase test) throws IOException {
        Citizens citizens = citizens(test);
        Citizens.Browser browser = citizens.browser().signedUp(MARIE);
        for (int i = 0; i < 3; i++) {
            citizens.passwordPages.enter(citizens.browser().post(Citizens.TERRITORY, "/compte/connexion/mot-de-passe").field("email", "x@example.org").field("password", "x"));
        }
        String counted = "select sum(t.attempts) from identity_throttle t where t.tenant_id = :tenant";
        long before = citizens.database.of(TenantId.TERRITORY).count(counted);
        provider.next("angela", "eidas1");
        assertThat(Citizens.location(ties(citizens, browser))).isEqualTo("/compte/identite?fait=associe");
        assertThat(citizens.database.of(TenantId.TERRITORY).count(counted)).isEqualTo(before);
    }

    @OnBothDatabases
    void what_was_certified_is_handed_over_and_erased_with_the_account_alone(TestDatabase test) throws IOException {
        Citizens citizens = citizens(test);
        tied(citizens, "angela");
        TenantData territory = citizens.database.of(TenantId.TERRITORY);
        PersonProviderPrivacy privacy = new PersonProviderPrivacy(citizens.sealed);
        Person marie = new Person(Set.of(), Set.of(), Set.of(citizens.marie().id()), Set.of());
        Person other = new Person(Set.of(), Set.of(), Set.of(UUID.randomUUID()), Set.of());
        assertThat(privacy.holders(citizens.database.acrossTerritory("test"), marie)).containsExactly(TenantId.TERRITORY);
        assertThat(privacy.holders(citizens.database.acrossTerritory("test"), other)).isEmpty();
        List<Object> told = new ArrayList<>();
        privacy.export(territory, other, (processing, title, fields) -> told.add(title));
        assertThat(told).isEmpty();
        privacy.export(territory, marie, (processing, title, fields) -> fields.forEach(field -> told.add(field.value())));
        assertThat(told).contains("angela", "Angela Claire Louise", "DUBOIS", "1962-08-24", "75107", "99100");
        List<PersonalData.Erasure> nothing = territory.call(transaction -> privacy.erase(transaction, other, FakeRequest.NOW));
        assertThat(nothing).isEmpty();
        List<PersonalData.Erasure> erased = territory.call(transaction -> privacy.erase(transaction, marie, FakeRequest.NOW));
        assertThat(erased).containsExactly(PersonalData.Erasure.erased("identity.person-providers", 1));
        assertThat(citizens.providers.links(citizens.marie().id())).isEmpty();
    }

    private static String column(Citizens citizens, String sql) {
        return citizens.database.of(TenantId.TERRITORY).one(sql, row -> String.valueOf(row.stringOrNull("value_text"))).orElseThrow();
    }

    @OnBothDatabases
    void what_is_certified_and_the_proof_of_it_are_sealed_where_they_are_kept_and_former_rows_are_too_by_a_job(TestDatabase test) throws IOException {
        Citizens citizens = citizens(test);
        Citizens.Browser browser = tied(citizens, "angela");
        String link = "select l.pivot_sealed as value_text from identity_person_link l where l.tenant_id = :tenant";
        String name = "select l.family_name as value_text from identity_person_link l where l.tenant_id = :tenant";
        assertThat(column(citizens, link)).startsWith("s1:identity.pivot ");
        assertThat(column(citizens, name)).isEqualTo("null");
        assertThat(column(citizens, "select p.id_token as value_text from identity_person_provided p where p.tenant_id = :tenant"))
                .startsWith("s1:identity.id-token franceconnect:");
        assertThat(citizens.providers.began(browser.session(Citizens.TERRITORY)).orElseThrow().idToken()).as("as the provider signed it").startsWith("eyJ");

        citizens.database.of(TenantId.TERRITORY).write(transaction -> transaction.execute(
                "update identity_person_link l set pivot_sealed = null, given_name = 'Angela Claire', family_name = 'DUBOIS' where l.tenant_id = :tenant"));
        assertThat(citizens.providers.pivot(citizens.providers.links(citizens.marie().id()).get(0)).familyName()).as("reads a former row").isEqualTo("DUBOIS");
        new PlainSeal().seal(citizens.database, new ClearPivots());
        assertThat(column(citizens, link)).startsWith("s1:identity.pivot ");
        assertThat(column(citizens, name)).isEqualTo("null");
        assertThat(citizens.providers.pivot(citizens.providers.links(citizens.marie().id()).get(0)).callName()).isEqualTo("Angela DUBOIS");
    }
}
