package org.parvis.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Role;
import org.parvis.api.identity.Sessions;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Forbidden;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Response;
import org.parvis.api.tenant.TenantId;
import org.parvis.identity.factor.Factors;
import org.parvis.identity.factor.Totp;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.Pages;
import org.parvis.testkit.TestDatabase;

/** The second step: setting it up, signing in with it, losing it. */
final class TwoStepsTest {
    private static final Instant NOW = FakeRequest.NOW;

    /** The code that an application on the telephone shows. */
    private static String code(byte[] secret, Instant now) {
        return Totp.code(secret, Totp.step(now), 6);
    }

    private static byte[] beginning(Fixture fixture, Agent agent) {
        fixture.factor.begin(agent.id(), NOW);
        return Objects.requireNonNull(fixture.factor.state(agent.id(), NOW).settingUp());
    }

    /** Sets the second step up; answers the secret. The code of {@code NOW} is used up by that. */
    private static byte[] enrolled(Fixture fixture, Agent agent) {
        byte[] secret = beginning(fixture, agent);
        assertThat(fixture.factor.confirm(agent, code(secret, NOW), "-", NOW)).isPresent();
        return secret;
    }

    private static FakeRequest on(String path) {
        return FakeRequest.post(path).on(FakeRequestSites.TERRITORY);
    }

    private static Response password(Fixture fixture) throws IOException {
        return fixture.signInPages.enter(on("/bureau/connexion").field("email", Fixture.EMAIL).field("password", Fixture.PASSWORD)
                .field("vers", "/bureau/rodez"));
    }

    private static SignIn.Outcome entering(Fixture fixture, String pending, String typed, Instant now) {
        SecondStep step = new SecondStep(fixture.database, fixture.signIn, fixture.factor);
        return step.enter(pending, typed, new SignIn.Origin("192.0.2.1", "Firefox · Linux", now));
    }

    private static String pending(Fixture fixture, Instant now) {
        return ((SignIn.Code) fixture.signIn(Fixture.EMAIL, Fixture.PASSWORD, now)).pending();
    }

    private static Map<String, ?> model(Response response) {
        return ((Response.View) response.content()).model();
    }

    @OnBothDatabases
    void after_the_password_only_the_code_opens_a_session(TestDatabase test) throws IOException {
        Fixture fixture = new Fixture(test);
        byte[] secret = enrolled(fixture, fixture.secretary());
        Response first = password(fixture);
        assertThat(Fixture.location(first)).isEqualTo("/bureau/connexion/code?vers=%2Fbureau%2Frodez");
        assertThat(first.cookies()).singleElement().satisfies(cookie -> assertThat(cookie.name()).isEqualTo(PendingTable.COOKIE));
        String pending = Fixture.cookie(first);
        assertThat(fixture.sessions.find(pending, NOW)).isEmpty();
        Instant next = Fixture.later(Duration.ofSeconds(30));
        FakeRequest wrong = on("/bureau/connexion/code").cookie(PendingTable.COOKIE, pending).field("code", "000000".equals(code(secret, next)) ? "1" : "000000");
        assertThat(fixture.codePages.enter(wrong).status()).isEqualTo(422);
        FakeRequest right = on("/bureau/connexion/code").cookie(PendingTable.COOKIE, pending).field("vers", "/bureau/rodez")
                .field("code", code(secret, next).substring(0, 3) + " " + code(secret, next).substring(3));
        Response second = fixture.codePages.enter(right);
        assertThat(Fixture.location(second)).isEqualTo("/bureau/rodez");
        assertThat(fixture.sessions.agent(Fixture.cookie(second), NOW)).isPresent();
        assertThat(second.cookies()).anySatisfy(cookie -> assertThat(cookie).isEqualTo(new Response.Cookie(PendingTable.COOKIE, "", Duration.ZERO)));
        assertThat(Fixture.location(fixture.codePages.enter(right))).isEqualTo("/bureau/connexion?etape=1");
    }

    @OnBothDatabases
    void a_code_is_taken_once(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        byte[] secret = enrolled(fixture, fixture.secretary());
        assertThat(entering(fixture, pending(fixture, NOW), code(secret, NOW), NOW)).as("used to set it up").isInstanceOf(SignIn.Wrong.class);
        Instant next = Fixture.later(Duration.ofSeconds(30));
        assertThat(entering(fixture, pending(fixture, next), code(secret, next), next)).isInstanceOf(SignIn.Done.class);
        assertThat(entering(fixture, pending(fixture, next), code(secret, next), next)).isInstanceOf(SignIn.Wrong.class);
    }

