package org.parvis.identity.citizen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.parvis.api.route.Response;
import org.parvis.api.tenant.TenantId;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.Pages;
import org.parvis.testkit.TestDatabase;

final class PersonSignInTest {

    private static Map<String, ?> model(Response response) {
        return ((Response.View) response.content()).model();
    }

    @OnBothDatabases
    void a_code_from_the_mail_leads_to_a_new_account_and_from_then_on_into_it(TestDatabase test) throws IOException {
        Citizens citizens = new Citizens(test);
        Citizens.Browser browser = citizens.browser();
        Response proven = browser.byCode("  Marie@Example.org ");
        assertThat(Citizens.location(proven)).isEqualTo("/compte/creer");
        assertThat(browser.account(Citizens.TERRITORY)).isEmpty();
        Response made = browser.keep(Citizens.TERRITORY, citizens.createPages.create(browser.post(Citizens.TERRITORY, "/compte/creer").field("name", "Marie Essai")));
        assertThat(Citizens.location(made)).isEqualTo("/compte");
        assertThat(browser.account(Citizens.TERRITORY).orElseThrow().email()).isEqualTo(Citizens.MARIE);
        assertThat(citizens.marie().passwordHash()).isNull();

        Citizens.Browser other = citizens.browser();
        assertThat(Citizens.location(other.byCode(Citizens.MARIE))).isEqualTo("/compte");
        assertThat(other.account(Citizens.TERRITORY).orElseThrow().name()).isEqualTo("Marie Essai");
        assertThat(citizens.audit.of(TenantId.TERRITORY, "identity.person-sign-in")).hasSize(2);
    }

    @OnBothDatabases
    void asking_for_a_code_tells_nobody_whether_there_is_an_account(TestDatabase test) throws IOException {
        Citizens citizens = new Citizens(test);
        citizens.browser().signedUp(Citizens.MARIE);
        citizens.mails.clear();
        Response known = citizens.pages.send(citizens.browser().post(Citizens.TERRITORY, "/compte/connexion").field("email", Citizens.MARIE));
        Response unknown = citizens.pages.send(citizens.browser().post(Citizens.TERRITORY, "/compte/connexion").field("email", "personne@example.org"));
        assertThat(known.status()).isEqualTo(unknown.status()).isEqualTo(303);
        assertThat(known.headers()).isEqualTo(unknown.headers());
        assertThat(citizens.mails).extracting("kind").containsExactly(PersonKinds.CODE, PersonKinds.CODE);
    }

    @OnBothDatabases
    void opening_the_link_uses_nothing_up_and_its_button_signs_in_once(TestDatabase test) throws IOException {
        Citizens citizens = new Citizens(test);
        citizens.browser().signedUp(Citizens.MARIE);
        citizens.browser().keep(Citizens.TERRITORY, citizens.pages.send(citizens.browser().post(Citizens.TERRITORY, "/compte/connexion").field("email", Citizens.MARIE)));
        String link = citizens.lastLink();
        for (int scanner = 0; scanner < 3; scanner++) {
            Response seen = citizens.pages.link(FakeRequest.get("/compte/lien/" + link).on(Citizens.TERRITORY).with("lien", link));
            assertThat(seen.status()).isEqualTo(200);
            assertThat(seen.cookies()).isEmpty();
        }
        Citizens.Browser telephone = citizens.browser();
        telephone.keep(Citizens.TERRITORY, citizens.pages.confirm(telephone.post(Citizens.TERRITORY, "/compte/lien/" + link).with("lien", link)));
        assertThat(telephone.account(Citizens.TERRITORY)).isPresent();
        Response again = citizens.pages.confirm(citizens.browser().post(Citizens.TERRITORY, "/compte/lien/" + link).with("lien", link));
        assertThat(again.status()).isEqualTo(404);
        assertThat(again.cookies()).isEmpty();
    }

    @OnBothDatabases
    void after_five_wrong_codes_the_right_one_is_worth_nothing(TestDatabase test) throws IOException {
        Citizens citizens = new Citizens(test);
        Citizens.Browser browser = citizens.browser();
        browser.keep(Citizens.TERRITORY, citizens.pages.send(browser.post(Citizens.TERRITORY, "/compte/connexion").field("email", Citizens.MARIE)));
        String right = citizens.lastCode();
        String wrong = right.equals("000000") ? "000001" : "000000";
        for (int i = 0; i < 5; i++) {
            assertThat(citizens.pages.enter(browser.post(Citizens.TERRITORY, "/compte/connexion/code").field("code", wrong)).status()).isEqualTo(422);
        }
        Response late = citizens.pages.enter(browser.post(Citizens.TERRITORY, "/compte/connexion/code").field("code", right));
        assertThat(Citizens.location(late)).isEqualTo("/compte/connexion?tard=1");
    }

