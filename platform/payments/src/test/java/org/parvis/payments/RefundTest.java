package org.parvis.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.parvis.payments.PaymentsTown.ACCOUNTANT;
import static org.parvis.payments.PaymentsTown.NOW;
import static org.parvis.payments.PaymentsTown.RODEZ;
import static org.parvis.payments.PaymentsTown.answer;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Role;
import org.parvis.api.payment.Payment;
import org.parvis.api.payment.PaymentState;
import org.parvis.api.privacy.Person;
import org.parvis.api.route.Forbidden;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Response;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** What the public accountant gave back, as an accountant of the commune records it. */
class RefundTest {
    private static final String PATH = "/paiements/{id}/remboursement";
    private static final Instant LATER = NOW.plus(Duration.ofDays(8));

    private static Payment paid(PaymentsTown town, String key) {
        Payment payment = town.ask(key, 12_050);
        town.counter.take(RODEZ, payment.id(), new Counter.Taken("cheque", "Zoé Zola", ""), ACCOUNTANT, NOW);
        town.told.clear();
        town.sent.clear();
        return payment;
    }

    private static FakeRequest request(String method, Payment payment) {
        return FakeRequest.of(method, "/").with("id", payment.id().toString()).as(ACCOUNTANT).at(LATER);
    }

    private static Response record(PaymentsTown town, Payment payment, String amount, String on, String order, String reason) throws Exception {
        return answer(town.refunds, "POST", PATH, request("POST", payment).field("amount", amount).field("on", on).field("order", order).field("reason", reason));
    }

    private static String one(PaymentsTown town, Payment payment) throws Exception {
        return plain(town.deskPage(answer(town.desk, "GET", "/paiements/{id}", request("GET", payment))));
    }

    private static String plain(String page) {
        return page.replace('\u00a0', ' ');
    }

    private static String id(TestDatabase database, Payment payment, int index) {
        return RefundTable.of(database.database().of(RODEZ.id()), payment.id()).get(index).id().toString();
    }

    @OnBothDatabases
    void aPartIsRecordedShownEverywhereAndThePayerIsTold(TestDatabase database) throws Exception {
        PaymentsTown town = new PaymentsTown(database);
        Payment payment = paid(town, "hall:42:rent");
        String form = plain(town.deskPage(answer(town.refunds, "GET", PATH, request("GET", payment))));
        assertThat(form).contains("comptable public, sur un ordre écrit", "PayFiP ne permet pas", "Au plus 120,50 €", "value=\"2026-11-20\"");

        assertThat(record(town, payment, "20,50", "2026-11-19", "2026-118", "La salle a été rendue plus tôt").status()).isEqualTo(303);
        assertThat(town.state(payment)).isEqualTo(PaymentState.PAID);
        assertThat(town.told).containsExactly("hall:42:rent refunded 2050");
        assertThat(town.sent).singleElement().satisfies(mail -> {
            assertThat(mail.kind()).isEqualTo("payments.refunded");
            assertThat(mail.values()).containsEntry("amount", "20,50\u00a0€").containsEntry("date", "19 novembre 2026").containsEntry("order", "2026-118");
        });
        assertThat(town.audit.of(RODEZ.id(), "payments.refund")).singleElement().satisfies(entry -> assertThat(entry.detail()).contains("20,50", "2026-118"));
        assertThat(one(town, payment)).contains("20,50 €", "19 novembre 2026, ordre n° 2026-118", "La salle a été rendue plus tôt", "Noter un remboursement");
        assertThat(plain(town.page(town.show(payment, LATER)))).contains("C’est payé", "Remboursé : 20,50 €", "Le 19 novembre 2026, par le comptable public (ordre n° 2026-118).");
        assertThat(plain(town.deskPage(answer(town.desk, "GET", "/paiements", FakeRequest.get("/").as(ACCOUNTANT))))).contains("Remboursé : 20,50 €");
        StringBuilder exported = new StringBuilder();
        new PaymentsPrivacy().export(database.database().of(RODEZ.id()), new Person(Set.of("y@example.org"), Set.of(), Set.of(), Set.of()),
                (processing, title, fields) -> fields.forEach(field -> exported.append(field.value()).append('|')));
        assertThat(plain(exported.toString())).contains("|120,50 €|20,50 €|");
    }

