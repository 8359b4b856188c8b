package org.parvis.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Role;
import org.parvis.api.identity.Sessions;
import org.parvis.api.notify.Notification;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Response;
import org.parvis.api.route.Routes;
import org.parvis.api.route.Unavailable;
import org.parvis.api.tenant.TenantId;
import org.parvis.identity.invite.ForgottenPages;
import org.parvis.identity.invite.LinkPurge;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.Pages;
import org.parvis.testkit.TestDatabase;

final class InvitationsTest {
    private static final String NEW = "un bateau bleu et rouge";
    private static final TenantId RODEZ = FakeRequestSites.RODEZ.id();

    private final Pages pages = Pages.of("identity").desk();

    private static FakeRequest inviting(Agent admin) {
        return FakeRequest.post("/bureau/rodez/agents").as(admin).field("name", "Paul Roux").field("email", "Paul@Rodez.example").field("roles", "editor");
    }

    private static FakeRequest at(String method, String path) {
        return FakeRequest.of(method, path).on(FakeRequestSites.TERRITORY);
    }

    private static Response opening(Fixture fixture, String token, Instant now) throws IOException {
        return call(fixture.access, at("GET", "/bureau/acces/x").with("token", token).at(now));
    }

    private static Response choosing(Fixture fixture, String token, String password) throws IOException {
        return call(fixture.access, at("POST", "/bureau/acces/x").with("token", token).field("password", password).field("again", password));
    }

    private static Response call(Routes routes, FakeRequest request) throws IOException {
        return routes.routes().stream().filter(route -> route.method().equals(request.method())).findFirst().orElseThrow().handler().handle(request);
    }

    @OnBothDatabases
    void an_invitation_leaves_by_mail_and_opens_the_account_once(TestDatabase test) throws IOException {
        Fixture fixture = new Fixture(test);
        Agent admin = fixture.secretary();
        fixture.post.ready = true;
        assertThat(Fixture.location(fixture.agentPages.invite(inviting(admin)))).isEqualTo("/bureau/rodez/agents?fait=envoye");
        Notification sent = fixture.post.sent.get(0);
        assertThat(sent.to().email()).isEqualTo("paul@rodez.example");
        assertThat(sent.values()).containsEntry("collectivite", "Rodez").containsEntry("par", "Jeanne Martin").containsEntry("fin", "22 juin 2026");
        assertThat(fixture.post.senders).containsExactly(TenantId.TERRITORY);
        String token = fixture.post.token();
        assertThat(pages.html(fixture.agentPages.list(FakeRequest.get("/bureau/rodez/agents").as(admin)), FakeRequestSites.RODEZ))
                .contains("Paul Roux", "valable jusqu’au 22/06/2026").doesNotContain(token).doesNotContain("identity.");
        assertThat(pages.html(opening(fixture, token, FakeRequest.NOW), FakeRequestSites.TERRITORY)).contains("Bonjour Paul Roux").doesNotContain("identity.");
        assertThat(choosing(fixture, token, "court").status()).isEqualTo(422);
        Response chosen = choosing(fixture, token, NEW);
        assertThat(Fixture.location(chosen)).isEqualTo("/bureau");
        assertThat(fixture.sessions.agent(Fixture.cookie(chosen), FakeRequest.NOW).orElseThrow().roles(RODEZ)).containsExactly(Role.EDITOR);
        assertThat(choosing(fixture, token, NEW + " encore").status()).isEqualTo(404);
        assertThat(fixture.invitations.pending()).isEmpty();
        assertThat(fixture.audit.of(TenantId.TERRITORY, "identity.invite.accepted")).hasSize(1);
    }

    @OnBothDatabases
    void a_link_is_stored_as_a_hash_and_over_after_seven_days(TestDatabase test) throws IOException {
        Fixture fixture = new Fixture(test);
        fixture.post.ready = true;
        fixture.agentPages.invite(inviting(fixture.secretary()));
        String token = fixture.post.token();
        assertThat(test.database().of(TenantId.TERRITORY).count(
                "select count(*) from identity_link l where l.tenant_id = :tenant and l.token_hash = :hash", "hash", token)).isZero();
        assertThat(opening(fixture, token, Fixture.later(Duration.ofDays(7).minusSeconds(1))).status()).isEqualTo(200);
        Response over = opening(fixture, token, Fixture.later(Duration.ofDays(7)));
        assertThat(over.status()).isEqualTo(404);
        assertThat(pages.html(over, FakeRequestSites.TERRITORY)).contains("renvoyer l’invitation").doesNotContain("identity.");
    }