    @OnBothDatabases
    void a_code_counts_in_the_browser_that_asked_alone_and_for_twenty_minutes(TestDatabase test) throws IOException {
        Citizens citizens = new Citizens(test);
        Citizens.Browser mine = citizens.browser();
        Citizens.Browser theirs = citizens.browser();
        theirs.keep(Citizens.TERRITORY, citizens.pages.send(theirs.post(Citizens.TERRITORY, "/compte/connexion").field("email", Citizens.MARIE)));
        String stolen = citizens.lastCode();
        mine.keep(Citizens.TERRITORY, citizens.pages.send(mine.post(Citizens.TERRITORY, "/compte/connexion").field("email", "autre@example.org")));
        if (!stolen.equals(citizens.lastCode())) {
            assertThat(citizens.pages.enter(mine.post(Citizens.TERRITORY, "/compte/connexion/code").field("code", stolen)).status()).isEqualTo(422);
        }
        Response late = citizens.pages.enter(theirs.post(Citizens.TERRITORY, "/compte/connexion/code").field("code", stolen).at(FakeRequest.NOW.plus(MailProofs.LIFETIME)));
        assertThat(Citizens.location(late)).isEqualTo("/compte/connexion?tard=1");
    }

    @OnBothDatabases
    void mails_and_guessed_passwords_are_slowed_down_for_known_and_unknown_addresses_alike(TestDatabase test) throws IOException {
        Citizens citizens = new Citizens(test);
        citizens.browser().signedUp(Citizens.MARIE);
        for (String email : new String[] {Citizens.MARIE, "personne@example.org"}) {
            for (int i = 0; i < 5; i++) {
                assertThat(citizens.passwordPages.enter(entering(citizens, email, "pas le bon mot " + i)).status()).isEqualTo(422);
                assertThat(citizens.pages.send(citizens.browser().post(Citizens.TERRITORY, "/compte/connexion").field("email", email)).status()).isEqualTo(303);
            }
            assertThat(citizens.passwordPages.enter(entering(citizens, email, Citizens.PASSWORD)).status()).isEqualTo(429);
            Response waiting = citizens.pages.send(citizens.browser().post(Citizens.TERRITORY, "/compte/connexion").field("email", email));
            assertThat(waiting.status()).isEqualTo(429);
            assertThat(waiting.headers()).containsEntry("Retry-After", "61");
        }
    }

    private static FakeRequest entering(Citizens citizens, String email, String password) {
        return citizens.browser().post(Citizens.TERRITORY, "/compte/connexion/mot-de-passe").field("email", email).field("password", password);
    }

    @OnBothDatabases
    void a_wrong_password_an_unknown_address_and_an_account_without_password_are_answered_alike(TestDatabase test) throws IOException {
        Citizens citizens = new Citizens(test);
        citizens.browser().signedUp(Citizens.MARIE);
        Citizens.Browser bare = citizens.browser();
        bare.byCode("sans@example.org");
        citizens.createPages.create(bare.post(Citizens.TERRITORY, "/compte/creer"));
        Object wrong = null;
        for (String email : new String[] {Citizens.MARIE, "personne@example.org", "sans@example.org"}) {
            Response response = citizens.passwordPages.enter(entering(citizens, email, "pas le bon mot"));
            assertThat(response.status()).isEqualTo(422);
            assertThat(response.cookies()).isEmpty();
            Object errors = model(response).get("errors");
            assertThat(errors).isEqualTo(wrong == null ? errors : wrong);
            wrong = errors;
        }
        Citizens.Browser browser = citizens.browser();
        browser.keep(Citizens.TERRITORY, citizens.passwordPages.enter(entering(citizens, Citizens.MARIE, Citizens.PASSWORD)));
        assertThat(browser.account(Citizens.TERRITORY)).isPresent();
    }

