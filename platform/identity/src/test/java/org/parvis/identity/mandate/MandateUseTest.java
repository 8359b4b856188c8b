package org.parvis.identity.mandate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Mandates.Mandate;
import org.parvis.api.identity.Role;
import org.parvis.api.identity.Sessions;
import org.parvis.api.route.Conflict;
import org.parvis.api.tenant.TenantId;
import org.parvis.identity.CheapPasswords;
import org.parvis.identity.SqlAgents;
import org.parvis.identity.SqlSessions;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** How long a mandate that was taken up is in use. */
final class MandateUseTest {

    @OnBothDatabases
    void its_use_ends_with_the_session_and_that_is_written_down(TestDatabase test) throws IOException {
        MandateTown town = new MandateTown(test);
        String token = MandateTest.using(town, test, MandateTest.agreed(town));
        MandateUses job = new MandateUses(test.database(), town.mandates, new SqlAgents(test.database(), Clock.systemUTC(), CheapPasswords.SERVICE, town.audit));
        job.run(FakeRequest.NOW);
        assertThat(town.mandates.current(MandateTest.MEDIATOR, MandateTest.RODEZ, token, FakeRequest.NOW)).isPresent();
        test.database().of(TenantId.TERRITORY).write(transaction -> SqlSessions.endAll(transaction, MandateTest.MEDIATOR.id(), null));
        assertThat(town.sessions.find(token, FakeRequest.NOW)).isEmpty();
        assertThat(town.mandates.current(MandateTest.MEDIATOR, MandateTest.RODEZ, token, FakeRequest.NOW)).as("at once").isEmpty();
        job.run(FakeRequest.NOW);
        job.run(FakeRequest.NOW);
        assertThat(town.audit.of(MandateTest.RODEZ, "identity.mandate.stop")).singleElement()
                .satisfies(entry -> assertThat(entry.onBehalfOf()).isEqualTo(MandateTest.YVONNE));
    }

    @OnBothDatabases
    void what_a_request_began_before_the_end_does_afterwards_is_undone(TestDatabase test) throws IOException {
        MandateTown town = new MandateTown(test);
        String id = MandateTest.agreed(town);
        String token = MandateTest.using(town, test, id);
        Mandate mandate = town.mandates.current(MandateTest.MEDIATOR, MandateTest.RODEZ, token, FakeRequest.NOW).orElseThrow();
        MandateTest.call(town, "POST", "/mandats/{id}/fin", MandateTest.of(id));
        assertThatThrownBy(() -> test.database().of(MandateTest.RODEZ).write(transaction -> {
            transaction.enqueue("identity.test", "done");
            town.mandates.record(transaction, mandate, MandateTest.MEDIATOR, "identity.role", "42", "trop tard");
        })).isInstanceOf(Conflict.class);
        assertThat(test.queued("identity.test")).isEmpty();
        assertThat(town.audit.of(MandateTest.RODEZ, "identity.role")).isEmpty();
    }

    @OnBothDatabases
    void it_ends_by_itself_when_the_agent_ends_it_and_with_the_role(TestDatabase test) throws IOException {
        MandateTown town = new MandateTown(test);
        String id = MandateTest.agreed(town);
        String token = MandateTest.using(town, test, id);
        assertThat(town.mandates.current(MandateTest.MEDIATOR, MandateTest.RODEZ, token, MandateTest.TONIGHT.minusSeconds(1))).isPresent();
        assertThat(town.mandates.current(MandateTest.MEDIATOR, MandateTest.RODEZ, token, MandateTest.TONIGHT)).isEmpty();
        Agent demoted = new Agent(MandateTest.MEDIATOR.id(), MandateTest.MEDIATOR.name(), MandateTest.MEDIATOR.email(), "fr", Map.of(MandateTest.RODEZ, Role.CONTRIBUTOR));
        assertThat(town.mandates.current(demoted, MandateTest.RODEZ, token, FakeRequest.NOW)).isEmpty();
        MandateTest.call(town, "POST", "/mandats/{id}/fin", MandateTest.of(id));
        assertThat(town.mandates.current(MandateTest.MEDIATOR, MandateTest.RODEZ, token, FakeRequest.NOW)).isEmpty();
        assertThatThrownBy(() -> MandateTest.call(town, "POST", "/mandats/{id}/utiliser", MandateTest.of(id))).isInstanceOf(Conflict.class);
    }

    @OnBothDatabases
    void it_is_in_use_in_the_session_in_which_it_was_taken_up_and_nowhere_else(TestDatabase test) throws IOException {
        MandateTown town = new MandateTown(test);
        String id = MandateTest.agreed(town);
        String token = MandateTest.using(town, test, id);
        String other = test.database().of(TenantId.TERRITORY)
                .call(transaction -> town.sessions.start(transaction, MandateTest.MEDIATOR.id(), "Firefox · Linux", FakeRequest.NOW));
        assertThat(town.mandates.current(FakeRequest.get("/x").as(MandateTest.MEDIATOR).cookie(Sessions.COOKIE, token))).isPresent();
        assertThat(town.mandates.current(FakeRequest.get("/x").as(MandateTest.MEDIATOR).cookie(Sessions.COOKIE, other))).isEmpty();
        assertThat(town.mandates.current(FakeRequest.get("/x").as(MandateTest.MEDIATOR))).as("no session").isEmpty();
        assertThatThrownBy(() -> MandateTest.call(town, "POST", "/mandats/{id}/utiliser", MandateTest.of(id).cookie(Sessions.COOKIE, other)))
                .as("in use elsewhere").isInstanceOf(Conflict.class);
        assertThat(town.mandates.current(MandateTest.MEDIATOR, MandateTest.RODEZ, token, FakeRequest.NOW)).isPresent();
        test.database().of(TenantId.TERRITORY).write(transaction -> SqlSessions.endAll(transaction, MandateTest.MEDIATOR.id(), other));
        MandateTest.call(town, "POST", "/mandats/{id}/utiliser", MandateTest.of(id).cookie(Sessions.COOKIE, other));
        assertThat(town.mandates.current(MandateTest.MEDIATOR, MandateTest.RODEZ, other, FakeRequest.NOW)).isPresent();
    }
}