    @OnBothDatabases
    void an_invitation_is_sent_again_with_another_link_and_cancelled(TestDatabase test) throws IOException {
        Fixture fixture = new Fixture(test);
        Agent admin = fixture.secretary();
        fixture.post.ready = true;
        fixture.agentPages.invite(inviting(admin));
        String former = fixture.post.token();
        Agent paul = fixture.agents.byEmail("paul@rodez.example").orElseThrow();
        FakeRequest of = FakeRequest.post("/bureau/rodez/agents/x/invitation").as(admin).with("id", paul.id().toString());
        assertThat(pages.html(fixture.agentRolePages.show(of), FakeRequestSites.RODEZ)).contains("Renvoyer l’invitation", "Annuler l’invitation").doesNotContain("identity.");
        fixture.agentRolePages.inviteAgain(of);
        assertThat(opening(fixture, former, FakeRequest.NOW).status()).isEqualTo(404);
        String latest = fixture.post.token();
        assertThat(opening(fixture, latest, FakeRequest.NOW).status()).isEqualTo(200);
        fixture.agentRolePages.remove(of);
        assertThat(opening(fixture, latest, FakeRequest.NOW).status()).isEqualTo(404);
        assertThat(fixture.agents.byEmail("paul@rodez.example")).isEmpty();
    }

    @OnBothDatabases
    void nobody_sends_the_invitation_of_another_commune_again(TestDatabase test) throws IOException {
        Fixture fixture = new Fixture(test);
        Agent admin = fixture.secretary();
        fixture.post.ready = true;
        fixture.agentPages.invite(inviting(admin));
        Agent paul = fixture.agents.byEmail("paul@rodez.example").orElseThrow();
        fixture.agents.create(FakeRequestSites.AGEN.id(), "b@agen.example", "B", Role.ADMIN, Fixture.PASSWORD);
        Agent stranger = fixture.agents.byEmail("b@agen.example").orElseThrow();
        FakeRequest of = FakeRequest.post("/x").on(FakeRequestSites.AGEN).as(stranger).with("id", paul.id().toString());
        assertThatThrownBy(() -> fixture.agentRolePages.inviteAgain(of)).isInstanceOf(NotFound.class);
    }

    @OnBothDatabases
    void who_has_an_account_is_told_and_keeps_the_password(TestDatabase test) throws IOException {
        Fixture fixture = new Fixture(test);
        Agent admin = fixture.secretary();
        fixture.agents.create(FakeRequestSites.AGEN.id(), "paul@rodez.example", "Paul Roux", Role.EDITOR, Fixture.PASSWORD);
        fixture.post.ready = true;
        assertThat(Fixture.location(fixture.agentPages.invite(inviting(admin)))).isEqualTo("/bureau/rodez/agents?fait=invite");
        assertThat(fixture.post.sent).extracting(Notification::kind).containsExactly("identity.granted");
        assertThat(fixture.signIn("paul@rodez.example", Fixture.PASSWORD, FakeRequest.NOW)).isInstanceOf(SignIn.Done.class);
    }

    @OnBothDatabases
    void a_forgotten_password_is_answered_alike_for_everybody_and_leads_back_through_signing_in(TestDatabase test) throws IOException {
        Fixture fixture = new Fixture(test);
        fixture.secretary();
        String session = fixture.token();
        fixture.post.ready = true;
        ForgottenPages form = new ForgottenPages(fixture.forgotten);
        Response known = call(form, at("POST", "/bureau/mot-de-passe-oublie").field("email", Fixture.EMAIL));
        Response unknown = call(form, at("POST", "/bureau/mot-de-passe-oublie").field("email", "personne@rodez.example"));
        assertThat(known).isEqualTo(unknown);
        assertThat(test.queued("identity.forgotten")).hasSize(2);
        test.queued("identity.forgotten").forEach(email -> fixture.forgotten.work(TenantId.TERRITORY, email));
        assertThat(fixture.post.sent).hasSize(1);
        Response chosen = choosing(fixture, fixture.post.token(), NEW);
        assertThat(fixture.post.sent.get(1).kind()).isEqualTo("identity.agent-password");
        assertThat(Fixture.location(chosen)).isEqualTo("/bureau/connexion?change=1");
        assertThat(chosen.cookies()).isEmpty();
        assertThat(fixture.sessions.find(session, FakeRequest.NOW)).isEmpty();
        assertThat(fixture.signIn(Fixture.EMAIL, NEW, FakeRequest.NOW)).isInstanceOf(SignIn.Done.class);
        assertThat(pages.html(fixture.signInPages.form(at("GET", "/bureau/connexion").query("change", "1")), FakeRequestSites.TERRITORY))
                .contains("Votre mot de passe est enregistré");
    }

