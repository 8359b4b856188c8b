package org.parvis.identity.citizen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.parvis.api.tenant.TenantId;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

final class PersonSessionsTest {

    @OnBothDatabases
    void signing_out_everywhere_counts_on_every_node_that_follows_the_change_log(TestDatabase test) throws IOException {
        Citizens citizens = new Citizens(test);
        PersonSessions otherNode = new PersonSessions(citizens.database);
        test.listen(otherNode);
        Citizens.Browser browser = citizens.browser().signedUp(Citizens.MARIE);
        browser.arrive(Citizens.RODEZ, browser.agree(browser.leave(Citizens.RODEZ, "/"), "name"));
        assertThat(otherNode.find(browser.session(Citizens.RODEZ), Citizens.RODEZ.id(), FakeRequest.NOW)).isPresent();
        assertThat(otherNode.find(browser.session(Citizens.TERRITORY), TenantId.TERRITORY, FakeRequest.NOW)).isPresent();
        citizens.communePages.signOut(browser.post(Citizens.RODEZ, "/compte/deconnexion").field("everywhere", "true"));
        assertThat(otherNode.find(browser.session(Citizens.RODEZ), Citizens.RODEZ.id(), FakeRequest.NOW)).isEmpty();
        assertThat(otherNode.find(browser.session(Citizens.TERRITORY), TenantId.TERRITORY, FakeRequest.NOW)).isEmpty();
        assertThat(test.touched()).contains("person:" + citizens.marie().id());
    }

    @OnBothDatabases
    void a_session_in_use_is_answered_from_memory(TestDatabase test) throws IOException {
        Citizens citizens = new Citizens(test);
        Citizens.Browser browser = citizens.browser().signedUp(Citizens.MARIE);
        assertThat(browser.account(Citizens.TERRITORY)).isPresent();
        // Behind everybody's back, without a word in the change log: only what is in memory still knows it.
        citizens.database.of(TenantId.TERRITORY).write(transaction -> transaction.execute("delete from identity_person_session s where s.tenant_id = :tenant"));
        assertThat(browser.account(Citizens.TERRITORY)).isPresent();
        citizens.sessions.everything();
        assertThat(browser.account(Citizens.TERRITORY)).isEmpty();
    }

    @OnBothDatabases
    void what_is_no_token_is_not_looked_up(TestDatabase test) {
        Citizens citizens = new Citizens(test);
        for (String bad : new String[] {"", "x", "a".repeat(44), "a".repeat(42) + "'", "é".repeat(43)}) {
            assertThat(citizens.sessions.find(bad, TenantId.TERRITORY, FakeRequest.NOW)).isEmpty();
        }
    }
}