    @OnBothDatabases
    void theJournalAndItsExportHaveItApartFromTheTill(TestDatabase database) throws Exception {
        PaymentsTown town = new PaymentsTown(database);
        Payment payment = paid(town, "hall:42:rent");
        Payment other = town.ask("hall:43:rent", 1_000);
        town.counter.take(RODEZ, other.id(), new Counter.Taken("cash", "Yves", ""), ACCOUNTANT, LATER);
        record(town, payment, "120,50", "2026-11-19", "2026-118", "Annulée");
        FakeRequest day = FakeRequest.get("/").as(ACCOUNTANT).at(LATER);
        assertThat(plain(town.deskPage(answer(town.journal, "GET", "/paiements-journal", day)))).contains(
                "Remboursé, 10:00", "-120,50 €", "Remboursements du comptable public (hors total)", "<strong>10,00 €</strong>");
        String csv = new String(((Response.Bytes) answer(town.journal, "GET", "/paiements-journal/export.csv", day).content()).bytes(), StandardCharsets.UTF_8);
        assertThat(csv).contains("Annulé ou remboursé (€)", "2026-11-20;10:00;Remboursé;2026-118;", ";\"120,50\";Camille Roux;\"2026-11-19, Annulée\"");
    }

    @OnBothDatabases
    void noMoreThanWasPaidNotBeforeItWasAndNothingTypedIsLost(TestDatabase database) throws Exception {
        PaymentsTown town = new PaymentsTown(database);
        Payment payment = paid(town, "hall:42:rent");
        String[][] wrong = {
            {"beaucoup", "2026-11-19", "7", "Erreur", "Indiquez un montant"}, {"0", "2026-11-19", "7", "Erreur", "Indiquez un montant"},
            {"12", "2026-11-11", "7", "Erreur", "pas avant le paiement"}, {"12", "2026-11-21", "7", "Erreur", "aujourd’hui ou avant"},
            {"12", "2026-11-19", "", "Erreur", "id=\"f-order-error\""}, {"12", "2026-11-19", "7", " ", "id=\"f-reason-error\""},
        };
        for (String[] one : wrong) {
            Response refused = record(town, payment, one[0], one[1], one[2], one[3]);
            assertThat(refused.status()).as(String.join(" ", one)).isEqualTo(422);
            assertThat(town.deskPage(refused)).as(String.join(" ", one)).contains(one[4], "value=\"" + one[0] + "\"", "value=\"" + one[1] + "\"");
        }
        assertThat(record(town, payment, "100", "2026-11-19", "7", "Erreur").status()).isEqualTo(303);
        Response more = record(town, payment, "20,51", "2026-11-19", "8", "Erreur");
        assertThat(more.status()).isEqualTo(422);
        assertThat(town.deskPage(record(town, payment, "20,51", "2026-11-21", "", "Erreur"))).as("all at once")
                .contains("id=\"f-amount-error\"", "id=\"f-on-error\"", "id=\"f-order-error\"");
        assertThat(town.deskPage(more)).contains("C’est plus que ce qui reste à rembourser", "value=\"20,51\"");
        assertThat(record(town, payment, "20,50", "2026-11-19", "8", "Erreur").status()).isEqualTo(303);
        assertThat(town.deskPage(answer(town.refunds, "GET", PATH, request("GET", payment)))).contains("Il n’y a rien à rembourser").doesNotContain("name=\"amount\"");
        Payment due = town.ask("hall:44:rent", 1_000);
        assertThat(record(town, due, "10", "2026-11-20", "9", "Erreur").status()).isEqualTo(409);
    }

