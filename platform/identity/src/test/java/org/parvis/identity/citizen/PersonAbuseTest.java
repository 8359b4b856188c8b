package org.parvis.identity.citizen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.parvis.api.route.Response;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** What somebody who means ill tries with accounts of citizens. */
final class PersonAbuseTest {
    private static final String VICTIM = "victime@example.org";

    private static void changes(Citizens citizens, Citizens.Browser browser, String email) throws IOException {
        browser.keep(Citizens.TERRITORY, citizens.profilePages.changeEmail(browser.post(Citizens.TERRITORY, "/compte/adresse").field("newEmail", email)));
    }

    private static FakeRequest link(Citizens citizens, FakeRequest request) {
        return request.with("lien", citizens.lastLink());
    }

    @OnBothDatabases
    void nobody_gives_their_address_to_a_strangers_account_by_a_click_on_a_mail(TestDatabase test) throws IOException {
        Citizens citizens = new Citizens(test);
        Citizens.Browser stranger = citizens.browser().signedUp("pirate@example.org");
        Citizens.Browser known = citizens.browser().signedUp(Citizens.MARIE);
        changes(citizens, stranger, VICTIM);
        Response first = citizens.pages.link(link(citizens, citizens.browser().get(Citizens.TERRITORY, "/compte/lien/x")));
        assertThat(Citizens.location(first)).as("signs in first").isEqualTo("/compte/connexion?retour=%2Fcompte%2Flien%2F" + citizens.lastLink());
        assertThat(citizens.pages.confirm(link(citizens, citizens.browser().post(Citizens.TERRITORY, "/compte/lien/x"))).status()).isEqualTo(404);
        assertThat(citizens.pages.link(link(citizens, known.get(Citizens.TERRITORY, "/compte/lien/x"))).status()).as("of another account").isEqualTo(404);
        assertThat(citizens.pages.confirm(link(citizens, known.post(Citizens.TERRITORY, "/compte/lien/x"))).status()).isEqualTo(404);
        assertThat(stranger.account(Citizens.TERRITORY).orElseThrow().email()).isEqualTo("pirate@example.org");
        Response own = citizens.pages.confirm(link(citizens, stranger.post(Citizens.TERRITORY, "/compte/lien/x")));
        assertThat(Citizens.location(own)).as("the owner, signed in").isEqualTo("/compte?fait=adresse");
    }

    @OnBothDatabases
    void a_session_that_was_ended_does_not_change_the_address_afterwards(TestDatabase test) throws IOException {
        Citizens citizens = new Citizens(test);
        Citizens.Browser left = citizens.browser().signedUp(Citizens.MARIE);
        changes(citizens, left, VICTIM);
        String code = citizens.lastCode();
        Citizens.Browser owner = citizens.browser();
        owner.byCode(Citizens.MARIE);
        citizens.passwordPages.change(owner.post(Citizens.TERRITORY, "/compte/mot-de-passe").field("password", "bateau sept nuage cuivre"));
        assertThat(left.account(Citizens.TERRITORY)).isEmpty();
        Response late = citizens.pages.enter(left.post(Citizens.TERRITORY, "/compte/connexion/code").field("code", code));
        assertThat(Citizens.location(late)).isEqualTo("/compte/connexion?tard=1");
        assertThat(owner.account(Citizens.TERRITORY).orElseThrow().email()).isEqualTo(Citizens.MARIE);
    }

    @OnBothDatabases
    void changing_ones_own_password_buys_no_guesses_at_others(TestDatabase test) throws IOException {
        Citizens citizens = new Citizens(test);
        Citizens.Browser own = citizens.browser().signedUp("pirate@example.org");
        for (int i = 0; i < 30; i++) {
            assertThat(guess(citizens, i).status()).isEqualTo(422);
            if (i % 10 == 0) {
                assertThat(citizens.passwordPages.change(own.post(Citizens.TERRITORY, "/compte/mot-de-passe").field("none", "1")).status()).isEqualTo(303);
            }
        }
        assertThat(guess(citizens, 30).status()).as("thirty from one address are enough").isEqualTo(429);
    }

    private static Response guess(Citizens citizens, int number) throws IOException {
        return citizens.passwordPages.enter(citizens.browser().post(Citizens.TERRITORY, "/compte/connexion/mot-de-passe")
                .field("email", "personne" + number + "@example.org").field("password", "x"));
    }

    @OnBothDatabases
    void a_mangled_way_back_is_no_fault_of_ours(TestDatabase test) {
        Citizens citizens = new Citizens(test);
        FakeRequest request = citizens.browser().get(Citizens.TERRITORY, "/compte/connexion").query("retour", "/compte/autoriser?site=%zz");
        assertThat(citizens.pages.form(request).status()).isEqualTo(200);
    }
}
