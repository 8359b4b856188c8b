package org.parvis.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parvis.privacy.Fixture.AGEN;
import static org.parvis.privacy.Fixture.RODEZ;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.Transaction;
import org.parvis.api.notify.Notification;
import org.parvis.api.notify.Notifications;
import org.parvis.api.privacy.PersonalData.Outcome;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.identity.citizen.UnusedPersons;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** Accounts that nobody uses go with all that plugins keep under them. */
class UnusedAccountsTest {
    private static final Instant USED = Instant.parse("2023-06-14T00:00:00Z");
    private static final String RULE = "identity.unused-persons";
    private static final Instant NOW = FakeRequest.NOW;

    private final Cards library = Cards.library();
    private final Cards pool = Cards.pool();

    private Fixture fixture(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        fixture.plugins.add(library);
        fixture.plugins.add(pool);
        fixture.plugins.add(new UnusedPersons(fixture.database, new Silent(), fixture.tenants, new Nowhere()));
        return fixture;
    }

    private static UUID person(Fixture fixture, String email, Instant used) {
        UUID id = UUID.randomUUID();
        fixture.database.of(TenantId.TERRITORY).write(transaction -> transaction.execute(
                """
                insert into identity_person (tenant_id, id, email, person_name, phone, tongue, password_hash, created, last_used, warned)
                values (:tenant, :id, :email, '', null, 'fr', null, :used, :used, :warned)
                """,
                "id", id, "email", email, "used", used, "warned", NOW.minus(Duration.ofDays(31))));
        return id;
    }

    private static long persons(Fixture fixture) {
        return fixture.database.of(TenantId.TERRITORY).count("select count(*) from identity_person p where p.tenant_id = :tenant");
    }

    private static void issue(Fixture fixture, TenantId tenant, Cards plugin, UUID account, boolean debt) {
        fixture.database.of(tenant).write(transaction -> plugin.issue(transaction, account, debt));
    }

    private static List<Long> left(Fixture fixture, TenantId tenant, String table) {
        return Cards.left(fixture.database.of(tenant), table);
    }

    @OnBothDatabases
    void an_unused_account_takes_what_all_plugins_keep_under_it_along_and_nothing_of_another(TestDatabase test) {
        Fixture fixture = fixture(test);
        UUID marie = person(fixture, "marie@example.org", USED);
        UUID other = person(fixture, "autre@example.org", NOW);
        issue(fixture, RODEZ, library, marie, false);
        issue(fixture, RODEZ, library, marie, false);
        issue(fixture, RODEZ, library, other, false);
        issue(fixture, AGEN, pool, marie, false);
        fixture.purges.run(NOW);
        assertThat(persons(fixture)).isEqualTo(1);
        assertThat(left(fixture, RODEZ, "library_card")).as("the other's").containsExactly(1L, 1L);
        assertThat(left(fixture, AGEN, "pool_card")).containsExactly(0L, 0L);
        fixture.purges.run(NOW.plus(Duration.ofHours(1)));
        assertThat(persons(fixture)).isEqualTo(1);
    }

    @OnBothDatabases
    void what_the_law_keeps_stays_without_the_account_and_the_proof_says_why(TestDatabase test) {
        Fixture fixture = fixture(test);
        for (int i = 0; i < 2; i++) {
            UUID id = person(fixture, "marie" + i + "@example.org", USED);
            issue(fixture, RODEZ, library, id, true);
            issue(fixture, RODEZ, library, id, false);
            issue(fixture, RODEZ, pool, id, false);
        }
        fixture.purges.run(NOW);
        assertThat(left(fixture, RODEZ, "library_card")).as("kept, tied to nobody").containsExactly(2L, 0L);
        assertThat(fixture.purges.gone(RODEZ, 10)).containsExactlyInAnyOrder(
                gone("library.cards", 2, Outcome.ERASED, null), gone("library.cards", 2, Outcome.KEPT, "shop.kept"), gone("pool.cards", 2, Outcome.ERASED, null));
        assertThat(proofs(fixture)).contains("shop.privacy.purpose", "Conservé : shop.kept", "Effacé").doesNotContain(">privacy.");
        assertThat(fixture.purges.gone(TenantId.TERRITORY, 10)).containsExactly(gone("identity.persons", 2, Outcome.ERASED, null));
        assertThat(fixture.purges.days(20)).filteredOn(day -> day.rule().equals(RULE)).singleElement()
                .satisfies(day -> assertThat(day.records()).as("two accounts, four cards").isEqualTo(6));
    }

    @OnBothDatabases
    void what_was_interrupted_goes_on_and_keeps_no_other_account_from_going(TestDatabase test) {
        Fixture fixture = fixture(test);
        UUID marie = person(fixture, "marie@example.org", USED);
        person(fixture, "autre@example.org", USED);
        issue(fixture, RODEZ, library, marie, false);
        issue(fixture, AGEN, pool, marie, false);
        pool.broken = true;
        assertThatThrownBy(() -> fixture.purges.run(NOW)).hasMessage("no such luck");
        assertThat(persons(fixture)).as("nobody signs in to what is half gone").isZero();
        assertThat(left(fixture, AGEN, "pool_card")).containsExactly(1L, 1L);
        assertThat(leaving(fixture)).isEqualTo(2);
        pool.broken = false;
        fixture.purges.run(NOW.plus(Duration.ofHours(1)));
        assertThat(left(fixture, RODEZ, "library_card")).containsExactly(0L, 0L);
        assertThat(left(fixture, AGEN, "pool_card")).containsExactly(0L, 0L);
        assertThat(leaving(fixture)).isZero();
    }

    private static String proofs(Fixture fixture) {
        RegisterPages pages = PrivacyPagesTest.register(fixture);
        return fixture.pages.html(pages.proofs(FakeRequest.get("/donnees/echeances")), FakeRequestSites.RODEZ).replace('\u00a0', ' ').replace('\u202f', ' ');
    }

    private static Proofs.Gone gone(String processing, long records, Outcome outcome, @Nullable String reason) {
        return new Proofs.Gone(RULE, NOW, records, processing, outcome, reason);
    }

    private static long leaving(Fixture fixture) {
        return fixture.database.of(TenantId.TERRITORY).count("select count(*) from privacy_leaving l where l.tenant_id = :tenant");
    }

    /** Mails nobody. */
    private static final class Silent implements Notifications {
        @Override
        public void send(Transaction transaction, Collection<Notification> notifications) {}
    }

    /** Addresses that nobody opens. */
    private static final class Nowhere implements PublicUrls {
        @Override
        public String of(Site site, String path) {
            return path;
        }

        @Override
        public String desk(Site site, String path) {
            return path;
        }
    }
}
