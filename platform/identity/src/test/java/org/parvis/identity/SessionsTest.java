package org.parvis.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Grant;
import org.parvis.api.identity.Role;
import org.parvis.api.identity.Sessions;
import org.parvis.api.route.Response;
import org.parvis.api.tenant.TenantId;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.Pages;
import org.parvis.testkit.TestDatabase;

final class SessionsTest {

    @OnBothDatabases
    void use_prolongs_a_session_but_not_for_ever(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        fixture.secretary();
        String token = fixture.token();
        Instant now = FakeRequest.NOW;
        while (now.isBefore(FakeRequest.NOW.plus(SqlSessions.LONGEST))) {
            assertThat(fixture.sessions.find(token, now)).as("at %s", now).isPresent();
            now = now.plus(Duration.ofHours(6));
        }
        assertThat(fixture.sessions.find(token, now)).isEmpty();
        String unused = fixture.token();
        assertThat(fixture.sessions.find(unused, Fixture.later(Sessions.LIFETIME))).isEmpty();
    }

    @OnBothDatabases
    void only_the_hash_of_a_token_is_stored(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        Agent agent = fixture.secretary();
        String token = fixture.token();
        assertThat(fixture.sessions.of(agent.id(), FakeRequest.NOW)).singleElement().satisfies(stored -> {
            assertThat(stored.tokenHash()).hasSize(64).doesNotContain(token);
            assertThat(fixture.sessions.find(stored.tokenHash(), FakeRequest.NOW)).isEmpty();
        });
        assertThat(fixture.sessions.find("x".repeat(43), FakeRequest.NOW)).isEmpty();
        assertThat(fixture.sessions.find("' or 1=1 --", FakeRequest.NOW)).isEmpty();
    }

    @OnBothDatabases
    void signing_out_ends_the_session_at_once(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        fixture.secretary();
        String token = fixture.token();
        assertThat(fixture.sessions.agent(token, FakeRequest.NOW)).isPresent();
        Response response = fixture.signInPages.leave(FakeRequest.post("/bureau/deconnexion").cookie(Sessions.COOKIE, token));
        assertThat(fixture.sessions.agent(token, FakeRequest.NOW)).isEmpty();
        assertThat(response.cookies()).singleElement().satisfies(cookie -> assertThat(cookie.maxAge()).isEqualTo(Duration.ZERO));
    }

    @OnBothDatabases
    void a_change_of_role_counts_for_sessions_that_are_open(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        Agent agent = fixture.secretary();
        String token = fixture.token();
        assertThat(fixture.sessions.agent(token, FakeRequest.NOW).orElseThrow().roles(Fixture.RODEZ.id())).containsExactly(Role.ADMIN);
        fixture.agents.change(Fixture.RODEZ.id(), agent.id(), Set.of(Grant.of(Fixture.RODEZ.id(), Role.CONTRIBUTOR)), null);
        assertThat(fixture.sessions.agent(token, FakeRequest.NOW).orElseThrow().roles(Fixture.RODEZ.id())).containsExactly(Role.CONTRIBUTOR);
        fixture.agents.remove(Fixture.RODEZ.id(), agent.id(), null);
        assertThat(fixture.sessions.find(token, FakeRequest.NOW)).isEmpty();
        assertThat(fixture.agents.byId(agent.id())).isEmpty();
    }

    @OnBothDatabases
    void people_see_and_end_their_own_sessions(TestDatabase test) throws IOException {
        Fixture fixture = new Fixture(test);
        Agent agent = fixture.secretary();
        String here = fixture.token();
        String there = fixture.token();
        FakeRequest asking = FakeRequest.get("/bureau/compte").on(FakeRequestSites.TERRITORY).as(agent).cookie(Sessions.COOKIE, here);
        String page = Pages.of("identity").desk().html(fixture.accountPages.show(asking), FakeRequestSites.TERRITORY);
        assertThat(page).contains("Firefox · Linux", "Cette session", "Fermer toutes les autres sessions").doesNotContain("identity.");
        FakeRequest ending = FakeRequest.post("/bureau/compte/session").as(agent).cookie(Sessions.COOKIE, here)
                .field("session", SqlSessions.hash(there).substring(0, 16));
        assertThat(fixture.accountPages.endOne(ending).status()).isEqualTo(303);
        assertThat(fixture.sessions.find(there, FakeRequest.NOW)).isEmpty();
        String third = fixture.token();
        fixture.accountPages.endOthers(FakeRequest.post("/bureau/compte/sessions").as(agent).cookie(Sessions.COOKIE, here));
        assertThat(fixture.sessions.find(third, FakeRequest.NOW)).isEmpty();
        assertThat(fixture.sessions.find(here, FakeRequest.NOW)).isPresent();
    }

    @OnBothDatabases
    void ones_name_and_language_can_be_changed(TestDatabase test) throws IOException {
        Fixture fixture = new Fixture(test);
        Agent agent = fixture.secretary();
        FakeRequest saving = FakeRequest.post("/bureau/compte").as(agent).field("name", "Jeanne Durand").field("language", "en");
        fixture.accountPages.save(saving);
        assertThat(fixture.agents.byId(agent.id()).orElseThrow()).extracting(Agent::name, Agent::language).containsExactly("Jeanne Durand", "en");
        FakeRequest wrong = FakeRequest.post("/bureau/compte").as(agent).field("name", "<b>").field("language", "en");
        assertThat(fixture.accountPages.save(wrong).status()).isEqualTo(422);
    }

    @OnBothDatabases
    void what_is_over_its_time_is_deleted(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        Agent agent = fixture.secretary();
        fixture.token();
        Purge purge = new Purge();
        fixture.database.of(TenantId.TERRITORY).write(transaction -> purge.purge(transaction, Fixture.later(Duration.ofHours(1))));
        assertThat(fixture.sessions.of(agent.id(), FakeRequest.NOW)).hasSize(1);
        fixture.database.of(TenantId.TERRITORY).write(transaction -> purge.purge(transaction, Fixture.later(Duration.ofDays(4))));
        assertThat(fixture.sessions.of(agent.id(), FakeRequest.NOW)).isEmpty();
    }
}