    @OnBothDatabases
    void a_link_is_worth_nothing_once_the_password_has_changed_or_a_later_one_was_sent(TestDatabase test) throws IOException {
        Fixture fixture = new Fixture(test);
        Agent agent = fixture.secretary();
        fixture.post.ready = true;
        fixture.forgotten.work(TenantId.TERRITORY, Fixture.EMAIL);
        String first = fixture.post.token();
        fixture.forgotten.work(TenantId.TERRITORY, Fixture.EMAIL);
        String second = fixture.post.token();
        assertThat(opening(fixture, first, FakeRequest.NOW).status()).isEqualTo(404);
        assertThat(opening(fixture, second, FakeRequest.NOW).status()).isEqualTo(200);
        fixture.signInPages.changePassword(at("POST", "/bureau/mot-de-passe").cookie(Sessions.COOKIE, fixture.token()).field("password", NEW).field("again", NEW));
        assertThat(opening(fixture, second, FakeRequest.NOW).status()).isEqualTo(404);
        assertThat(choosing(fixture, second, NEW + " encore").status()).isEqualTo(404);
        fixture.forgotten.work(TenantId.TERRITORY, Fixture.EMAIL);
        String third = fixture.post.token();
        fixture.agents.reset(Fixture.RODEZ.id(), agent.id(), null);
        assertThat(opening(fixture, third, FakeRequest.NOW).status()).as("an administrator gave another one").isEqualTo(404);
    }

    @OnBothDatabases
    void a_link_for_a_forgotten_password_is_over_after_an_hour_and_asking_is_slowed_down(TestDatabase test) throws IOException {
        Fixture fixture = new Fixture(test);
        fixture.secretary();
        fixture.post.ready = true;
        ForgottenPages form = new ForgottenPages(fixture.forgotten);
        fixture.forgotten.work(TenantId.TERRITORY, Fixture.EMAIL);
        assertThat(opening(fixture, fixture.post.token(), Fixture.later(Duration.ofHours(1))).status()).isEqualTo(404);
        for (int i = 0; i < 5; i++) {
            assertThat(call(form, at("POST", "/x").field("email", "personne@rodez.example")).status()).isEqualTo(303);
        }
        assertThat(call(form, at("POST", "/x").field("email", "personne@rodez.example")).status()).isEqualTo(429);
    }

    @OnBothDatabases
    void without_mail_the_page_says_whom_to_ask(TestDatabase test) throws IOException {
        Fixture fixture = new Fixture(test);
        ForgottenPages form = new ForgottenPages(fixture.forgotten);
        assertThat(pages.html(call(form, at("GET", "/x")), FakeRequestSites.TERRITORY)).contains("n’est pas réglé").doesNotContain("<form").doesNotContain("identity.");
        assertThatThrownBy(() -> call(form, at("POST", "/x").field("email", Fixture.EMAIL))).isInstanceOf(Unavailable.class);
    }

    @OnBothDatabases
    void what_nobody_answered_goes_a_month_after_it_was_over(TestDatabase test) throws IOException {
        Fixture fixture = new Fixture(test);
        Agent admin = fixture.secretary();
        fixture.post.ready = true;
        fixture.agentPages.invite(inviting(admin).field("roles", "reception"));
        LinkPurge purge = new LinkPurge();
        assertThat(test.database().of(TenantId.TERRITORY).call(tx -> purge.purge(tx, Fixture.later(Duration.ofDays(36)))).intValue()).isZero();
        assertThat(test.database().of(TenantId.TERRITORY).call(tx -> purge.purge(tx, Fixture.later(Duration.ofDays(38)))).intValue()).isPositive();
        assertThat(fixture.agents.byEmail("paul@rodez.example")).isEmpty();
        assertThat(fixture.agents.byEmail(Fixture.EMAIL)).isPresent();
    }

    @OnBothDatabases
    void the_session_cookie_of_the_chosen_password_is_that_of_the_back_office(TestDatabase test) throws IOException {
        Fixture fixture = new Fixture(test);
        fixture.post.ready = true;
        fixture.agentPages.invite(inviting(fixture.secretary()));
        assertThat(choosing(fixture, fixture.post.token(), NEW).cookies().get(0).name()).isEqualTo(Sessions.COOKIE);
    }
}