    @OnBothDatabases
    void a_session_that_was_planted_before_signing_in_is_not_the_one_after(TestDatabase test) throws IOException {
        Citizens citizens = new Citizens(test);
        Citizens.Browser attacker = citizens.browser().signedUp("pirate@example.org");
        Citizens.Browser victim = citizens.browser();
        victim.cookies.put(Citizens.TERRITORY.host(), new LinkedHashMap<>(Map.of("__Host-parvis-compte", attacker.session(Citizens.TERRITORY))));
        victim.byCode(Citizens.MARIE);
        victim.keep(Citizens.TERRITORY, citizens.createPages.create(victim.post(Citizens.TERRITORY, "/compte/creer")));
        assertThat(victim.session(Citizens.TERRITORY)).isNotEqualTo(attacker.session(Citizens.TERRITORY));
        assertThat(victim.account(Citizens.TERRITORY).orElseThrow().email()).isEqualTo(Citizens.MARIE);
        assertThat(attacker.account(Citizens.TERRITORY)).isEmpty();
    }

    @OnBothDatabases
    void whoever_forgot_the_password_signs_in_by_mail_and_chooses_another_and_other_sessions_end(TestDatabase test) throws IOException {
        Citizens citizens = new Citizens(test);
        Citizens.Browser old = citizens.browser();
        citizens.browser().signedUp(Citizens.MARIE);
        old.keep(Citizens.TERRITORY, citizens.passwordPages.enter(entering(citizens, Citizens.MARIE, Citizens.PASSWORD)));
        Citizens.Browser fresh = citizens.browser();
        fresh.byCode(Citizens.MARIE);
        assertThat(citizens.passwordPages.change(fresh.post(Citizens.TERRITORY, "/compte/mot-de-passe").field("password", "motdepasse12")).status()).isEqualTo(422);
        FakeRequest again = fresh.post(Citizens.TERRITORY, "/compte/mot-de-passe").field("password", "bateau sept nuage cuivre");
        assertThat(citizens.passwordPages.change(again).status()).isEqualTo(303);
        assertThat(fresh.account(Citizens.TERRITORY)).isPresent();
        assertThat(old.account(Citizens.TERRITORY)).isEmpty();
        assertThat(citizens.passwordPages.enter(entering(citizens, Citizens.MARIE, Citizens.PASSWORD)).status()).isEqualTo(422);
        assertThat(citizens.passwordPages.enter(entering(citizens, Citizens.MARIE, "bateau sept nuage cuivre")).status()).isEqualTo(303);
    }

    @OnBothDatabases
    void codes_and_links_are_over_once_the_password_has_changed_or_later_ones_were_sent(TestDatabase test) throws IOException {
        Citizens citizens = new Citizens(test);
        Citizens.Browser owner = citizens.browser().signedUp(Citizens.MARIE);
        Citizens.Browser first = citizens.browser();
        first.keep(Citizens.TERRITORY, citizens.pages.send(first.post(Citizens.TERRITORY, "/compte/connexion").field("email", Citizens.MARIE)));
        String firstLink = citizens.lastLink();
        Citizens.Browser second = citizens.browser();
        second.keep(Citizens.TERRITORY, citizens.pages.send(second.post(Citizens.TERRITORY, "/compte/connexion").field("email", Citizens.MARIE)));
        String code = citizens.lastCode();
        assertThat(citizens.pages.confirm(citizens.browser().post(Citizens.TERRITORY, "/compte/lien/x").with("lien", firstLink)).status()).isEqualTo(404);
        citizens.passwordPages.change(owner.post(Citizens.TERRITORY, "/compte/mot-de-passe").field("password", "bateau sept nuage cuivre"));
        Response late = citizens.pages.enter(second.post(Citizens.TERRITORY, "/compte/connexion/code").field("code", code));
        assertThat(Citizens.location(late)).isEqualTo("/compte/connexion?tard=1");
        assertThat(second.account(Citizens.TERRITORY)).isEmpty();
    }

