package org.parvis.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.parvis.payments.PaymentsTown.NOW;
import static org.parvis.payments.PaymentsTown.RODEZ;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.parvis.api.data.Database;
import org.parvis.api.payment.Payer;
import org.parvis.api.payment.Payment;
import org.parvis.api.payment.PaymentOrder;
import org.parvis.api.privacy.Person;
import org.parvis.api.privacy.PersonalData.Erasure;
import org.parvis.api.privacy.PersonalData.Outcome;
import org.parvis.api.route.NotFound;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** How long payments are kept, what a person gets of them, and that no other commune reaches them. */
class KeptTest {
    private static final UUID ACCOUNT = new UUID(0, 7);

    private final PaymentsPrivacy privacy = new PaymentsPrivacy();

    private static Payment ask(PaymentsTown town, String key, String email) {
        return town.ask(new PaymentOrder(key, 1_000, "Clé", new Payer("Zoé Zola", email, ACCOUNT, Locale.FRENCH), "/", null));
    }

    private int purged(TestDatabase database, Instant now) {
        return database.database().of(RODEZ.id()).call(transaction -> privacy.purge(transaction, now));
    }

    @OnBothDatabases
    void whatIsPaidIsKeptTenYearsWhatIsNotFourAndWhatWasGivenUpOne(TestDatabase database) {
        PaymentsTown town = new PaymentsTown(database);
        Payment paid = ask(town, "hall:1:rent", "z@example.org");
        ask(town, "hall:2:rent", "z@example.org");
        Payment dropped = ask(town, "hall:3:rent", "z@example.org");
        town.counter.take(RODEZ, paid.id(), new Counter.Taken("cash", "Zoé Zola", ""), PaymentsTown.WORKER, NOW);
        database.database().of(RODEZ.id()).write(transaction -> town.ledger.cancel(transaction, dropped.id()));
        Instant year = NOW.plus(Duration.ofDays(366));
        assertThat(privacy.due(database.database().acrossTerritory("test"), NOW.plus(Duration.ofDays(364)))).isEmpty();
        assertThat(privacy.due(database.database().acrossTerritory("test"), year)).containsExactly(RODEZ.id());
        assertThat(purged(database, year)).isEqualTo(1);
        assertThat(purged(database, NOW.plus(Duration.ofDays(4 * 365 + 2)))).isEqualTo(1);
        assertThat(purged(database, NOW.plus(Duration.ofDays(10 * 365 - 1)))).isZero();
        assertThat(purged(database, NOW.plus(Duration.ofDays(10 * 365 + 4)))).isEqualTo(1);
        assertThat(database.database().of(RODEZ.id()).count("select count(*) from payments_receipt r where r.tenant_id = :tenant")).isZero();
    }

    @OnBothDatabases
    void aCancelledReceiptIsKeptAsLongAsTheOthers(TestDatabase database) {
        PaymentsTown town = new PaymentsTown(database);
        Payment payment = ask(town, "hall:1:rent", "z@example.org");
        UUID receipt = town.counter.take(RODEZ, payment.id(), new Counter.Taken("cash", "Zoé Zola", ""), PaymentsTown.WORKER, NOW).id();
        town.counter.cancel(RODEZ, receipt, "Erreur", PaymentsTown.WORKER, NOW);
        assertThat(purged(database, NOW.plus(Duration.ofDays(5 * 365)))).isZero();
        assertThat(purged(database, NOW.plus(Duration.ofDays(10 * 365 + 4)))).isEqualTo(1);
    }

    @OnBothDatabases
    void aPersonGetsTheirPaymentsAndTheAccountIsTakenOff(TestDatabase database) throws Exception {
        PaymentsTown town = new PaymentsTown(database);
        Payment payment = ask(town, "hall:1:rent", "Z@example.org");
        ask(town, "hall:2:rent", "y@example.org");
        Database all = database.database();
        Person zoe = new Person(Set.of("z@example.org"), Set.of(), Set.of(), Set.of());
        assertThat(privacy.holders(all.acrossTerritory("test"), zoe)).containsExactly(RODEZ.id());
        List<String> exported = new ArrayList<>();
        privacy.export(all.of(RODEZ.id()), zoe, (processing, title, fields) -> exported.add(title));
        assertThat(exported).containsExactly(payment.reference());
        Person account = new Person(Set.of(), Set.of(), Set.of(ACCOUNT), Set.of());
        List<Erasure> erased = all.of(RODEZ.id()).call(transaction -> privacy.erase(transaction, account, NOW));
        assertThat(erased).singleElement().satisfies(one -> {
            assertThat(one.outcome()).isEqualTo(Outcome.KEPT);
            assertThat(one.records()).isEqualTo(2);
        });
        assertThat(privacy.holders(all.acrossTerritory("test"), account)).isEmpty();
    }

    @OnBothDatabases
    void theAddressOfAPaymentOpensItOnItsOwnSiteAlone(TestDatabase database) {
        PaymentsTown town = new PaymentsTown(database);
        Payment payment = town.ask("hall:1:rent", 1_000);
        for (FakeRequest stranger : List.of(
                FakeRequest.get("/").with("token", town.token(payment)).on(FakeRequestSites.AGEN),
                FakeRequest.get("/").with("token", "0".repeat(32)),
                FakeRequest.get("/").with("token", payment.id().toString()))) {
            assertThatExceptionOfType(NotFound.class).isThrownBy(() -> PaymentsTown.answer(town.pages, "GET", "/paiement/{token}", stranger));
        }
        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> PaymentsTown.answer(
                town.pages, "GET", "/paiement/{token}/recu", FakeRequest.get("/").with("token", town.token(payment))));
    }
}
