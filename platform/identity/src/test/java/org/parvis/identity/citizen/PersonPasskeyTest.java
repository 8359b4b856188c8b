package org.parvis.identity.citizen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.parvis.api.audit.AuditEntry;
import org.parvis.api.data.TenantData;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Response;
import org.parvis.api.tenant.TenantId;
import org.parvis.identity.citizen.Citizens.Browser;
import org.parvis.identity.passkey.PasskeyKinds;
import org.parvis.identity.passkey.PasskeyPrivacy;
import org.parvis.identity.passkey.SoftAuthenticator;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.Pages;
import org.parvis.testkit.TestDatabase;

/** Citizens' passkeys, with an authenticator in memory. */
final class PersonPasskeyTest {
    private static final String PAUL = "paul@example.org";

    private static Map<String, ?> model(Response response) {
        return ((Response.View) response.content()).model();
    }

    private static String options(Citizens town, Browser browser) throws IOException {
        Response page = browser.keep(Citizens.TERRITORY, town.passkeyPages.beginAdding(browser.post(Citizens.TERRITORY, "/compte/cles/nouvelle")
                .field("name", "Téléphone")));
        return String.valueOf(model(page).get("options"));
    }

    private static Response adding(Citizens town, Browser browser, String answer) throws IOException {
        return town.passkeyPages.add(browser.post(Citizens.TERRITORY, "/compte/cles").field("name", "Téléphone").field("credential", answer));
    }

    private static SoftAuthenticator added(Citizens town, Browser browser) throws IOException {
        SoftAuthenticator authenticator = new SoftAuthenticator();
        Response response = adding(town, browser, authenticator.create(options(town, browser)));
        assertThat(Citizens.location(response)).isEqualTo("/compte/cles?fait=ajoutee");
        return authenticator;
    }

    private static String challenge(Citizens town, Browser browser) {
        Response response = browser.keep(Citizens.TERRITORY, town.passkeyPages.begin(browser.post(Citizens.TERRITORY, "/compte/connexion/cle/debut")));
        return SoftAuthenticator.value(new String(((Response.Bytes) response.content()).bytes(), StandardCharsets.UTF_8), "challenge");
    }

    private static FakeRequest answer(Browser browser, String answer) {
        return browser.post(Citizens.TERRITORY, "/compte/connexion/cle").field("credential", answer).field("retour", "/compte/messages");
    }

    private static String refused(Citizens town, FakeRequest request) throws IOException {
        Response response = town.passkeyPages.enter(request);
        assertThat(response.cookies()).isEmpty();
        return Citizens.location(response);
    }

    @OnBothDatabases
    void a_passkey_is_added_told_of_by_mail_and_signs_in(TestDatabase test) throws IOException {
        Citizens town = new Citizens(test);
        Browser marie = town.new Browser().signedUp(Citizens.MARIE);
        SoftAuthenticator authenticator = added(town, marie);
        assertThat(town.mails.get(town.mails.size() - 1).kind()).isEqualTo(PasskeyKinds.PERSON);
        assertThat(town.mails.get(town.mails.size() - 1).values()).containsEntry("cle", "Téléphone");
        assertThat(town.audit.of(TenantId.TERRITORY, "identity.passkey.add")).singleElement().extracting(AuditEntry::detail).isEqualTo("Téléphone");
        assertThat(authenticator.userHandle).as("random, of 32 bytes").hasSize(43).doesNotContain("marie");

        Browser other = town.new Browser();
        String challenge = challenge(town, other);
        authenticator.counter = 2;
        Response in = other.keep(Citizens.TERRITORY, town.passkeyPages.enter(answer(other, authenticator.sign(challenge))));
        assertThat(Citizens.location(in)).isEqualTo("/compte/messages");
        assertThat(other.account(Citizens.TERRITORY).orElseThrow().email()).isEqualTo(Citizens.MARIE);
        assertThat(town.audit.of(TenantId.TERRITORY, "identity.person-sign-in").get(1).detail()).isEqualTo("passkey");
    }

    @OnBothDatabases
    void the_options_name_the_site_ask_for_the_owner_and_exclude_what_is_there(TestDatabase test) throws IOException {
        Citizens town = new Citizens(test);
        Browser marie = town.new Browser().signedUp(Citizens.MARIE);
        SoftAuthenticator authenticator = added(town, marie);
        String again = options(town, marie);
        assertThat(again).contains("\"excludeCredentials\":[{", authenticator.id(), "\"internal\"", "\"userVerification\":\"required\"",
                "\"residentKey\":\"required\"", "\"id\":\"territoire.example\"").doesNotContain("carrier-pigeon");
        assertThat(model(adding(town, marie, authenticator.create(again))).toString()).contains("identity.passkey.add.taken");
    }

