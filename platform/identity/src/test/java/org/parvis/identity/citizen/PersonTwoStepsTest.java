package org.parvis.identity.citizen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.parvis.api.identity.Assurance;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.tenant.TenantId;
import org.parvis.identity.citizen.PersonSignIn.Method;
import org.parvis.identity.citizen.PersonSignIn.Proven;
import org.parvis.identity.factor.Factors;
import org.parvis.identity.factor.Totp;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.Pages;
import org.parvis.testkit.TestDatabase;

/** The second step of citizens who want one: whichever way they come, until they give it up or have lost it. */
final class PersonTwoStepsTest {
    private static final Instant NOW = FakeRequest.NOW;
    private static final Instant STALE = NOW.plusSeconds(11 * 60);
    private static final String PATH = "/compte/deux-etapes";
    private static final String STEP = "/compte/connexion/etape";

    /** Marie, who has set it up. */
    private static final class Marie {
        final Citizens citizens;
        final Citizens.Browser browser;
        final UUID id;
        final byte[] secret;
        final List<String> recovery;

        Marie(TestDatabase test) throws IOException {
            citizens = new Citizens(test);
            browser = citizens.browser().signedUp(Citizens.MARIE);
            id = citizens.marie().id();
            assertThat(Citizens.location(post("/commencer", NOW))).isEqualTo(PATH);
            secret = Objects.requireNonNull(citizens.factor.state(id, NOW).settingUp());
            Response done = citizens.factorPages.confirm(browser.post(Citizens.TERRITORY, PATH).field("code", code(NOW)));
            recovery = ((List<?>) model(done).get("codes")).stream().map(String::valueOf).toList();
        }

        String code(Instant now) {
            return Totp.code(secret, Totp.step(now), 6);
        }

        Response post(String below, Instant now) throws IOException {
            return send(citizens.factorPages, browser.post(Citizens.TERRITORY, PATH + below).at(now));
        }

        /** The first step by mail, in another browser. */
        Citizens.Browser half() throws IOException {
            Citizens.Browser other = citizens.browser();
            assertThat(Citizens.location(other.byCode(Citizens.MARIE))).isEqualTo(STEP);
            return other;
        }

        Response enter(Citizens.Browser other, String field, String typed, Instant now) throws IOException {
            return other.keep(Citizens.TERRITORY, citizens.stepPages.enter(other.post(Citizens.TERRITORY, STEP).field(field, typed).at(now)));
        }

        boolean asked(Proven how, Instant now) {
            return citizens.database.of(TenantId.TERRITORY).call(transaction -> citizens.factor.asks(transaction, id, how, now));
        }

        List<String> mails() {
            return citizens.mails.stream().map(mail -> mail.kind()).toList();
        }

        long audited(String what) {
            return citizens.audit.of(TenantId.TERRITORY, "identity.person-factor." + what).size();
        }
    }

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

    private static String template(Response response) {
        return ((Response.View) response.content()).template();
    }

    @OnBothDatabases
    void setting_it_up_gives_recovery_codes_ends_other_sessions_and_is_told(TestDatabase test) throws IOException {
        Citizens citizens = new Citizens(test);
        Citizens.Browser elsewhere = citizens.browser().signedUp(Citizens.MARIE);
        Citizens.Browser browser = citizens.browser();
        browser.byCode(Citizens.MARIE);
        PersonSessionsTest.announce(citizens, elsewhere, "/ailleurs");
        PersonSessionsTest.announce(citizens, browser, "/ici");
        send(citizens.factorPages, browser.post(Citizens.TERRITORY, PATH + "/commencer"));
        UUID id = citizens.marie().id();
        byte[] secret = Objects.requireNonNull(citizens.factor.state(id, NOW).settingUp());
        assertThat(citizens.factorPages.confirm(browser.post(Citizens.TERRITORY, PATH).field("code", "000000")).status()).isEqualTo(422);
        assertThat(citizens.factor.isOn(id)).isFalse();
        assertThat(citizens.devices.endpoints()).hasSize(2);
        citizens.mails.clear();
        Response done = citizens.factorPages.confirm(browser.post(Citizens.TERRITORY, PATH).field("code", Totp.code(secret, Totp.step(NOW), 6)));
        assertThat((List<?>) model(done).get("codes")).hasSize(Factors.RECOVERY_CODES).doesNotHaveDuplicates();
        assertThat(citizens.mails).extracting("kind").containsExactly(PersonKinds.FACTOR_ON);
        assertThat(elsewhere.account(Citizens.TERRITORY)).isEmpty();
        assertThat(browser.account(Citizens.TERRITORY)).isPresent();
        assertThat(citizens.devices.endpoints()).as("what announces messages elsewhere ends with its session").containsExactly("https://push.example/p/ici");
        assertThat(test.database().of(TenantId.TERRITORY)
                        .one("select f.secret from identity_person_factor f where f.tenant_id = :tenant", row -> row.string("secret")))
                .hasValueSatisfying(stored -> assertThat(stored).startsWith("s1:identity.person-factor " + id));
    }

