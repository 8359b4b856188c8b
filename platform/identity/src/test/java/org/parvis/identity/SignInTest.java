package org.parvis.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.api.identity.Role;
import org.parvis.api.identity.Sessions;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Response;
import org.parvis.api.tenant.TenantId;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.Pages;
import org.parvis.testkit.TestDatabase;

final class SignInTest {

    private static FakeRequest entering(String email, String password) {
        return FakeRequest.post("/bureau/connexion").on(FakeRequestSites.TERRITORY).field("email", email).field("password", password);
    }

    @OnBothDatabases
    void the_right_password_opens_a_session_and_leads_where_one_wanted_to_go(TestDatabase test) throws IOException {
        Fixture fixture = new Fixture(test);
        fixture.secretary();
        Response response = fixture.signInPages.enter(entering("  Secretaire@Rodez.example ", Fixture.PASSWORD).field("vers", "/bureau/rodez/actualites?page=2"));
        assertThat(response.status()).isEqualTo(303);
        assertThat(Fixture.location(response)).isEqualTo("/bureau/rodez/actualites?page=2");
        assertThat(fixture.sessions.agent(Fixture.cookie(response), FakeRequest.NOW).orElseThrow().hasAtLeast(Role.ADMIN, Fixture.RODEZ.id())).isTrue();
        assertThat(fixture.audited(TenantId.TERRITORY, "identity.sign-in")).isEqualTo(1);
    }

    @OnBothDatabases
    void a_wrong_password_and_an_unknown_address_are_answered_alike(TestDatabase test) throws IOException {
        Fixture fixture = new Fixture(test);
        fixture.secretary();
        Response wrong = fixture.signInPages.enter(entering(Fixture.EMAIL, "pas le bon mot"));
        Response unknown = fixture.signInPages.enter(entering("personne@rodez.example", "pas le bon mot"));
        assertThat(wrong.status()).isEqualTo(422).isEqualTo(unknown.status());
        assertThat(model(wrong).get("errors")).isEqualTo(model(unknown).get("errors"));
        assertThat(wrong.cookies()).isEmpty();
        assertThat(model(wrong).toString()).doesNotContain("pas le bon mot");
    }

    @OnBothDatabases
    void guessing_is_slowed_down_for_known_and_unknown_accounts(TestDatabase test) throws IOException {
        for (String email : new String[] {Fixture.EMAIL, "personne@rodez.example"}) {
            Fixture fixture = new Fixture(test);
            if (fixture.agents.byEmail(Fixture.EMAIL).isEmpty()) {
                fixture.secretary();
            }
            for (int i = 0; i < 5; i++) {
                assertThat(fixture.signIn(email, "faux " + i, FakeRequest.NOW)).isInstanceOf(SignIn.Wrong.class);
            }
            Response waiting = fixture.signInPages.enter(entering(email, Fixture.PASSWORD));
            assertThat(waiting.status()).isEqualTo(429);
            assertThat(waiting.headers()).containsEntry("Retry-After", "61");
        }
    }

    @OnBothDatabases
    void after_the_pause_the_right_password_is_taken_and_the_count_begins_anew(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        fixture.secretary();
        for (int i = 0; i < 5; i++) {
            fixture.signIn(Fixture.EMAIL, "faux " + i, FakeRequest.NOW);
        }
        assertThat(fixture.signIn(Fixture.EMAIL, "faux", Fixture.later(Duration.ofSeconds(61)))).isInstanceOf(SignIn.Wrong.class);
        assertThat(fixture.signIn(Fixture.EMAIL, Fixture.PASSWORD, Fixture.later(Duration.ofSeconds(120)))).isInstanceOf(SignIn.Wait.class);
        assertThat(fixture.signIn(Fixture.EMAIL, Fixture.PASSWORD, Fixture.later(Duration.ofSeconds(190)))).isInstanceOf(SignIn.Done.class);
        assertThat(fixture.signIn(Fixture.EMAIL, "faux", Fixture.later(Duration.ofSeconds(191)))).isInstanceOf(SignIn.Wrong.class);
        assertThat(fixture.signIn(Fixture.EMAIL, Fixture.PASSWORD, Fixture.later(Duration.ofSeconds(192)))).isInstanceOf(SignIn.Done.class);
    }

    @OnBothDatabases
    void one_address_that_tries_many_accounts_is_slowed_down(TestDatabase test) {
        Throttle throttle = new Throttle(test.database().of(TenantId.TERRITORY));
        for (int i = 0; i < 30; i++) {
            assertThat(throttle.enter(Throttle.Purpose.AGENT_PASSWORD, "a" + i + "@x.example", "2001:db8::" + i, FakeRequest.NOW)).isEmpty();
        }
        assertThat(throttle.enter(Throttle.Purpose.AGENT_PASSWORD, "b@x.example", "2001:db8::ffff", FakeRequest.NOW)).isPresent();
        assertThat(throttle.enter(Throttle.Purpose.AGENT_PASSWORD, "b@x.example", "2001:db8:1::1", FakeRequest.NOW)).isEmpty();
    }