    @OnBothDatabases
    void what_is_wrong_signs_nobody_in_and_all_of_it_is_answered_alike(TestDatabase test) throws IOException {
        Citizens town = new Citizens(test);
        SoftAuthenticator authenticator = added(town, town.new Browser().signedUp(Citizens.MARIE));
        authenticator.counter = 10;
        Browser browser = town.new Browser();
        String no = "/compte/connexion?cle=refusee&retour=%2Fcompte%2Fmessages";

        authenticator.origin = "https://territoire.example:8443";
        assertThat(refused(town, answer(browser, authenticator.sign(challenge(town, browser))))).as("another port").isEqualTo(no);
        authenticator.origin = "https://rodez.example";
        assertThat(refused(town, answer(browser, authenticator.sign(challenge(town, browser))))).as("a commune's host").isEqualTo(no);
        authenticator.origin = "https://territoire.example";
        authenticator.rpId = "example";
        assertThat(refused(town, answer(browser, authenticator.sign(challenge(town, browser))))).as("another RP ID").isEqualTo(no);
        authenticator.rpId = "territoire.example";
        authenticator.flags = 0x01;
        assertThat(refused(town, answer(browser, authenticator.sign(challenge(town, browser))))).as("owner not verified").isEqualTo(no);
        authenticator.flags = 0x05;
        assertThat(refused(town, answer(browser, new SoftAuthenticator().sign(challenge(town, browser)).replace("\"userHandle\":\"\"",
                "\"userHandle\":\"" + authenticator.userHandle + "\"")))).as("unknown").isEqualTo(no);
        SoftAuthenticator thief = new SoftAuthenticator();
        thief.userHandle = authenticator.userHandle;
        String forged = thief.sign(challenge(town, browser)).replace(thief.id(), authenticator.id());
        assertThat(refused(town, answer(browser, forged))).as("signed by another key").isEqualTo(no);
        for (String nonsense : List.of("", "null", "[]", "{}", "{\"rawId\":\"!\"}", "{\"rawId\":\"AA\",\"response\":{\"clientDataJSON\":\"AA\"}}", "x".repeat(50_000))) {
            assertThat(refused(town, answer(browser, nonsense))).as(nonsense).isEqualTo(no);
        }
        assertThat(browser.account(Citizens.TERRITORY)).isEmpty();
    }

    @OnBothDatabases
    void a_challenge_counts_once_for_five_minutes_in_the_browser_that_asked(TestDatabase test) throws IOException {
        Citizens town = new Citizens(test);
        SoftAuthenticator authenticator = added(town, town.new Browser().signedUp(Citizens.MARIE));
        authenticator.counter = 10;
        Browser browser = town.new Browser();
        String late = "/compte/connexion?cle=tard&retour=%2Fcompte%2Fmessages";
        challenge(town, browser);
        assertThat(refused(town, answer(browser, authenticator.sign("A".repeat(43))))).as("never given out").isEqualTo(late);

        String used = authenticator.sign(challenge(town, browser));
        assertThat(town.passkeyPages.enter(answer(browser, used)).cookies()).hasSize(1);
        authenticator.counter = 11;
        assertThat(refused(town, answer(browser, used))).as("replayed").isEqualTo(late);

        Browser other = town.new Browser();
        challenge(town, other);
        assertThat(refused(town, answer(other, authenticator.sign(challenge(town, browser))))).as("another browser's").isEqualTo(late);
        assertThat(refused(town, answer(town.new Browser(), authenticator.sign(challenge(town, browser))))).as("no cookie").isEqualTo(late);
        String first = challenge(town, browser);
        challenge(town, browser);
        assertThat(town.passkeyPages.enter(answer(browser, authenticator.sign(first))).cookies()).as("two tabs").hasSize(1);

        Instant tooLate = FakeRequest.NOW.plus(Duration.ofMinutes(5));
        assertThat(refused(town, answer(browser, authenticator.sign(challenge(town, browser))).at(tooLate))).isEqualTo(late);
    }

