package org.parvis.identity.citizen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.parvis.api.data.Ids;
import org.parvis.api.data.TenantData;
import org.parvis.api.notify.Inbox;
import org.parvis.api.privacy.PersonalData;
import org.parvis.api.route.NotFound;
import org.parvis.api.tenant.TenantId;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.Pages;
import org.parvis.testkit.TestDatabase;

/** What an account keeps, for how long, and what its owner can do with it. */
final class PersonKeepingTest {
    /** Three years to the day after the account was used last. */
    private static final Instant THREE_YEARS = Instant.parse("2029-06-15T08:00:00Z");

    private static int purge(Citizens citizens, Instant now) {
        TenantData territory = citizens.database.of(TenantId.TERRITORY);
        List<UUID> due = citizens.unused.due(territory, now, new UUID(0, 0), 10);
        return (int) due.stream().filter(id -> territory.call(transaction -> citizens.unused.delete(transaction, id, now))).count();
    }

    @OnBothDatabases
    void an_account_that_nobody_uses_is_erased_after_three_years_and_a_warning(TestDatabase test) throws IOException {
        Citizens citizens = new Citizens(test);
        citizens.browser().signedUp(Citizens.MARIE);
        citizens.mails.clear();
        citizens.unused.run(THREE_YEARS.minus(Duration.ofDays(31)));
        assertThat(citizens.mails).isEmpty();
        citizens.unused.run(THREE_YEARS.minus(Duration.ofDays(29)));
        citizens.unused.run(THREE_YEARS.minus(Duration.ofDays(28)));
        assertThat(citizens.mails).extracting("kind").containsExactly(PersonKinds.UNUSED);
        assertThat(citizens.mails.get(0).values()).containsEntry("date", "16 juin 2029");
        assertThat(purge(citizens, THREE_YEARS.minus(Duration.ofDays(1)))).isZero();
        assertThat(purge(citizens, THREE_YEARS.plus(Duration.ofHours(1)))).as("warned 29 days ago").isZero();
        assertThat(purge(citizens, THREE_YEARS.plus(Duration.ofDays(2)))).isEqualTo(1);
        assertThat(PersonTable.byEmail(citizens.database.of(TenantId.TERRITORY), Citizens.MARIE)).isEmpty();
    }

    @OnBothDatabases
    void without_a_warning_nothing_is_erased_and_a_sign_in_keeps_the_account(TestDatabase test) throws IOException {
        Citizens citizens = new Citizens(test);
        citizens.browser().signedUp(Citizens.MARIE);
        assertThat(purge(citizens, THREE_YEARS.plus(Duration.ofDays(400)))).isZero();
        citizens.unused.run(THREE_YEARS);
        Citizens.Browser browser = citizens.browser();
        citizens.passwordPages.enter(browser.post(Citizens.TERRITORY, "/compte/connexion/mot-de-passe").at(THREE_YEARS.plus(Duration.ofDays(1)))
                .field("email", Citizens.MARIE).field("password", Citizens.PASSWORD));
        Instant later = THREE_YEARS.plus(Duration.ofDays(60));
        assertThat(purge(citizens, later)).isZero();
        boolean deleted = citizens.database.of(TenantId.TERRITORY).call(transaction -> citizens.unused.delete(transaction, citizens.marie().id(), later));
        assertThat(deleted).as("used after it was found to be due").isFalse();
    }

    @OnBothDatabases
    void sessions_codes_and_links_go_when_they_are_over(TestDatabase test) throws IOException {
        Citizens citizens = new Citizens(test);
        Citizens.Browser browser = citizens.browser().signedUp(Citizens.MARIE);
        browser.agree(browser.leave(Citizens.RODEZ, "/"), "name");
        citizens.pages.send(citizens.browser().post(Citizens.TERRITORY, "/compte/connexion").field("email", Citizens.MARIE));
        TenantData territory = citizens.database.of(TenantId.TERRITORY);
        PersonPurge purge = new PersonPurge();
        assertThat((int) territory.call(transaction -> purge.purge(transaction, FakeRequest.NOW))).isZero();
        assertThat((int) territory.call(transaction -> purge.purge(transaction, FakeRequest.NOW.plus(Duration.ofHours(1))))).as("the code and the mail").isEqualTo(2);
        assertThat((int) territory.call(transaction -> purge.purge(transaction, FakeRequest.NOW.plus(Duration.ofHours(13))))).as("the session").isEqualTo(1);
    }