    @OnBothDatabases
    void oneThatWasRecordedByMistakeIsCancelledWithAReasonAndStays(TestDatabase database) throws Exception {
        PaymentsTown town = new PaymentsTown(database);
        Payment payment = paid(town, "hall:42:rent");
        record(town, payment, "120,50", "2026-11-19", "2026-118", "Annulée");
        String receipt = ReceiptTable.of(database.database().of(RODEZ.id()), payment.id()).get(0).id().toString();
        Response taken = answer(town.desk, "POST", "/paiements/{id}/annuler", request("POST", payment).field("receipt", receipt).field("reason", "Erreur"));
        assertThat(taken.status()).as("what was given back was paid").isEqualTo(409);
        assertThat(town.deskPage(taken)).contains("Ce paiement a été remboursé");

        FakeRequest blank = request("POST", payment).with("refund", id(database, payment, 0)).field("reason", "");
        assertThat(answer(town.refunds, "POST", PATH + "/{refund}", blank).status()).isEqualTo(422);
        FakeRequest cancel = request("POST", payment).with("refund", id(database, payment, 0)).field("reason", "Mauvais dossier");
        assertThat(answer(town.refunds, "POST", PATH + "/{refund}", cancel).status()).isEqualTo(303);
        assertThat(answer(town.refunds, "POST", PATH + "/{refund}", cancel).status()).isEqualTo(409);
        assertThat(town.told).containsExactly("hall:42:rent refunded 12050", "hall:42:rent refunded -12050");
        assertThat(one(town, payment)).contains("Annulé par Camille Roux, noté par erreur : Mauvais dossier");
        assertThat(town.page(town.show(payment, LATER))).doesNotContain("Remboursé");
        assertThat(plain(town.deskPage(answer(town.journal, "GET", "/paiements-journal", FakeRequest.get("/").as(ACCOUNTANT).at(LATER)))))
                .contains("Remboursement annulé, 10:00");
        assertThat(record(town, payment, "120,50", "2026-11-19", "2026-119", "Annulée").status()).isEqualTo(303);
    }

    @OnBothDatabases
    void onlyAccountantsOfTheCommuneRecordAndSeeTheForms(TestDatabase database) throws Exception {
        PaymentsTown town = new PaymentsTown(database);
        assertThat(town.refunds.routes()).hasSize(4).allMatch(route -> Access.LEDGER.equals(route.permission()));
        Payment payment = paid(town, "hall:42:rent");
        record(town, payment, "1", "2026-11-19", "1", "Erreur");
        String worker = town.deskPage(answer(town.desk, "GET", "/paiements/{id}", request("GET", payment).as(PaymentsTown.WORKER)));
        assertThat(worker).contains("Erreur").doesNotContain("Noter un remboursement", "noté par erreur");
        for (Agent other : List.of(PaymentsTown.WORKER, FakeRequestSites.agent(Role.AUDITOR, RODEZ), FakeRequestSites.agent(Role.ACCOUNTANT, FakeRequestSites.AGEN))) {
            assertThatExceptionOfType(Forbidden.class).isThrownBy(() -> answer(town.refunds, "GET", PATH, request("GET", payment).as(other)));
            assertThatExceptionOfType(Forbidden.class).isThrownBy(() -> answer(town.refunds, "POST", PATH, request("POST", payment).as(other).field("amount", "1")));
        }
        FakeRequest elsewhere = request("GET", payment).as(FakeRequestSites.agent(Role.ACCOUNTANT, FakeRequestSites.AGEN)).on(FakeRequestSites.AGEN);
        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> answer(town.refunds, "GET", PATH, elsewhere));
        Payment second = paid(town, "hall:43:rent");
        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> answer(
                town.refunds, "POST", PATH + "/{refund}", request("POST", second).with("refund", id(database, payment, 0)).field("reason", "Erreur")));
        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> answer(
                town.refunds, "GET", PATH + "/{refund}", request("GET", payment).with("refund", new UUID(0, 1).toString())));
    }

    @OnBothDatabases
    void itIsKeptAsLongAsAccountsAre(TestDatabase database) throws Exception {
        PaymentsTown town = new PaymentsTown(database);
        Payment payment = paid(town, "hall:42:rent");
        record(town, payment, "1", "2026-11-19", "1", "Erreur");
        PaymentsPrivacy privacy = new PaymentsPrivacy();
        Instant tenYears = Instant.parse("2036-11-13T09:00:00Z");
        assertThat(database.database().of(RODEZ.id()).call(transaction -> privacy.purge(transaction, tenYears)).intValue()).isZero();
        assertThat(database.database().of(RODEZ.id()).call(transaction -> privacy.purge(transaction, tenYears.plus(Duration.ofDays(8)))).intValue()).isEqualTo(1);
        assertThat(database.database().of(RODEZ.id()).count("select count(*) from payments_refund b where b.tenant_id = :tenant")).isZero();
    }
}
