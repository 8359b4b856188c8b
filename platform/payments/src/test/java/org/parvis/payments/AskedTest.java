package org.parvis.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.payments.PaymentsTown.RODEZ;

import java.time.LocalDate;
import java.util.List;
import org.parvis.api.payment.Payment;
import org.parvis.testkit.CountingReader;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** What a service finds of what it asked for. */
class AskedTest {
    @OnBothDatabases
    void whatWasAskedForManyThingsIsFoundInOneQuery(TestDatabase database) throws Exception {
        PaymentsTown town = new PaymentsTown(database);
        Payment rent = town.ask("hall:1:rent", 1_000);
        Payment keys = town.ask("hall:1:keys", 500);
        town.ask("hall:10:rent", 1_000);
        Payment other = town.ask("hall:2", 700);
        CountingReader reader = new CountingReader(database.database().of(RODEZ.id()));
        List<Payment> found = town.ledger.of(reader, List.of("hall:1", "hall:2", "hall:3"));
        assertThat(found).containsExactlyInAnyOrder(rent, keys, other);
        assertThat(reader.statements()).hasSize(1);
        assertThat(town.page(town.show(found.get(0), PaymentsTown.NOW))).contains(found.get(0).reference());
        assertThat(town.ledger.of(reader, List.of())).isEmpty();
        assertThat(town.ledger.of(database.database().of(FakeRequestSites.AGEN.id()), List.of("hall:1"))).isEmpty();
    }

    @OnBothDatabases
    void aDayOfTheJournalIsReadAtOnceHoweverManyReceiptsItHas(TestDatabase database) {
        PaymentsTown town = new PaymentsTown(database);
        CountingReader few = new CountingReader(database.database().of(RODEZ.id()));
        town.take(town.ask("hall:1:rent", 1_000), PaymentsTown.NOW);
        assertThat(Journal.of(few, LocalDate.parse("2026-11-12"))).hasSize(1);
        for (int i = 2; i < 5; i++) {
            town.take(town.ask("hall:" + i + ":rent", 1_000), PaymentsTown.NOW);
        }
        CountingReader many = new CountingReader(database.database().of(RODEZ.id()));
        assertThat(Journal.of(many, LocalDate.parse("2026-11-12"))).hasSize(4).extracting(Journal.Line::object).containsOnly("Location de la salle des fêtes");
        assertThat(many.statements()).hasSameSizeAs(few.statements());
    }
}
