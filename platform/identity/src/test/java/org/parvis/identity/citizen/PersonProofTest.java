package org.parvis.identity.citizen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.tenant.TenantId;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.Pages;
import org.parvis.testkit.TestDatabase;

/** A session left open is not enough to change what others would like to change. */
final class PersonProofTest {
    private static final Instant STALE = FakeRequest.NOW.plusSeconds(11 * 60);
    private static final String OTHER = "bateau sept nuage cuivre";

    private static Response send(Routes pages, FakeRequest request) throws IOException {
        Route route = pages.routes().stream()
                .filter(one -> one.method().equals("POST") && one.pattern().equals(request.path()))
                .findFirst()
                .orElseThrow();
        return route.handler().handle(request);
    }

    private static Map<String, ?> model(Response response) {
        return ((Response.View) response.content()).model();
    }

    private static String kept(Response asked) {
        assertThat(((Response.View) asked.content()).template()).isEqualTo("identity/person-fresh");
        return String.valueOf(model(asked).get("kept"));
    }

    @OnBothDatabases
    void ten_minutes_after_signing_in_a_change_waits_for_a_proof_and_what_was_typed_is_done_then(TestDatabase test) throws IOException {
        Citizens citizens = new Citizens(test);
        Citizens.Browser browser = citizens.browser().signedUp(Citizens.MARIE);
        FakeRequest fresh = browser.post(Citizens.TERRITORY, "/compte/mot-de-passe").at(FakeRequest.NOW.plusSeconds(9 * 60)).field("password", "court");
        assertThat(send(citizens.passwordPages, fresh).status()).as("nobody is asked twice at once").isEqualTo(422);

        FakeRequest late = browser.post(Citizens.TERRITORY, "/compte/mot-de-passe").at(STALE).field("password", OTHER);
        Response asked = send(citizens.passwordPages, late);
        assertThat(model(asked).get("hasPassword")).isEqualTo(true);
        assertThat(model(asked).get("hasPasskey")).isEqualTo(false);
        FakeRequest wrong = browser.post(Citizens.TERRITORY, "/compte/mot-de-passe").at(STALE)
                .field("kept", kept(asked)).field("preuve", "mot-de-passe").field("current", "pas le bon mot");
        Response refused = send(citizens.passwordPages, wrong);
        assertThat(refused.status()).isEqualTo(422);

        FakeRequest right = browser.post(Citizens.TERRITORY, "/compte/mot-de-passe").at(STALE)
                .field("kept", kept(refused)).field("preuve", "mot-de-passe").field("current", Citizens.PASSWORD);
        assertThat(Citizens.location(send(citizens.passwordPages, right))).isEqualTo("/compte?fait=mot-de-passe");
        assertThat(Citizens.PASSWORDS.passwords().matches(OTHER, String.valueOf(citizens.marie().passwordHash()))).isTrue();
        assertThat(citizens.audit.of(TenantId.TERRITORY, "identity.person-fresh")).hasSize(1);

        FakeRequest next = browser.post(Citizens.TERRITORY, "/compte/adresse").at(STALE.plusSeconds(60)).field("newEmail", "nouvelle@example.org");
        assertThat(Citizens.location(send(citizens.profilePages, next))).as("just proved").isEqualTo("/compte/connexion/code");
    }

    @OnBothDatabases
    void who_has_no_password_gets_a_code_that_counts_in_this_session_once(TestDatabase test) throws IOException {
        Citizens citizens = new Citizens(test);
        Citizens.Browser browser = citizens.browser().signedUp(Citizens.MARIE);
        UnaryOperator<FakeRequest> late = request -> request.at(STALE);
        Response asked = send(citizens.profilePages, late.apply(browser.post(Citizens.TERRITORY, "/compte/adresse")).field("newEmail", "nouvelle@example.org"));
        citizens.mails.clear();
        Response sent = send(citizens.profilePages, late.apply(browser.post(Citizens.TERRITORY, "/compte/adresse")).field("kept", kept(asked)).field("preuve", "courriel"));
        assertThat(citizens.mails).extracting("kind").containsExactly(PersonKinds.AGAIN);
        String code = citizens.lastCode();

        Citizens.Browser thief = citizens.browser();
        assertThat(Citizens.location(citizens.pages.enter(thief.post(Citizens.TERRITORY, "/compte/connexion/code").field("code", code))))
                .as("it signs nobody in").isEqualTo("/compte/connexion?tard=1");

        String wrong = code.equals("000000") ? "000001" : "000000";
        Response refused = send(citizens.profilePages, late.apply(browser.post(Citizens.TERRITORY, "/compte/adresse"))
                .field("kept", kept(sent)).field("preuve", "code").field("preuve-code", wrong));
        assertThat(refused.status()).isEqualTo(422);
        Response done = send(citizens.profilePages, late.apply(browser.post(Citizens.TERRITORY, "/compte/adresse"))
                .field("kept", kept(refused)).field("preuve", "code").field("preuve-code", code));
        assertThat(Citizens.location(done)).isEqualTo("/compte/connexion/code");
        assertThat(citizens.mails.get(citizens.mails.size() - 1).to().email()).isEqualTo("nouvelle@example.org");
    }

