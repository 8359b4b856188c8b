package org.parvis.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Sessions;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.tenant.TenantId;
import org.parvis.identity.factor.Totp;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.Pages;
import org.parvis.testkit.TestDatabase;

/** A session left open on a desk is not enough to change how its agent signs in. */
final class AgentProofTest {
    private static final Instant STALE = FakeRequest.NOW.plusSeconds(11 * 60);
    private static final String OTHER = "tout autre chose encore";

    private static FakeRequest post(String path, String session) {
        return FakeRequest.post(path).on(FakeRequestSites.TERRITORY).cookie(Sessions.COOKIE, session).at(STALE);
    }

    private static Response send(Routes pages, FakeRequest request) throws IOException {
        Route route = pages.routes().stream()
                .filter(one -> one.method().equals("POST") && ("/bureau" + one.pattern()).equals(request.path()))
                .findFirst()
                .orElseThrow();
        return route.handler().handle(request);
    }

    private static String kept(Response asked) {
        Response.View view = (Response.View) asked.content();
        assertThat(view.template()).isEqualTo("identity/fresh");
        return String.valueOf(view.model().get("kept"));
    }

    @OnBothDatabases
    void a_change_of_password_waits_for_the_current_one_and_is_then_made_as_typed(TestDatabase test) throws IOException {
        Fixture fixture = new Fixture(test);
        fixture.secretary();
        String session = fixture.token();
        Response asked = send(fixture.signInPages, post("/bureau/mot-de-passe", session).field("password", OTHER).field("again", OTHER));
        assertThat(Pages.of("identity").desk().html(asked, FakeRequestSites.TERRITORY))
                .contains("Confirmez que c’est bien vous", "action=\"/bureau/mot-de-passe\"").doesNotContain("identity.fresh", "preuve-code");
        Response wrong = send(fixture.signInPages, post("/bureau/mot-de-passe", session).field("kept", kept(asked)).field("preuve", "mot-de-passe").field("current", "faux"));
        assertThat(wrong.status()).isEqualTo(422);
        Response done = send(fixture.signInPages, post("/bureau/mot-de-passe", session)
                .field("kept", kept(wrong)).field("preuve", "mot-de-passe").field("current", Fixture.PASSWORD));
        assertThat(Fixture.location(done)).isEqualTo("/bureau/compte?fait=mot-de-passe");
        assertThat(fixture.signIn(Fixture.EMAIL, OTHER, STALE)).isInstanceOf(SignIn.Done.class);
        assertThat(fixture.audited(TenantId.TERRITORY, "identity.fresh")).isEqualTo(1);
    }

    @OnBothDatabases
    void who_has_a_second_step_proves_both(TestDatabase test) throws IOException {
        Fixture fixture = new Fixture(test);
        Agent agent = fixture.secretary();
        String session = fixture.token();
        fixture.factor.begin(agent.id(), FakeRequest.NOW);
        byte[] secret = Objects.requireNonNull(fixture.factor.state(agent.id(), FakeRequest.NOW).settingUp());
        fixture.factor.confirm(agent, Totp.code(secret, Totp.step(FakeRequest.NOW), 6), session, FakeRequest.NOW);
        Response asked = send(fixture.factorPages, post("/bureau/deux-etapes/retirer", session));
        Response half = send(fixture.factorPages, post("/bureau/deux-etapes/retirer", session)
                .field("kept", kept(asked)).field("preuve", "mot-de-passe").field("current", Fixture.PASSWORD));
        assertThat(half.status()).isEqualTo(422);
        assertThat(fixture.factor.isOn(agent.id())).isTrue();
        Response whole = send(fixture.factorPages, post("/bureau/deux-etapes/retirer", session).field("kept", kept(half)).field("preuve", "mot-de-passe")
                .field("current", Fixture.PASSWORD).field("preuve-code", Totp.code(secret, Totp.step(STALE), 6)));
        assertThat(Fixture.location(whole)).isEqualTo("/bureau/deux-etapes?fait=retire");
        assertThat(fixture.factor.isOn(agent.id())).isFalse();
    }

    @OnBothDatabases
    void every_form_that_changes_a_way_in_asks(TestDatabase test) throws IOException {
        Fixture fixture = new Fixture(test);
        fixture.secretary();
        String session = fixture.token();
        Map<Routes, List<String>> forms = Map.of(
                fixture.signInPages, List.of("/mot-de-passe"),
                fixture.factorPages, List.of("/deux-etapes/commencer", "/deux-etapes/codes", "/deux-etapes/retirer"),
                fixture.passkeyPages, List.of("/cles/nouvelle", "/cles", "/cles/{id}/supprimer"),
                fixture.linkPages, List.of("/fournisseurs/{id}/associer", "/fournisseurs/{id}/dissocier"));
        for (Map.Entry<Routes, List<String>> one : forms.entrySet()) {
            for (String path : one.getValue()) {
                assertThat(kept(send(one.getKey(), post("/bureau" + path, session)))).as(path).isNotEmpty();
            }
        }
    }
}