    @OnBothDatabases
    void a_recovery_code_replaces_the_telephone_once(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        Agent agent = fixture.secretary();
        byte[] secret = beginning(fixture, agent);
        List<String> codes = fixture.factor.confirm(agent, code(secret, NOW), "-", NOW).orElseThrow();
        assertThat(codes).hasSize(Factors.RECOVERY_CODES).doesNotHaveDuplicates();
        String typed = codes.get(3).replace("-", " ").toUpperCase(Locale.ROOT);
        assertThat(entering(fixture, pending(fixture, NOW), typed, NOW)).isInstanceOf(SignIn.Done.class);
        assertThat(entering(fixture, pending(fixture, NOW), typed, NOW)).isInstanceOf(SignIn.Wrong.class);
        assertThat(fixture.factor.state(agent.id(), NOW).recoveryCodes()).isEqualTo(Factors.RECOVERY_CODES - 1);
        assertThat(fixture.audited(TenantId.TERRITORY, "identity.factor.recovery")).isEqualTo(1);
        fixture.factor.newCodes(agent);
        assertThat(entering(fixture, pending(fixture, NOW), codes.get(4), NOW)).isInstanceOf(SignIn.Wrong.class);
        String stored = fixture.database.of(TenantId.TERRITORY)
                .list("select c.code_hash from identity_recovery c where c.tenant_id = :tenant", row -> row.string("code_hash")).toString();
        assertThat(stored).doesNotContain(codes.get(0)).doesNotContain(codes.get(0).replace("-", ""));
    }

    @OnBothDatabases
    void guessing_codes_is_slowed_down_and_the_password_does_not_reset_the_count(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        byte[] secret = enrolled(fixture, fixture.secretary());
        Instant next = Fixture.later(Duration.ofSeconds(30));
        for (int i = 0; i < 5; i++) {
            assertThat(entering(fixture, pending(fixture, next), "no code " + i, next)).isInstanceOf(SignIn.Wrong.class);
        }
        assertThat(entering(fixture, pending(fixture, next), code(secret, next), next)).isInstanceOf(SignIn.Wait.class);
    }

    @OnBothDatabases
    void the_code_must_come_within_ten_minutes(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        byte[] secret = enrolled(fixture, fixture.secretary());
        String pending = pending(fixture, NOW);
        Instant late = Fixture.later(Duration.ofMinutes(10));
        assertThat(entering(fixture, pending, code(secret, late), late)).isInstanceOf(SignIn.Over.class);
    }

    @OnBothDatabases
    void setting_up_asks_for_a_code(TestDatabase test) throws IOException {
        Fixture fixture = new Fixture(test);
        Agent agent = fixture.secretary();
        String here = fixture.token();
        String elsewhere = fixture.token();
        FakeRequest begin = on("/bureau/deux-etapes/commencer").cookie(Sessions.COOKIE, here);
        assertThat(Fixture.location(fixture.factorPages.begin(begin))).isEqualTo("/bureau/deux-etapes");
        assertThat(fixture.factor.isOn(agent.id())).isFalse();
        byte[] secret = Objects.requireNonNull(fixture.factor.state(agent.id(), NOW).settingUp());
        Response refused = fixture.factorPages.confirm(on("/bureau/deux-etapes").cookie(Sessions.COOKIE, here).field("code", "1"));
        assertThat(model(refused).get("errors")).isEqualTo(List.of(FieldError.of("code", "identity.factor.wrong")));
        Response done = fixture.factorPages.confirm(on("/bureau/deux-etapes").cookie(Sessions.COOKIE, here).field("code", code(secret, NOW)));
        assertThat((List<?>) model(done).get("codes")).hasSize(Factors.RECOVERY_CODES);
        assertThat(fixture.factor.isOn(agent.id())).isTrue();
        assertThat(fixture.sessions.find(elsewhere, NOW)).isEmpty();
        assertThat(fixture.sessions.find(here, NOW)).isPresent();
    }

