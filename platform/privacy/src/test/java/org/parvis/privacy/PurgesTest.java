package org.parvis.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parvis.privacy.Fixture.AGEN;
import static org.parvis.privacy.Fixture.RODEZ;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;
import org.parvis.api.privacy.PersonalData.Outcome;
import org.parvis.api.privacy.PurgeRule;
import org.parvis.api.tenant.TenantId;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

class PurgesTest {
    private static final Instant LATER = FakeRequest.NOW.plus(Shop.KEPT).plus(Duration.ofSeconds(1));

    @OnBothDatabases
    void whatIsOverItsTimeGoesBatchAfterBatchAndLeavesAProof(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        for (int i = 0; i < 5; i++) {
            fixture.order(RODEZ, "y@example.org", "", "Vieux " + i, false);
        }
        fixture.order(RODEZ, "y@example.org", "", "Payé", true);
        fixture.order(AGEN, "y@example.org", "", "Vieux", false);
        fixture.purges.run(FakeRequest.NOW.plus(Shop.KEPT));
        assertThat(orders(fixture, RODEZ)).as("not a moment too early").isEqualTo(6);
        fixture.purges.run(LATER);
        assertThat(orders(fixture, RODEZ)).isEqualTo(1);
        assertThat(orders(fixture, AGEN)).isZero();
        assertThat(fixture.purges.gone(RODEZ, 10)).extracting(Proofs.Gone::records).containsExactlyInAnyOrder(2L, 2L, 1L);
        assertThat(fixture.purges.gone(AGEN, 10)).containsExactly(new Proofs.Gone("shop.orders", LATER, 1, null, Outcome.ERASED, null));
        assertThat(fixture.purges.days(10)).contains(new Purges.Day(LocalDate.ofInstant(LATER, ZoneOffset.UTC), "shop.orders", 2, 6, LATER, null));
    }

    @OnBothDatabases
    void aRuleThatFindsNothingIsProvedToHaveBeenAppliedToo(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        fixture.purges.run(FakeRequest.NOW);
        assertThat(fixture.purges.days(10)).extracting(Purges.Day::rule).contains("shop.orders", "audit.log");
        assertThat(fixture.purges.days(10)).allMatch(day -> day.runs() == 1 && day.records() == 0 && day.error() == null);
    }

    @OnBothDatabases
    void aRuleThatFailsSaysSoAndKeepsNoOtherFromBeingApplied(TestDatabase test) {
        Fixture fixture = new Fixture(test);
        fixture.order(RODEZ, "y@example.org", "", "Vieux", false);
        fixture.plugins.add(new Failing());
        assertThatThrownBy(() -> fixture.purges.run(LATER)).hasMessage("no such luck");
        assertThat(orders(fixture, RODEZ)).isZero();
        assertThat(fixture.purges.days(10)).filteredOn(day -> day.rule().equals("bad.rule")).singleElement()
                .satisfies(day -> assertThat(day.error()).contains("no such luck"));
    }

    private static long orders(Fixture fixture, TenantId tenant) {
        return fixture.database.of(tenant).count("select count(*) from shop_order o where o.tenant_id = :tenant");
    }

    /** Cannot. */
    private static final class Failing implements PurgeRule {
        @Override
        public String name() {
            return "bad.rule";
        }

        @Override
        public String processing() {
            return "bad.data";
        }

        @Override
        public Collection<TenantId> due(Reader acrossTerritory, Instant now) {
            return List.of(RODEZ);
        }

        @Override
        public int purge(Transaction transaction, Instant now) {
            throw new IllegalStateException("no such luck");
        }
    }
}