    @OnBothDatabases
    void who_is_slowed_down_for_one_thing_is_not_for_the_others(TestDatabase test) {
        Throttle throttle = new Throttle(test.database().of(TenantId.TERRITORY));
        String townHall = "192.0.2.7";
        for (Throttle.Purpose purpose : Throttle.Purpose.values()) {
            for (int i = 0; i < 30; i++) {
                assertThat(throttle.enter(purpose, "a" + i + "@x.example", townHall, FakeRequest.NOW)).as(purpose + " " + i).isEmpty();
            }
            assertThat(throttle.enter(purpose, "b@x.example", townHall, FakeRequest.NOW)).as(purpose.name()).isPresent();
        }
        test.database().of(TenantId.TERRITORY).write(transaction -> Throttle.succeeded(transaction, Throttle.Purpose.FOLLOW_UP, "b@x.example", townHall));
        assertThat(throttle.enter(Throttle.Purpose.AGENT_PASSWORD, "b@x.example", townHall, FakeRequest.NOW)).as("a code does not buy guesses at passwords").isPresent();
    }

    @OnBothDatabases
    void a_session_that_was_there_before_signing_in_is_worth_nothing_after(TestDatabase test) throws IOException {
        Fixture fixture = new Fixture(test);
        fixture.secretary();
        String planted = fixture.token();
        Response response = fixture.signInPages.enter(entering(Fixture.EMAIL, Fixture.PASSWORD).cookie(Sessions.COOKIE, planted));
        assertThat(Fixture.cookie(response)).isNotEqualTo(planted);
        assertThat(fixture.sessions.find(planted, FakeRequest.NOW)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "https://evil.example", "//evil.example", "/bureau//evil.example", "/bureau\\evil", "/bureaux", "/actualites", "/bureau/../x", "javascript:alert(1)",
        "/bureau/connexion?vers=x", "/bureau/deconnexion", "/bureau/é", "/bureau/a b", "", "/bureau/%zz"
    })
    void nobody_is_led_elsewhere_after_signing_in(String asked) {
        assertThat(Destination.of(asked)).isEqualTo("/bureau");
    }

    @OnBothDatabases
    void a_one_time_password_must_be_changed_first_and_ends_some_day(TestDatabase test) throws IOException {
        Fixture fixture = new Fixture(test);
        String once = fixture.agents.invite(Fixture.RODEZ.id(), Fixture.EMAIL, "Jeanne Martin", Role.EDITOR, null).orElseThrow();
        Response response = fixture.signInPages.enter(entering(Fixture.EMAIL, once).field("vers", "/bureau/rodez"));
        assertThat(Fixture.location(response)).isEqualTo("/bureau/mot-de-passe");
        String token = Fixture.cookie(response);
        assertThat(fixture.sessions.agent(token, FakeRequest.NOW)).isEmpty();
        assertThat(fixture.sessions.find(token, FakeRequest.NOW).orElseThrow().mustChangePassword()).isTrue();
        Response changed = fixture.signInPages.changePassword(FakeRequest.post("/bureau/mot-de-passe")
                .cookie(Sessions.COOKIE, token)
                .field("password", Fixture.PASSWORD)
                .field("again", Fixture.PASSWORD));
        assertThat(Fixture.location(changed)).isEqualTo("/bureau");
        assertThat(fixture.sessions.find(token, FakeRequest.NOW)).isEmpty();
        assertThat(fixture.sessions.agent(Fixture.cookie(changed), FakeRequest.NOW)).isPresent();
        assertThat(fixture.signIn(Fixture.EMAIL, once, FakeRequest.NOW)).isInstanceOf(SignIn.Wrong.class);
        String another = fixture.agents.invite(Fixture.RODEZ.id(), "autre@rodez.example", "Autre", Role.EDITOR, null).orElseThrow();
        assertThat(fixture.signIn("autre@rodez.example", another, Fixture.later(Duration.ofDays(15)))).isInstanceOf(SignIn.Wrong.class);
    }

    @OnBothDatabases
    void a_change_of_password_ends_the_other_sessions_and_is_told(TestDatabase test) throws IOException {
        Fixture fixture = new Fixture(test);
        fixture.secretary();
        String here = fixture.token();
        String elsewhere = fixture.token();
        FakeRequest right = FakeRequest.post("/bureau/mot-de-passe").cookie(Sessions.COOKIE, here)
                .field("password", "tout autre chose encore").field("again", "tout autre chose encore");
        assertThat(fixture.signInPages.changePassword(right).status()).isEqualTo(303);
        assertThat(fixture.sessions.find(elsewhere, FakeRequest.NOW)).isEmpty();
        assertThat(fixture.sessions.find(here, FakeRequest.NOW)).isEmpty();
        assertThat(fixture.post.sent).extracting("kind").containsExactly("identity.agent-password");
    }

    @OnBothDatabases
    void pages_of_signing_in_have_labels_and_say_what_went_wrong(TestDatabase test) throws IOException {
        Fixture fixture = new Fixture(test);
        Pages pages = Pages.of("identity").desk();
        String empty = pages.html(fixture.signInPages.form(FakeRequest.get("/bureau/connexion").on(FakeRequestSites.TERRITORY)), FakeRequestSites.TERRITORY);
        assertThat(empty).contains("autocomplete=\"current-password\"", "<h1", "Se connecter").doesNotContain("identity.");
        String refused = pages.html(fixture.signInPages.enter(entering("x@y.example", "<script>")), FakeRequestSites.TERRITORY);
        assertThat(refused).contains("ne vont pas ensemble", "x@y.example").doesNotContain("<script>").doesNotContain("identity.");
    }

    private static Map<String, ?> model(Response response) {
        return ((Response.View) response.content()).model();
    }

    @OnBothDatabases
    void nothing_typed_is_an_error_of_its_own(TestDatabase test) throws IOException {
        Response response = new Fixture(test).signInPages.enter(entering("", ""));
        assertThat(model(response).get("errors")).isEqualTo(List.of(FieldError.of("email", "identity.sign-in.empty")));
    }
}
