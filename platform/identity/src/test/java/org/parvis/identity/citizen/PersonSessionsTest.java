package org.parvis.identity.citizen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.parvis.api.tenant.TenantId;
import org.parvis.identity.SqlSessions;
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
    void who_signs_out_of_a_browser_has_nothing_announced_there_any_more(TestDatabase test) throws IOException {
        Citizens citizens = new Citizens(test);
        Citizens.Browser shared = citizens.browser().signedUp(Citizens.MARIE);
        announce(citizens, shared, "/shared");
        Citizens.Browser own = citizens.browser();
        own.byCode(Citizens.MARIE);
        announce(citizens, own, "/own");
        shared.arrive(Citizens.RODEZ, shared.agree(shared.leave(Citizens.RODEZ, "/"), "name"));
        citizens.communePages.signOut(shared.post(Citizens.RODEZ, "/compte/deconnexion"));
        assertThat(citizens.devices.endpoints()).as("on a commune's host").containsExactly("https://push.example/p/own");
        announce(citizens, own, "/own-again");
        own.byCode(Citizens.MARIE);
        citizens.profilePages.endOne(own.post(Citizens.TERRITORY, "/compte/session").field("session", SqlSessions.hash(own.session(Citizens.TERRITORY)).substring(0, 16)));
        assertThat(citizens.devices.endpoints()).as("ended from afar, in a session that began after the device was added").containsExactly("https://push.example/p/own");
        own.byCode(Citizens.MARIE);
        own.keep(Citizens.TERRITORY, citizens.communePages.signOut(own.post(Citizens.TERRITORY, "/compte/deconnexion").field("everywhere", "true")));
        assertThat(citizens.devices.endpoints()).isEmpty();
        assertThat(own.cookies.get(Citizens.TERRITORY.host()).get("__Host-parvis-compte-appareil")).isEmpty();
    }

    @OnBothDatabases
    void nobody_takes_away_what_announces_the_messages_of_another(TestDatabase test) throws IOException {
        Citizens citizens = new Citizens(test);
        Citizens.Browser marie = citizens.browser().signedUp(Citizens.MARIE);
        announce(citizens, marie, "/marie");
        Citizens.Browser other = citizens.browser();
        other.cookies.put(Citizens.TERRITORY.host(), new LinkedHashMap<>(Map.of(
                "__Host-parvis-compte-appareil", marie.cookies.get(Citizens.TERRITORY.host()).get("__Host-parvis-compte-appareil"))));
        other.signedUp("paul@example.org");
        citizens.communePages.signOut(other.post(Citizens.TERRITORY, "/compte/deconnexion"));
        assertThat(citizens.devices.endpoints()).containsExactly("https://push.example/p/marie");
    }

    static void announce(Citizens citizens, Citizens.Browser browser, String path) throws IOException {
        browser.keep(Citizens.TERRITORY, citizens.devicePages.add(browser.post(Citizens.TERRITORY, DevicePages.PATH)
                .field("endpoint", "https://push.example/p" + path).field("key", "K").field("secret", "S").header("User-Agent", path)));
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