    @OnBothDatabases
    void all_that_is_kept_of_an_account_is_handed_over_and_erased_and_nothing_of_another(TestDatabase test) throws IOException {
        Citizens citizens = new Citizens(test);
        Citizens.Browser browser = citizens.browser().signedUp(Citizens.MARIE);
        browser.arrive(Citizens.RODEZ, browser.agree(browser.leave(Citizens.RODEZ, "/"), "name"));
        Citizens.Browser other = citizens.browser().signedUp("autre@example.org");
        TenantData territory = citizens.database.of(TenantId.TERRITORY);
        PersonPrivacy privacy = new PersonPrivacy(citizens.tenants);
        org.parvis.api.privacy.Person person = privacy.identify(territory, org.parvis.api.privacy.Person.of(Citizens.MARIE, ""));
        assertThat(person.accounts()).containsExactly(citizens.marie().id());
        assertThat(privacy.holders(citizens.database.acrossTerritory("test"), person)).containsExactly(TenantId.TERRITORY);
        List<String> records = new ArrayList<>();
        privacy.export(territory, person, (processing, title, fields) -> records.add(processing + " " + title + " " + fields.get(1).value()));
        assertThat(records).hasSize(3).contains("identity.persons marie@example.org Marie Essai", "identity.persons Rodez true");
        privacy.export(citizens.database.of(Citizens.RODEZ.id()), person, (processing, title, fields) -> records.add(title));
        assertThat(records).as("a commune's door finds nothing").hasSize(3);
        List<PersonalData.Erasure> erased = territory.call(transaction -> privacy.erase(transaction, person, FakeRequest.NOW));
        assertThat(erased).containsExactly(PersonalData.Erasure.erased("identity.persons", 1));
        assertThat(browser.account(Citizens.RODEZ)).isEmpty();
        assertThat(browser.account(Citizens.TERRITORY)).isEmpty();
        assertThat(other.account(Citizens.TERRITORY)).isPresent();
        org.parvis.api.privacy.Person nobody = new org.parvis.api.privacy.Person(Set.of(), Set.of(), Set.of(), Set.of());
        List<PersonalData.Erasure> nothing = territory.call(transaction -> privacy.erase(transaction, nobody, FakeRequest.NOW));
        assertThat(nothing).isEmpty();
    }

    @OnBothDatabases
    void messages_of_all_communes_are_read_and_deleted_by_their_owner_alone(TestDatabase test) throws IOException {
        Citizens citizens = new Citizens(test);
        Citizens.Browser browser = citizens.browser().signedUp(Citizens.MARIE);
        UUID me = citizens.marie().id();
        List<Inbox.Message> mine = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            mine.add(new Inbox.Message(Ids.next(), i % 2 == 0 ? Citizens.RODEZ.id() : Citizens.AGEN.id(), "Sujet " + i, "Bonjour,\n\nVoici <b>" + i, FakeRequest.NOW, false));
        }
        citizens.notes.messages.put(me, mine);
        Inbox.Message theirs = new Inbox.Message(Ids.next(), Citizens.RODEZ.id(), "Secret", "x", FakeRequest.NOW, false);
        citizens.notes.messages.put(UUID.randomUUID(), new ArrayList<>(List.of(theirs)));
        String page = Pages.of("identity").html(citizens.inboxPages.list(browser.get(Citizens.TERRITORY, "/compte/messages").query("page", "2")), Citizens.TERRITORY);
        assertThat(page).contains("25").contains("Sujet 24").contains("Agen-d’Aveyron").contains("&lt;b&gt;24").doesNotContain("Sujet 19").doesNotContain("Secret");
        UUID id = mine.get(0).id();
        citizens.inboxPages.readAll(browser.post(Citizens.TERRITORY, "/compte/messages").field("message", id.toString()).field("message", "pas un id"));
        assertThat(citizens.notes.unread(me)).isEqualTo(24);
        FakeRequest confirm = browser.get(Citizens.TERRITORY, "/compte/messages/x/effacer").with("id", id.toString());
        assertThat(Pages.of("identity").html(citizens.inboxPages.confirm(confirm), Citizens.TERRITORY)).contains("Sujet 0");
        citizens.inboxPages.delete(browser.post(Citizens.TERRITORY, "/compte/messages/x/effacer").with("id", id.toString()));
        assertThat(citizens.notes.count(me)).isEqualTo(24);
        FakeRequest foreign = browser.post(Citizens.TERRITORY, "/compte/messages/x/effacer").with("id", theirs.id().toString());
        assertThatThrownBy(() -> citizens.inboxPages.delete(foreign)).isInstanceOf(NotFound.class);
    }

    @OnBothDatabases
    void name_telephone_and_language_are_the_persons_to_change(TestDatabase test) throws IOException {
        Citizens citizens = new Citizens(test);
        Citizens.Browser browser = citizens.browser().signedUp(Citizens.MARIE);
        assertThat(citizens.profilePages.save(browser.post(Citizens.TERRITORY, "/compte").field("name", "Marie <b>").field("phone", "12").field("language", "de")).status())
                .isEqualTo(422);
        citizens.profilePages.save(browser.post(Citizens.TERRITORY, "/compte").field("name", "Marie E.").field("phone", "06 12 34 56 78").field("language", "en"));
        assertThat(browser.account(Citizens.TERRITORY).orElseThrow().phone()).isEqualTo("+33612345678");
        assertThat(new PersonAddresses(citizens.database).of(TenantId.TERRITORY, List.of(citizens.marie().id())).values())
                .singleElement().satisfies(to -> {
                    assertThat(to.email()).isEqualTo(Citizens.MARIE);
                    assertThat(to.language().getLanguage()).isEqualTo("en");
                });
    }
}