    @OnBothDatabases
    void an_authenticator_that_counts_backwards_is_refused_and_that_is_written_down(TestDatabase test) throws IOException {
        Citizens town = new Citizens(test);
        SoftAuthenticator authenticator = added(town, town.new Browser().signedUp(Citizens.MARIE));
        Browser browser = town.new Browser();
        authenticator.counter = 8;
        assertThat(town.passkeyPages.enter(answer(browser, authenticator.sign(challenge(town, browser)))).cookies()).hasSize(1);
        for (int copied : new int[] {8, 3}) {
            authenticator.counter = copied;
            assertThat(refused(town, answer(browser, authenticator.sign(challenge(town, browser))))).contains("cle=refusee");
        }
        assertThat(town.audit.of(TenantId.TERRITORY, "identity.passkey.counter")).hasSize(2).first().satisfies(entry -> {
            assertThat(entry.detail()).isEqualTo("Téléphone");
            assertThat(entry.actor()).isNotNull();
        });
        authenticator.counter = 9;
        assertThat(town.passkeyPages.enter(answer(browser, authenticator.sign(challenge(town, browser)))).cookies()).hasSize(1);
    }

    @OnBothDatabases
    void one_that_does_not_count_goes_on_without(TestDatabase test) throws IOException {
        Citizens town = new Citizens(test);
        Browser marie = town.new Browser().signedUp(Citizens.MARIE);
        SoftAuthenticator authenticator = new SoftAuthenticator();
        authenticator.counter = 0;
        assertThat(adding(town, marie, authenticator.create(options(town, marie))).status()).isEqualTo(303);
        for (int i = 0; i < 2; i++) {
            Browser browser = town.new Browser();
            assertThat(town.passkeyPages.enter(answer(browser, authenticator.sign(challenge(town, browser)))).cookies()).hasSize(1);
        }
    }

    @OnBothDatabases
    void nobody_signs_in_to_the_account_of_somebody_else(TestDatabase test) throws IOException {
        Citizens town = new Citizens(test);
        SoftAuthenticator maries = added(town, town.new Browser().signedUp(Citizens.MARIE));
        SoftAuthenticator pauls = added(town, town.new Browser().signedUp(PAUL));
        maries.counter = 5;
        maries.userHandle = pauls.userHandle;
        Browser browser = town.new Browser();
        assertThat(refused(town, answer(browser, maries.sign(challenge(town, browser))))).contains("cle=refusee");
    }