    @OnBothDatabases
    void what_waits_is_for_its_form_and_its_session_alone_and_not_for_ever(TestDatabase test) throws IOException {
        Citizens citizens = new Citizens(test);
        Citizens.Browser browser = citizens.browser().signedUp(Citizens.MARIE);
        Citizens.Browser other = citizens.browser().signedUp("autre@example.org");
        String kept = kept(send(citizens.profilePages, browser.post(Citizens.TERRITORY, "/compte/adresse").at(STALE).field("newEmail", "nouvelle@example.org")));
        List<FakeRequest> foreign = List.of(
                other.post(Citizens.TERRITORY, "/compte/adresse").at(STALE),
                browser.post(Citizens.TERRITORY, "/compte/mot-de-passe").at(STALE),
                browser.post(Citizens.TERRITORY, "/compte/adresse").at(STALE.plusSeconds(30 * 60)));
        for (FakeRequest request : foreign) {
            Routes pages = request.path().endsWith("adresse") ? citizens.profilePages : citizens.passwordPages;
            assertThatThrownBy(() -> send(pages, request.field("kept", kept).field("preuve", "mot-de-passe").field("current", Citizens.PASSWORD)))
                    .isInstanceOf(Invalid.class);
        }
    }

    @OnBothDatabases
    void guesses_at_the_password_are_slowed_down_there_too(TestDatabase test) throws IOException {
        Citizens citizens = new Citizens(test);
        Citizens.Browser browser = citizens.browser().signedUp(Citizens.MARIE);
        String kept = kept(send(citizens.profilePages, browser.post(Citizens.TERRITORY, "/compte/adresse").at(STALE).field("newEmail", "nouvelle@example.org")));
        for (int i = 0; i < 5; i++) {
            assertThat(send(citizens.profilePages, browser.post(Citizens.TERRITORY, "/compte/adresse").at(STALE)
                    .field("kept", kept).field("preuve", "mot-de-passe").field("current", "pas le bon mot " + i)).status()).isEqualTo(422);
        }
        assertThat(send(citizens.profilePages, browser.post(Citizens.TERRITORY, "/compte/adresse").at(STALE)
                .field("kept", kept).field("preuve", "mot-de-passe").field("current", Citizens.PASSWORD)).status()).isEqualTo(429);
    }

    /** All that changes who gets in, and what takes the person's data away. */
    @OnBothDatabases
    void every_form_that_others_would_like_to_send_asks(TestDatabase test) throws IOException {
        Citizens citizens = new Citizens(test);
        Citizens.Browser browser = citizens.browser().signedUp(Citizens.MARIE);
        Map<String, Routes> forms = Map.of(
                "/compte/adresse", citizens.profilePages,
                "/compte/mot-de-passe", citizens.passwordPages,
                "/compte/cles/nouvelle", citizens.passkeyPages,
                "/compte/cles", citizens.passkeyPages,
                "/compte/cles/{id}/supprimer", citizens.passkeyPages,
                "/compte/identite/{id}/associer", citizens.linkPages,
                "/compte/identite/{id}/dissocier", citizens.linkPages,
                "/compte/donnees/copie", citizens.dataPages,
                "/compte/donnees/supprimer", citizens.dataPages);
        for (Map.Entry<String, Routes> form : forms.entrySet()) {
            assertThat(kept(send(form.getValue(), browser.post(Citizens.TERRITORY, form.getKey()).at(STALE)))).as(form.getKey()).isNotEmpty();
        }
    }

    @OnBothDatabases
    void the_page_that_asks_is_whole_in_both_languages(TestDatabase test) throws IOException {
        Citizens citizens = new Citizens(test);
        Citizens.Browser browser = citizens.browser().signedUp(Citizens.MARIE);
        Response asked = send(citizens.profilePages, browser.post(Citizens.TERRITORY, "/compte/adresse").at(STALE).field("newEmail", "nouvelle@example.org"));
        assertThat(Pages.of("identity").html(asked, Citizens.TERRITORY))
                .contains("Confirmez que c’est bien vous").contains("action=\"/compte/adresse\"").doesNotContain("nouvelle@example.org").doesNotContain("identity.fresh");
        Response sent = send(citizens.profilePages, browser.post(Citizens.TERRITORY, "/compte/adresse").at(STALE).field("kept", kept(asked)).field("preuve", "courriel"));
        assertThat(Pages.of("identity").html(sent, Citizens.TERRITORY)).contains("Recevoir un autre code").contains("pendant 20 minutes");
    }
}
