package org.parvis.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Grant;
import org.parvis.api.identity.Role;
import org.parvis.api.payment.Payment;
import org.parvis.api.payment.PaymentState;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.Forbidden;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Response;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

class CounterTest {
    private static final String TAKE = "/paiements/{id}/encaisser";

    private static FakeRequest request(String method, Payment payment, Agent agent) {
        return FakeRequest.of(method, "/").with("id", payment.id().toString()).as(agent).at(PaymentsTown.NOW);
    }

    private static FakeRequest taking(Payment payment, Agent agent, String amount) {
        return request("POST", payment, agent).field("means", "cheque").field("amount", amount).field("payer", "Zoé Zola").field("note", "Banque, 0012345");
    }

    @OnBothDatabases
    void whatIsBroughtToTheCounterIsRecordedOnceWithANumberedReceipt(TestDatabase database) throws Exception {
        PaymentsTown town = new PaymentsTown(database);
        Payment payment = town.ask("hall:42:rent", 12_050);
        String form = town.deskPage(PaymentsTown.answer(town.desk, "GET", "/paiements/{id}", request("GET", payment, PaymentsTown.ACCOUNTANT)));
        assertThat(form).contains("120,50", "Encaisser au guichet", "/salles/42");

        Response done = PaymentsTown.answer(town.desk, "POST", TAKE, taking(payment, PaymentsTown.ACCOUNTANT, "120,50"));
        assertThat(done.status()).isEqualTo(303);
        assertThat(town.state(payment)).isEqualTo(PaymentState.PAID);
        assertThat(town.told).containsExactly("hall:42:rent PAID");
        assertThat(town.sent).singleElement().satisfies(mail -> assertThat(mail.values()).containsEntry("receipt", "2026-000001").containsEntry("means", "Chèque"));
        assertThat(town.audit.of(PaymentsTown.RODEZ.id(), "payments.take")).singleElement().satisfies(entry -> assertThat(entry.detail()).isEqualTo("2026-000001"));

        Response again = PaymentsTown.answer(town.desk, "POST", TAKE, taking(payment, PaymentsTown.ACCOUNTANT, "120,50"));
        assertThat(again.status()).isEqualTo(409);
        assertThat(town.deskPage(again)).contains("C’est déjà payé");
        String shown = town.deskPage(PaymentsTown.answer(town.desk, "GET", "/paiements/{id}", request("GET", payment, PaymentsTown.ACCOUNTANT)));
        assertThat(shown).contains("Reçu n°\u00a02026-000001", "Banque, 0012345").doesNotContain("Encaisser au guichet");
        assertThat(town.page(town.show(payment, PaymentsTown.NOW))).contains("C’est payé", "12 novembre 2026", "Chèque");
    }