    @OnBothDatabases
    void nobody_adds_to_or_touches_what_is_somebody_elses(TestDatabase test) throws IOException {
        Citizens town = new Citizens(test);
        Browser marie = town.new Browser().signedUp(Citizens.MARIE);
        Browser paul = town.new Browser().signedUp(PAUL);
        added(town, marie);
        added(town, paul);
        String key = keys(town, marie).get(0).id();
        assertThatThrownBy(() -> town.passkeyPages.remove(paul.post(Citizens.TERRITORY, "/compte/cles/x/supprimer").with("id", key))).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> town.passkeyPages.rename(paul.post(Citizens.TERRITORY, "/compte/cles/x").with("id", key).field("name", "x")))
                .isInstanceOf(NotFound.class);
        String asked = options(town, marie);
        // Paul's session in Marie's browser: what was begun for her account is nothing for his.
        Map<String, String> cookies = marie.cookies.get(Citizens.TERRITORY.host());
        cookies.put("__Host-parvis-compte", paul.session(Citizens.TERRITORY));
        Response response = adding(town, marie, new SoftAuthenticator().create(asked));
        assertThat(response.status()).isEqualTo(422);
        assertThat(model(response).toString()).contains("identity.passkey.add.over");
        assertThat(keys(town, paul)).hasSize(1);
    }

    @OnBothDatabases
    void what_is_wrong_is_not_added(TestDatabase test) throws IOException {
        Citizens town = new Citizens(test);
        Browser marie = town.new Browser().signedUp(Citizens.MARIE);
        SoftAuthenticator elsewhere = new SoftAuthenticator();
        elsewhere.origin = "https://evil.example";
        assertThat(model(adding(town, marie, elsewhere.create(options(town, marie)))).toString()).contains("identity.passkey.add.wrong");
        SoftAuthenticator unverified = new SoftAuthenticator();
        unverified.flags = 0x01;
        assertThat(model(adding(town, marie, unverified.create(options(town, marie)))).toString()).contains("identity.passkey.add.wrong");
        SoftAuthenticator signing = new SoftAuthenticator();
        assertThat(adding(town, marie, signing.sign(challenge(town, marie))).status()).as("a challenge to sign in").isEqualTo(422);
        assertThat(keys(town, marie)).isEmpty();
    }

    @SuppressWarnings("unchecked")
    private static List<PersonPasskeyPages.Shown> keys(Citizens town, Browser browser) {
        return (List<PersonPasskeyPages.Shown>) model(town.passkeyPages.show(browser.get(Citizens.TERRITORY, "/compte/cles"))).get("passkeys");
    }

    @OnBothDatabases
    void one_that_was_removed_signs_in_no_more(TestDatabase test) throws IOException {
        Citizens town = new Citizens(test);
        Browser marie = town.new Browser().signedUp(Citizens.MARIE);
        SoftAuthenticator authenticator = added(town, marie);
        String key = keys(town, marie).get(0).id();
        town.passkeyPages.rename(marie.post(Citizens.TERRITORY, "/compte/cles/x").with("id", key).field("name", "Ancien"));
        assertThat(keys(town, marie)).singleElement().extracting(PersonPasskeyPages.Shown::name).isEqualTo("Ancien");
        town.passkeyPages.remove(marie.post(Citizens.TERRITORY, "/compte/cles/x/supprimer").with("id", key));
        assertThat(keys(town, marie)).isEmpty();
        assertThat(town.audit.of(TenantId.TERRITORY, "identity.passkey.remove")).hasSize(1);
        authenticator.counter = 5;
        Browser browser = town.new Browser();
        assertThat(refused(town, answer(browser, authenticator.sign(challenge(town, browser))))).contains("cle=refusee");
    }

    @OnBothDatabases
    void passkeys_are_in_the_copy_of_ones_data_and_go_with_the_account(TestDatabase test) throws IOException {
        Citizens town = new Citizens(test);
        Browser marie = town.new Browser().signedUp(Citizens.MARIE);
        SoftAuthenticator authenticator = added(town, marie);
        UUID id = marie.account(Citizens.TERRITORY).orElseThrow().id();
        TenantData territory = town.database.of(TenantId.TERRITORY);
        PasskeyPrivacy privacy = new PasskeyPrivacy();
        org.parvis.api.privacy.Person person = org.parvis.api.privacy.Person.of(Citizens.MARIE, "").withAccount(id, Citizens.MARIE, "Marie Essai");
        List<String> exported = new ArrayList<>();
        privacy.export(territory, person, (processing, title, fields) -> exported.add(processing + " " + title + " " + fields));
        assertThat(exported).singleElement().asString().contains("identity.person-passkeys", "Téléphone", authenticator.id());
        challenge(town, town.new Browser());
        territory.write(transaction -> {
            assertThat(privacy.purge(transaction, FakeRequest.NOW)).isZero();
            assertThat(privacy.purge(transaction, FakeRequest.NOW.plus(Duration.ofMinutes(6)))).isEqualTo(1);
            assertThat(privacy.erase(transaction, person, FakeRequest.NOW)).hasSize(1);
        });
        assertThat(keys(town, marie)).isEmpty();
    }

    @OnBothDatabases
    void pages_say_all_in_both_languages_and_show_no_button_that_does_nothing(TestDatabase test) throws IOException {
        Citizens town = new Citizens(test);
        Browser marie = town.new Browser().signedUp(Citizens.MARIE);
        added(town, marie);
        Pages pages = Pages.of("identity");
        String signIn = pages.html(town.pages.form(town.new Browser().get(Citizens.TERRITORY, "/compte/connexion").query("cle", "refusee")), Citizens.TERRITORY);
        assertThat(signIn).contains("username webauthn", "data-passkey hidden", "n’a pas pu être vérifiée").doesNotContain("identity.passkey");
        String list = pages.html(town.passkeyPages.show(marie.get(Citizens.TERRITORY, "/compte/cles")), Citizens.TERRITORY);
        assertThat(list).contains("Téléphone", "data-passkey-without", "JavaScript").doesNotContain("identity.passkey.");
        FakeRequest bad = marie.post(Citizens.TERRITORY, "/compte/cles/nouvelle").field("name", "<b>");
        Response refused = town.passkeyPages.beginAdding(bad);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(pages.html(refused, Citizens.TERRITORY)).contains("&lt;b&gt;").doesNotContain("<b>");
        FakeRequest one = marie.get(Citizens.TERRITORY, "/compte/cles/x").with("id", keys(town, marie).get(0).id());
        assertThat(pages.html(town.passkeyPages.showOne(one), Citizens.TERRITORY)).contains("Téléphone").doesNotContain("identity.passkey.");
    }
}