    @OnBothDatabases
    void a_change_of_telephone_keeps_the_old_one_until_the_new_one_is_confirmed(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        Agent agent = fixture.secretary();
        byte[] old = enrolled(fixture, agent);
        byte[] fresh = beginning(fixture, agent);
        Instant next = Fixture.later(Duration.ofSeconds(30));
        assertThat(entering(fixture, pending(fixture, next), code(old, next), next)).isInstanceOf(SignIn.Done.class);
        assertThat(fixture.factor.confirm(agent, code(fresh, Fixture.later(Factors.SETTING_UP)), "-", Fixture.later(Factors.SETTING_UP)))
                .as("too late").isEmpty();
        assertThat(fixture.factor.confirm(agent, code(fresh, next), "-", next)).isPresent();
        Instant after = Fixture.later(Duration.ofSeconds(60));
        assertThat(entering(fixture, pending(fixture, after), code(old, after), after)).isInstanceOf(SignIn.Wrong.class);
        assertThat(entering(fixture, pending(fixture, after), code(fresh, after), after)).isInstanceOf(SignIn.Done.class);
    }

    @OnBothDatabases
    void whom_the_rule_of_the_territory_concerns_must_set_it_up_first_and_cannot_turn_it_off(TestDatabase test) throws IOException {
        Fixture fixture = new Fixture(test);
        Agent agent = fixture.secretary();
        String token = fixture.token();
        fixture.stored.put(FactorRule.SETTING, "operator");
        assertThat(fixture.sessions.agent(token, NOW)).isPresent();
        fixture.stored.put(FactorRule.SETTING, "editor");
        assertThat(fixture.sessions.agent(token, NOW)).isEmpty();
        assertThat(fixture.sessions.find(token, NOW).orElseThrow().duty()).isEqualTo(Sessions.Duty.SECOND_FACTOR);
        byte[] secret = beginning(fixture, agent);
        assertThat(fixture.factor.confirm(agent, code(secret, NOW), token, NOW)).isPresent();
        assertThat(fixture.sessions.agent(token, NOW)).isPresent();
        FakeRequest off = on("/bureau/deux-etapes/retirer").cookie(Sessions.COOKIE, token);
        assertThatThrownBy(() -> fixture.factorPages.remove(off)).isInstanceOf(Forbidden.class);
        fixture.stored.clear();
        assertThat(Fixture.location(fixture.factorPages.remove(on("/bureau/deux-etapes/retirer").cookie(Sessions.COOKIE, token)))).isEqualTo("/bureau/deux-etapes?fait=retire");
        assertThat(fixture.signIn(Fixture.EMAIL, Fixture.PASSWORD, NOW)).isInstanceOf(SignIn.Done.class);
    }

    @OnBothDatabases
    void an_administrator_takes_the_second_step_away_and_that_is_on_record(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        Agent lost = fixture.secretary();
        enrolled(fixture, lost);
        fixture.agents.create(Fixture.RODEZ.id(), "maire@rodez.example", "Paul Durand", Role.ADMIN, Fixture.PASSWORD);
        Agent admin = fixture.agents.byEmail("maire@rodez.example").orElseThrow();
        String waiting = pending(fixture, NOW);
        FakeRequest request = FakeRequest.post("/agents").on(Fixture.RODEZ).as(admin).with("id", lost.id().toString());
        assertThat(fixture.agentFactorPages.reset(request).status()).isEqualTo(303);
        assertThat(fixture.factor.isOn(lost.id())).isFalse();
        assertThat(entering(fixture, waiting, "1", NOW)).isInstanceOf(SignIn.Over.class);
        assertThat(fixture.auditedAbout(Fixture.RODEZ.id(), "identity.factor.reset", admin)).isEqualTo(1);
        assertThatThrownBy(() -> fixture.agentFactorPages.reset(request)).isInstanceOf(NotFound.class);
        enrolled(fixture, lost);
        fixture.agents.invite(FakeRequestSites.AGEN.id(), Fixture.EMAIL, "Jeanne Martin", Role.EDITOR, null);
        assertThatThrownBy(() -> fixture.agentFactorPages.reset(request)).as("works elsewhere too").isInstanceOf(Forbidden.class);
    }