    @OnBothDatabases
    void anotherAmountThanThatWhichIsDueIsAskedAboutAndNothingTypedIsLost(TestDatabase database) throws Exception {
        PaymentsTown town = new PaymentsTown(database);
        Payment payment = town.ask("hall:42:rent", 12_050);
        Response refused = PaymentsTown.answer(town.desk, "POST", TAKE, taking(payment, PaymentsTown.ACCOUNTANT, "12,50"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(town.deskPage(refused)).contains("Le montant reçu doit être 120,50", "Zoé Zola", "Banque, 0012345");
        assertThat(town.state(payment)).isEqualTo(PaymentState.DUE);
    }

    @OnBothDatabases
    void twoAgentsAtOnceMakeOneReceipt(TestDatabase database) throws Exception {
        PaymentsTown town = new PaymentsTown(database);
        ExecutorService agents = Executors.newFixedThreadPool(2);
        try {
            for (int round = 1; round <= 8; round++) {
                Payment payment = town.ask("hall:" + round + ":rent", 1_000);
                CyclicBarrier together = new CyclicBarrier(2);
                List<Future<Integer>> taken = new ArrayList<>();
                for (int i = 0; i < 2; i++) {
                    taken.add(agents.submit(() -> {
                        together.await();
                        return PaymentsTown.answer(town.desk, "POST", TAKE, taking(payment, PaymentsTown.ACCOUNTANT, "10")).status();
                    }));
                }
                assertThat(List.of(taken.get(0).get(), taken.get(1).get())).containsExactlyInAnyOrder(303, 409);
                assertThat(ReceiptTable.of(database.database().of(PaymentsTown.RODEZ.id()), payment.id()))
                        .singleElement().satisfies(receipt -> assertThat(receipt.shown()).startsWith("2026-00000"));
            }
        } finally {
            agents.shutdownNow();
        }
        assertThat(database.database().of(PaymentsTown.RODEZ.id()).count("select max(r.receipt_no) from payments_receipt r where r.tenant_id = :tenant")).isEqualTo(8);
    }

    @OnBothDatabases
    void aReceiptIsCancelledWithAReasonKeepsItsNumberAndTheSumIsDueAgain(TestDatabase database) throws Exception {
        PaymentsTown town = new PaymentsTown(database);
        Payment payment = town.ask("hall:42:rent", 12_050);
        PaymentsTown.answer(town.desk, "POST", TAKE, taking(payment, PaymentsTown.ACCOUNTANT, "120,50"));
        String receipt = ReceiptTable.of(database.database().of(PaymentsTown.RODEZ.id()), payment.id()).get(0).id().toString();

        FakeRequest without = request("POST", payment, PaymentsTown.ACCOUNTANT).field("receipt", receipt).field("reason", " ");
        assertThat(PaymentsTown.answer(town.desk, "POST", "/paiements/{id}/annuler", without).status()).isEqualTo(422);
        FakeRequest cancel = request("POST", payment, PaymentsTown.ACCOUNTANT).field("receipt", receipt).field("reason", "Chèque sans provision");
        assertThat(PaymentsTown.answer(town.desk, "POST", "/paiements/{id}/annuler", cancel).status()).isEqualTo(303);
        assertThat(PaymentsTown.answer(town.desk, "POST", "/paiements/{id}/annuler", cancel).status()).isEqualTo(409);

        assertThat(town.state(payment)).isEqualTo(PaymentState.DUE);
        assertThat(town.told).containsExactly("hall:42:rent PAID", "hall:42:rent DUE");
        PaymentsTown.answer(town.desk, "POST", TAKE, taking(payment, PaymentsTown.ACCOUNTANT, "120,50"));
        Response pdf = PaymentsTown.answer(
                town.desk, "GET", "/paiements/{id}/recu/{receipt}", request("GET", payment, PaymentsTown.ACCOUNTANT).with("receipt", receipt));
        assertThat(new String(((Response.Bytes) pdf.content()).bytes(), StandardCharsets.UTF_8)).contains("2026-000001", "REÇU ANNULÉ", "Chèque sans provision");
        assertThat(town.deskPage(PaymentsTown.answer(town.desk, "GET", "/paiements/{id}", request("GET", payment, PaymentsTown.ACCOUNTANT))))
                .contains("2026-000001", "2026-000002", "Annulé par Camille Roux");
    }

    @OnBothDatabases
    void theJournalOfADayHasWhatCameInAndWhatWasTakenBack(TestDatabase database) throws Exception {
        PaymentsTown town = new PaymentsTown(database);
        Payment first = town.ask("hall:1:rent", 1_000);
        Payment second = town.ask("hall:2:rent", 2_550);
        town.counter.take(PaymentsTown.RODEZ, first.id(), new Counter.Taken("cash", "Zoé Zola", ""), PaymentsTown.WORKER, PaymentsTown.NOW);
        town.counter.take(PaymentsTown.RODEZ, second.id(), new Counter.Taken("cash", "=Yves", ""), PaymentsTown.WORKER, PaymentsTown.NOW);
        Instant tomorrow = PaymentsTown.NOW.plusSeconds(86_400);
        town.counter.cancel(
                PaymentsTown.RODEZ, ReceiptTable.of(database.database().of(PaymentsTown.RODEZ.id()), first.id()).get(0).id(), "Erreur", PaymentsTown.WORKER, tomorrow);

        FakeRequest day = FakeRequest.get("/").as(PaymentsTown.ACCOUNTANT).at(tomorrow).query("jour", "2026-11-12");
        assertThat(town.deskPage(PaymentsTown.answer(town.journal, "GET", "/paiements-journal", day))).contains("2026-000001", "2026-000002", "35,50\u00a0€");
        FakeRequest next = FakeRequest.get("/").as(PaymentsTown.ACCOUNTANT).at(tomorrow);
        assertThat(town.deskPage(PaymentsTown.answer(town.journal, "GET", "/paiements-journal", next))).contains("Reçu annulé", "-10,00\u00a0€", "Erreur");
        FakeRequest month = FakeRequest.get("/").as(PaymentsTown.ACCOUNTANT).at(tomorrow).query("mois", "2026-11");
        String csv = new String(((Response.Bytes) PaymentsTown.answer(town.journal, "GET", "/paiements-journal/export.csv", month).content()).bytes(), StandardCharsets.UTF_8);
        assertThat(csv.lines()).hasSize(4);
        assertThat(csv).contains("2026-11-12;10:00;Encaissé;2026-000002;", ";'=Yves;Espèces;\"25,50\";;Camille Roux;", ";Espèces;;\"10,00\";Camille Roux;Erreur");
        assertThat(town.audit.of(PaymentsTown.RODEZ.id(), "payments.export")).hasSize(1);
    }

    @OnBothDatabases
    void aDayThatNoDatabaseHasIsNoPage(TestDatabase database) {
        PaymentsTown town = new PaymentsTown(database);
        for (String day : List.of("+999999999-12-31", "-0001-01-01", "0000-01-01", "2026-02-30", "x")) {
            FakeRequest request = FakeRequest.get("/").as(PaymentsTown.ACCOUNTANT).at(PaymentsTown.NOW).query("jour", day);
            assertThatThrownBy(() -> PaymentsTown.answer(town.journal, "GET", "/paiements-journal", request)).as(day).isInstanceOf(NotFound.class);
        }
        for (String month : List.of("+999999999-12", "-0001-01", "2026-13", "2026-1")) {
            FakeRequest request = FakeRequest.get("/").as(PaymentsTown.ACCOUNTANT).at(PaymentsTown.NOW).query("mois", month);
            assertThatThrownBy(() -> PaymentsTown.answer(town.journal, "GET", "/paiements-journal/export.csv", request)).as(month).isInstanceOf(NotFound.class);
        }
    }

    @OnBothDatabases
    void agentsSeeThePaymentsOfTheirWorkAndAuditorsChangeNothing(TestDatabase database) throws Exception {
        PaymentsTown town = new PaymentsTown(database);
        Payment payment = town.ask("hall:42:rent", 12_050);
        Agent other = new Agent(PaymentsTown.WORKER.id(), "Camille Roux", "c@example.org", "fr",
                Set.of(new Grant(PaymentsTown.RODEZ.id(), Role.CASE_WORKER, "acte-naissance")));
        Agent auditor = FakeRequestSites.agent(Role.AUDITOR, PaymentsTown.RODEZ);
        assertThat(PaymentsTown.answer(town.desk, "GET", "/paiements/{id}", request("GET", payment, PaymentsTown.WORKER)).status()).isEqualTo(200);
        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> PaymentsTown.answer(town.desk, "GET", "/paiements/{id}", request("GET", payment, other)));
        assertThat(PaymentsTown.answer(town.desk, "GET", "/paiements/{id}", request("GET", payment, auditor)).status()).isEqualTo(200);
        assertThatExceptionOfType(Forbidden.class).isThrownBy(() -> PaymentsTown.answer(town.desk, "POST", TAKE, taking(payment, auditor, "120,50")));
        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> PaymentsTown.answer(
                town.desk, "GET", "/paiements/{id}", request("GET", payment, FakeRequestSites.agent(Role.ACCOUNTANT, FakeRequestSites.AGEN)).on(FakeRequestSites.AGEN)));
    }

    @OnBothDatabases
    void askingTwiceIsAskingOnceAndAnotherAmountIsRefused(TestDatabase database) throws Exception {
        PaymentsTown town = new PaymentsTown(database);
        assertThat(town.ask("hall:42:rent", 12_050)).isEqualTo(town.ask("hall:42:rent", 12_050));
        assertThatExceptionOfType(Conflict.class).isThrownBy(() -> town.ask("hall:42:rent", 1));
        FakeRequest list = FakeRequest.get("/").as(PaymentsTown.ACCOUNTANT).query("q", town.ask("hall:42:rent", 12_050).reference().toLowerCase(Locale.ROOT));
        assertThat(town.deskPage(PaymentsTown.answer(town.desk, "GET", "/paiements", list))).contains("Location de la salle des fêtes", "1 paiement");
    }
}