    @OnBothDatabases
    void mail_and_password_lead_to_the_code_and_only_the_code_to_a_session(TestDatabase test) throws IOException {
        Marie marie = new Marie(test);
        Citizens.Browser other = marie.half();
        assertThat(other.account(Citizens.TERRITORY)).as("not yet").isEmpty();
        Instant next = NOW.plusSeconds(30);
        assertThat(marie.enter(other, "code", "000000", next).status()).isEqualTo(422);
        assertThat(marie.enter(other, "code", "", next).status()).isEqualTo(422);
        assertThat(marie.enter(other, "code", marie.code(NOW), next).status()).as("used when it was set up").isEqualTo(422);
        assertThat(Citizens.location(marie.enter(other, "code", marie.code(next), next))).isEqualTo("/compte");
        assertThat(other.account(Citizens.TERRITORY)).isPresent();
        assertThat(Citizens.location(marie.enter(other, "code", marie.code(next), next))).as("over").isEqualTo("/compte/connexion?etape=1");

        Citizens.Browser third = marie.citizens.browser();
        Response password = third.keep(Citizens.TERRITORY, marie.citizens.passwordPages.enter(third.post(Citizens.TERRITORY, "/compte/connexion/mot-de-passe")
                .field("email", Citizens.MARIE).field("password", Citizens.PASSWORD).field("retour", "/compte/donnees")));
        assertThat(Citizens.location(password)).isEqualTo(STEP);
        assertThat(third.account(Citizens.TERRITORY)).isEmpty();
        Instant later = NOW.plusSeconds(60);
        assertThat(Citizens.location(marie.enter(third, "code", marie.code(later), later))).as("where they wanted to go").isEqualTo("/compte/donnees");
    }

    @OnBothDatabases
    void a_recovery_code_works_once_and_new_ones_void_the_old(TestDatabase test) throws IOException {
        Marie marie = new Marie(test);
        assertThat(Citizens.location(marie.enter(marie.half(), "recovery", marie.recovery.get(0).toUpperCase(Locale.ROOT), NOW))).isEqualTo("/compte");
        assertThat(marie.enter(marie.half(), "recovery", marie.recovery.get(0), NOW).status()).isEqualTo(422);
        assertThat(marie.audited("recovery")).isEqualTo(1);
        marie.post("/codes", NOW);
        assertThat(marie.enter(marie.half(), "recovery", marie.recovery.get(1), NOW).status()).isEqualTo(422);
        assertThat(marie.mails()).contains(PersonKinds.FACTOR_CODES);
    }

    @OnBothDatabases
    void guessing_is_slowed_down_however_often_the_first_step_is_repeated(TestDatabase test) throws IOException {
        Marie marie = new Marie(test);
        int status = 422;
        for (int i = 0; i < 8 && status == 422; i++) {
            status = marie.enter(marie.half(), "code", "00000" + i, NOW).status();
        }
        assertThat(status).isEqualTo(429);
    }

    @OnBothDatabases
    void a_passkey_and_a_provider_of_the_level_substantial_are_two_steps_by_themselves(TestDatabase test) throws IOException {
        Marie marie = new Marie(test);
        assertThat(marie.asked(Proven.by(Method.PASSKEY), NOW)).isFalse();
        for (Assurance level : Assurance.values()) {
            boolean asks = marie.asked(new Proven(Method.PROVIDER, level), NOW);
            assertThat(asks).as(level.name()).isEqualTo(level == Assurance.DECLARED || level == Assurance.LOW);
        }
    }

    @OnBothDatabases
    void a_change_of_the_account_takes_a_code_and_neither_mail_nor_password_then(TestDatabase test) throws IOException {
        Marie marie = new Marie(test);
        Response asked = marie.post("/retirer", STALE);
        assertThat(model(asked).get("twoSteps")).isEqualTo(true);
        String kept = String.valueOf(model(asked).get("kept"));
        marie.citizens.mails.clear();
        Response password = send(marie.citizens.factorPages, marie.browser.post(Citizens.TERRITORY, PATH + "/retirer").at(STALE)
                .field("kept", kept).field("preuve", "mot-de-passe").field("current", Citizens.PASSWORD));
        assertThat(template(password)).isEqualTo("identity/person-fresh");
        send(marie.citizens.factorPages, marie.browser.post(Citizens.TERRITORY, PATH + "/retirer").at(STALE).field("kept", kept).field("preuve", "courriel"));
        assertThat(marie.citizens.mails).isEmpty();
        assertThat(marie.citizens.factor.isOn(marie.id)).isTrue();
        Response done = send(marie.citizens.factorPages, marie.browser.post(Citizens.TERRITORY, PATH + "/retirer").at(STALE)
                .field("kept", kept).field("preuve", "etape").field("preuve-etape", marie.code(STALE)));
        assertThat(Citizens.location(done)).isEqualTo(PATH + "?fait=retire");
        assertThat(marie.citizens.factor.isOn(marie.id)).isFalse();
        assertThat(marie.mails()).containsExactly(PersonKinds.FACTOR_OFF);
        assertThat(Citizens.location(marie.citizens.browser().byCode(Citizens.MARIE))).isEqualTo("/compte");
        assertThatThrownBy(() -> marie.post("/codes", STALE.plusSeconds(1))).isInstanceOf(NotFound.class);
    }