    @OnBothDatabases
    void only_an_operator_makes_the_rule(TestDatabase test) throws IOException {
        Fixture fixture = new Fixture(test);
        Agent secretary = fixture.secretary();
        assertThatThrownBy(() -> fixture.agentFactorPages.save(FakeRequest.post("/securite").on(Fixture.RODEZ).as(secretary).field("from", "nobody")))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> fixture.agentFactorPages.save(on("/securite").as(secretary).field("from", "nobody"))).isInstanceOf(Forbidden.class);
        fixture.agents.create(TenantId.TERRITORY, "op@territoire.example", "Camille Fabre", Role.OPERATOR, Fixture.PASSWORD);
        Agent operator = fixture.agents.byEmail("op@territoire.example").orElseThrow();
        assertThat(fixture.agentFactorPages.save(on("/securite").as(operator).field("from", "everybody")).status()).isEqualTo(422);
        assertThat(fixture.agentFactorPages.save(on("/securite").as(operator).field("from", "operator")).status()).isEqualTo(303);
        assertThat(fixture.stored).containsEntry(FactorRule.SETTING, "operator");
        assertThat(fixture.audited(TenantId.TERRITORY, "identity.factor.rule")).isEqualTo(1);
    }

    @OnBothDatabases
    void the_pages_are_complete_in_both_languages(TestDatabase test) throws IOException {
        Fixture fixture = new Fixture(test);
        Agent agent = fixture.secretary();
        String token = fixture.token();
        Pages pages = Pages.of("identity").desk();
        FakeRequest show = FakeRequest.get("/bureau/deux-etapes").on(FakeRequestSites.TERRITORY).cookie(Sessions.COOKIE, token);
        Response off = fixture.factorPages.show(show);
        beginning(fixture, agent);
        Response scan = fixture.factorPages.show(show);
        byte[] secret = Objects.requireNonNull(fixture.factor.state(agent.id(), NOW).settingUp());
        Response codes = fixture.factorPages.confirm(on("/bureau/deux-etapes").cookie(Sessions.COOKIE, token).field("code", code(secret, NOW)));
        Response on = fixture.factorPages.show(show);
        Response form = fixture.codePages.form(
                FakeRequest.get("/bureau/connexion/code").on(FakeRequestSites.TERRITORY).cookie(PendingTable.COOKIE, pending(fixture, NOW)));
        Response account = fixture.accountPages.show(FakeRequest.get("/bureau/compte").as(agent).cookie(Sessions.COOKIE, token));
        for (Locale language : List.of(Locale.FRENCH, Locale.ENGLISH)) {
            for (Response page : List.of(off, scan, codes, on, form, account)) {
                assertThat(pages.html(page, FakeRequestSites.TERRITORY, language)).contains("<h1").doesNotContain("identity.");
            }
        }
        assertThat(pages.html(scan, FakeRequestSites.TERRITORY)).contains("<svg", "role=\"img\"", "autocomplete=\"one-time-code\"",
                Totp.base32(secret).substring(0, 4) + " " + Totp.base32(secret).substring(4, 8));
        assertThat(Fixture.location(fixture.codePages.form(FakeRequest.get("/bureau/connexion/code").on(FakeRequestSites.TERRITORY))))
                .isEqualTo("/bureau/connexion?etape=1");
    }

    @OnBothDatabases
    void the_pages_of_administrators_are_complete_too(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        Agent lost = fixture.secretary();
        enrolled(fixture, lost);
        fixture.agents.create(TenantId.TERRITORY, "op@territoire.example", "Camille Fabre", Role.OPERATOR, Fixture.PASSWORD);
        Agent operator = fixture.agents.byEmail("op@territoire.example").orElseThrow();
        Pages pages = Pages.of("identity").desk();
        Response list = fixture.agentPages.list(FakeRequest.get("/agents").on(Fixture.RODEZ).as(operator));
        assertThat(pages.html(list, Fixture.RODEZ)).contains("Deux étapes").doesNotContain("/securite");
        Response one = fixture.agentRolePages.show(FakeRequest.get("/agents/x").on(Fixture.RODEZ).as(operator).with("id", lost.id().toString()));
        assertThat(pages.html(one, Fixture.RODEZ)).contains("/agents/" + lost.id() + "/deux-etapes").doesNotContain("identity.");
        Response confirm = fixture.agentFactorPages.confirm(
                FakeRequest.get("/agents").on(Fixture.RODEZ).as(operator).with("id", lost.id().toString()));
        assertThat(pages.html(confirm, Fixture.RODEZ)).contains("Retirer la deuxième étape de Jeanne Martin").doesNotContain("identity.");
        Response rules = fixture.agentFactorPages.show(FakeRequest.get("/securite").on(FakeRequestSites.TERRITORY).as(operator));
        assertThat(pages.html(rules, FakeRequestSites.TERRITORY)).contains("value=\"nobody\" checked").doesNotContain("identity.");
        Response team = fixture.agentPages.list(FakeRequest.get("/agents").on(FakeRequestSites.TERRITORY).as(operator));
        assertThat(pages.html(team, FakeRequestSites.TERRITORY)).contains("/securite");
    }
}