    @OnBothDatabases
    void another_address_counts_once_it_is_proven_and_the_former_one_is_told(TestDatabase test) throws IOException {
        Citizens citizens = new Citizens(test);
        Citizens.Browser browser = citizens.browser().signedUp(Citizens.MARIE);
        browser.keep(Citizens.TERRITORY, citizens.profilePages.changeEmail(browser.post(Citizens.TERRITORY, "/compte/adresse").field("newEmail", "nouvelle@example.org")));
        assertThat(citizens.marie().email()).isEqualTo(Citizens.MARIE);
        Response done = citizens.pages.enter(browser.post(Citizens.TERRITORY, "/compte/connexion/code").field("code", citizens.lastCode()));
        assertThat(Citizens.location(done)).isEqualTo("/compte?fait=adresse");
        assertThat(browser.account(Citizens.TERRITORY).orElseThrow().email()).isEqualTo("nouvelle@example.org");
        assertThat(citizens.mails.get(citizens.mails.size() - 1).to().email()).isEqualTo(Citizens.MARIE);

        Citizens.Browser taken = citizens.browser().signedUp("autre@example.org");
        taken.keep(Citizens.TERRITORY, citizens.profilePages.changeEmail(taken.post(Citizens.TERRITORY, "/compte/adresse").field("newEmail", "nouvelle@example.org")));
        Response refused = citizens.pages.enter(taken.post(Citizens.TERRITORY, "/compte/connexion/code").field("code", citizens.lastCode()));
        assertThat(Citizens.location(refused)).isEqualTo("/compte?fait=adresse-prise");
        assertThat(taken.account(Citizens.TERRITORY).orElseThrow().email()).isEqualTo("autre@example.org");
    }

    @OnBothDatabases
    void sign_in_leads_to_paths_of_this_host_and_nowhere_else(TestDatabase test) throws IOException {
        Citizens citizens = new Citizens(test);
        citizens.browser().signedUp(Citizens.MARIE);
        for (String bad : new String[] {"https://mechant.example/", "//mechant.example", "/\\mechant.example", "/compte/../..//mechant.example", "javascript:alert(1)", ""}) {
            Response response = citizens.passwordPages.enter(entering(citizens, Citizens.MARIE, Citizens.PASSWORD).field("retour", bad));
            assertThat(Citizens.location(response)).as(bad).isEqualTo("/compte");
        }
        Response good = citizens.passwordPages.enter(entering(citizens, Citizens.MARIE, Citizens.PASSWORD).field("retour", "/compte/messages?page=2"));
        assertThat(Citizens.location(good)).isEqualTo("/compte/messages?page=2");
    }

    @OnBothDatabases
    void a_session_ends_by_itself_and_lasts_on_ones_own_device(TestDatabase test) throws IOException {
        Citizens citizens = new Citizens(test);
        Citizens.Browser browser = citizens.browser().signedUp(Citizens.MARIE);
        String token = browser.session(Citizens.TERRITORY);
        assertThat(citizens.sessions.find(token, TenantId.TERRITORY, FakeRequest.NOW.plus(Duration.ofHours(11)))).isPresent();
        assertThat(citizens.sessions.find(token, TenantId.TERRITORY, FakeRequest.NOW.plus(Duration.ofHours(22)))).isPresent();
        assertThat(citizens.sessions.find(token, TenantId.TERRITORY, FakeRequest.NOW.plus(Duration.ofHours(35)))).isEmpty();
        Response response = citizens.passwordPages.enter(entering(citizens, Citizens.MARIE, Citizens.PASSWORD).field("lasting", "true"));
        Response.Cookie cookie = response.cookies().get(0);
        assertThat(cookie.maxAge()).isEqualTo(Duration.ofDays(365));
        assertThat(citizens.sessions.find(cookie.value(), TenantId.TERRITORY, FakeRequest.NOW.plus(Duration.ofDays(60)))).isPresent();
    }

    @OnBothDatabases
    void pages_are_whole_in_both_languages(TestDatabase test) throws IOException {
        Citizens citizens = new Citizens(test);
        Pages all = Pages.of("identity");
        Citizens.Browser browser = citizens.browser();
        assertThat(all.html(citizens.pages.form(FakeRequest.get("/compte/connexion").on(Citizens.TERRITORY).query("retour", "/compte/messages")), Citizens.TERRITORY))
                .contains("Recevoir un code").contains("retour=%2Fcompte%2Fmessages");
        browser.keep(Citizens.TERRITORY, citizens.pages.send(browser.post(Citizens.TERRITORY, "/compte/connexion").field("email", Citizens.MARIE)));
        assertThat(all.html(citizens.pages.codeForm(browser.get(Citizens.TERRITORY, "/compte/connexion/code")), Citizens.TERRITORY)).contains(Citizens.MARIE).contains("20 minutes");
        browser.signedUp(Citizens.MARIE);
        assertThat(all.html(citizens.profilePages.routes().get(0).handler().handle(browser.get(Citizens.TERRITORY, "/compte")), Citizens.TERRITORY))
                .contains("Marie Essai").contains("par courriel").contains("aucun message non lu").doesNotContain("identity.");
    }
}