    @OnBothDatabases
    void who_lost_telephone_and_codes_waits_three_days_and_the_owner_can_object(TestDatabase test) throws IOException {
        Marie marie = new Marie(test);
        Citizens.Browser other = marie.half();
        Response noted = marie.citizens.stepPages.lost(other.post(Citizens.TERRITORY, STEP + "/perdu"));
        Instant then = NOW.plus(Duration.ofDays(3));
        assertThat(model(noted).get("then")).isEqualTo(then);
        assertThat(marie.mails()).contains(PersonKinds.FACTOR_LOST);
        Response again = marie.citizens.stepPages.lost(other.post(Citizens.TERRITORY, STEP + "/perdu").at(NOW.plusSeconds(60)));
        assertThat(model(again).get("then")).as("saying it again changes nothing").isEqualTo(then);

        Proven mail = Proven.by(Method.MAIL);
        assertThat(marie.asked(mail, then.minusSeconds(1))).isTrue();
        Instant next = NOW.plusSeconds(30);
        marie.enter(other, "code", marie.code(next), next);
        assertThat(marie.asked(mail, then)).as("the owner came in with a code").isTrue();

        Citizens.Browser third = marie.half();
        marie.citizens.stepPages.lost(third.post(Citizens.TERRITORY, STEP + "/perdu"));
        assertThat(marie.asked(mail, then)).isFalse();
        assertThat(marie.citizens.factor.isOn(marie.id)).isFalse();
        assertThat(marie.audited("lost")).isEqualTo(1);
    }

    @OnBothDatabases
    void the_owner_objects_by_a_passkey_and_by_new_codes_too(TestDatabase test) throws IOException {
        Marie marie = new Marie(test);
        Instant then = NOW.plus(Duration.ofDays(3));
        Proven mail = Proven.by(Method.MAIL);
        marie.citizens.stepPages.lost(marie.half().post(Citizens.TERRITORY, STEP + "/perdu"));
        marie.citizens.database.of(TenantId.TERRITORY).call(transaction ->
                marie.citizens.signIn.open(transaction, marie.citizens.browser().get(Citizens.TERRITORY, "/"), marie.id, Proven.by(Method.PASSKEY), false));
        assertThat(marie.asked(mail, then)).as("came in by a passkey").isTrue();
        marie.citizens.stepPages.lost(marie.half().post(Citizens.TERRITORY, STEP + "/perdu"));
        marie.citizens.factor.newCodes(marie.id);
        assertThat(marie.asked(mail, then)).as("has new codes").isTrue();
    }

    @OnBothDatabases
    void the_pages_say_what_they_are_for(TestDatabase test) throws IOException {
        Citizens citizens = new Citizens(test);
        Citizens.Browser browser = citizens.browser().signedUp(Citizens.MARIE);
        Pages pages = Pages.of("identity");
        Route show = citizens.factorPages.routes().get(0);
        assertThat(pages.html(show.handler().handle(browser.get(Citizens.TERRITORY, PATH)), Citizens.TERRITORY)).contains("Commencer");
        send(citizens.factorPages, browser.post(Citizens.TERRITORY, PATH + "/commencer"));
        assertThat(pages.html(show.handler().handle(browser.get(Citizens.TERRITORY, PATH)), Citizens.TERRITORY)).contains("<svg", "role=\"img\"");
        byte[] secret = Objects.requireNonNull(citizens.factor.state(citizens.marie().id(), NOW).settingUp());
        Response codes = citizens.factorPages.confirm(browser.post(Citizens.TERRITORY, PATH).field("code", Totp.code(secret, Totp.step(NOW), 6)));
        assertThat(pages.html(codes, Citizens.TERRITORY)).contains("<code>");
        Citizens.Browser other = citizens.browser();
        other.byCode(Citizens.MARIE);
        FakeRequest step = other.get(Citizens.TERRITORY, STEP);
        assertThat(pages.html(citizens.stepPages.form(step), Citizens.TERRITORY)).contains("name=\"recovery\"", "/compte/connexion/etape/perdu");
        assertThat(pages.html(citizens.stepPages.lost(other.post(Citizens.TERRITORY, STEP + "/perdu")), Citizens.TERRITORY)).contains("clé d’accès");
    }
}
