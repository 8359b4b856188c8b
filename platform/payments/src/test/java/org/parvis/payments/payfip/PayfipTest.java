package org.parvis.payments.payfip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.payments.PaymentsTown.NOW;
import static org.parvis.payments.PaymentsTown.RODEZ;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parvis.api.payment.Payer;
import org.parvis.api.payment.Payment;
import org.parvis.api.payment.PaymentOrder;
import org.parvis.api.payment.PaymentState;
import org.parvis.api.route.Response;
import org.parvis.payments.PaymentsTown;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;
import org.parvis.testkit.server.PayfipSimulator.Mood;

/** Paying with PayFiP, as its documents have it, on a simulator: what is sent, what is believed, what is never done twice. */
class PayfipTest {
    private PayfipTown payfip;
    private PaymentsTown town;

    private void begin(TestDatabase database) {
        payfip = new PayfipTown(database);
        town = payfip.town;
    }

    private Payment asked(TestDatabase database) {
        begin(database);
        return town.ask("hall:42:rent", 12_050);
    }

    /** One that is open with PayFiP. */
    private Payment begun(TestDatabase database) throws Exception {
        Payment payment = asked(database);
        pay(payment, NOW);
        return payment;
    }

    @AfterEach
    void end() {
        payfip.close();
    }

    private Response pay(Payment payment, Instant moment) throws Exception {
        return town.post(payment, "payer", FakeRequest.post("/paiement").field("means", "payfip").at(moment));
    }

    private String idop(Payment payment, int attempt) {
        return town.attempts(payment).get(attempt).idop();
    }

    private void back(Payment payment, Instant moment) throws Exception {
        town.post(payment, "retour", FakeRequest.post("/paiement").at(moment));
    }

    @OnBothDatabases
    void theOrderIsSentAsTheServiceWantsItAndPaidOnceItSaysSo(TestDatabase database) throws Exception {
        Payment payment = asked(database);
        assertThat(town.page(town.show(payment, NOW))).contains("Payer 120,50", "Payer à la mairie", payment.reference());
        assertThat(pay(payment, NOW).status()).isEqualTo(303);
        String page = town.page(town.show(payment, NOW));
        assertThat(page).contains("Continuer sur PayFiP", payfip.payfip.page() + "?idop=" + idop(payment, 0));

        assertThat(payfip.payfip.deals()).singleElement().satisfies(deal -> assertThat(deal.values())
                .containsEntry("numcli", "123456").containsEntry("exer", "2026").containsEntry("montant", "12050").containsEntry("saisie", "W")
                .containsEntry("objet", "Location de la salle des fetes").containsEntry("mel", "y@example.org")
                .containsEntry("refdet", payment.reference().replace("-", "") + "01")
                .containsEntry("urlnotif", "https://rodez.territoire.example/paiement/" + town.token(payment) + "/nouvelles")
                .containsEntry("urlredirect", "https://rodez.territoire.example/paiement/" + town.token(payment) + "/retour"));

        payfip.payfip.finish(idop(payment, 0), "P");
        back(payment, NOW.plusSeconds(120));
        assertThat(town.state(payment)).isEqualTo(PaymentState.PAID);
        assertThat(town.told).containsExactly("hall:42:rent PENDING", "hall:42:rent PAID");
        assertThat(town.sent).singleElement().satisfies(mail -> assertThat(mail.values()).containsEntry("means", "PayFiP").containsEntry("receipt", ""));
        assertThat(town.attempts(payment).get(0).detail()).isEqualTo("P A55A");
        assertThat(town.attempts(payment).get(0).paidOn()).isEqualTo("2026-11-12");
        Response receipt = PaymentsTown.answer(town.pages, "GET", "/paiement/{token}/recu", FakeRequest.get("/").with("token", town.token(payment)));
        assertThat(receipt.status()).isEqualTo(200);
    }

    @OnBothDatabases
    void whatTheBrowserAndACallPretendIsNotBelieved(TestDatabase database) throws Exception {
        Payment payment = begun(database);
        back(payment, NOW.plusSeconds(60));
        town.post(payment, "nouvelles", FakeRequest.post("/").field("idop", idop(payment, 0)).field("resultrans", "P").at(NOW.plusSeconds(90)));
        assertThat(town.state(payment)).isEqualTo(PaymentState.PENDING);
        assertThat(town.page(town.show(payment, NOW.plusSeconds(90)))).contains("Votre paiement est prêt");
    }

    @OnBothDatabases
    void aNotificationThatIsReplayedChangesNothing(TestDatabase database) throws Exception {
        Payment payment = begun(database);
        payfip.payfip.finish(idop(payment, 0), "V");
        for (int i = 1; i <= 3; i++) {
            FakeRequest call = FakeRequest.post("/").field("idop", idop(payment, 0)).at(NOW.plusSeconds(60L * i));
            assertThat(town.post(payment, "nouvelles", call).status()).isEqualTo(200);
        }
        assertThat(town.told).containsExactly("hall:42:rent PENDING", "hall:42:rent PAID");
        assertThat(town.sent).hasSize(1);
        assertThat(payfip.payfip.asked()).containsExactly("creerPaiementSecurise", "recupererDetailPaiementSecurise");
    }

    @OnBothDatabases
    void twoClicksAndTwoTabsLeadToOneAttempt(TestDatabase database) throws Exception {
        begin(database);
        ExecutorService clicks = Executors.newFixedThreadPool(2);
        try {
            for (int round = 1; round <= 8; round++) {
                Payment payment = town.ask("hall:" + round + ":rent", 12_050);
                CyclicBarrier together = new CyclicBarrier(2);
                List<Future<Integer>> sent = new ArrayList<>();
                for (int i = 0; i < 2; i++) {
                    sent.add(clicks.submit(() -> {
                        together.await();
                        return pay(payment, NOW).status();
                    }));
                }
                assertThat(List.of(sent.get(0).get(), sent.get(1).get())).contains(303).allMatch(status -> status == 303 || status == 409);
                assertThat(payfip.payfip.deals()).hasSize(round);
            }
        } finally {
            clicks.shutdownNow();
        }
        Payment payment = town.ask("hall:1:rent", 12_050);
        assertThat(pay(payment, NOW.plusSeconds(30)).status()).isEqualTo(303);
        payfip.payfip.finish(idop(payment, 0), "P");
        back(payment, NOW.plusSeconds(60));
        assertThat(pay(payment, NOW.plusSeconds(90)).status()).as("what is paid leads to its page").isEqualTo(303);
        assertThat(payfip.payfip.deals()).hasSize(8);
    }

    @ParameterizedTest
    @CsvSource({"R, refusé", "Z, refusé", "A, pas abouti"})
    void whatIsRefusedOrAbandonedCanBeTriedAgain(String result, String words) throws Exception {
        Payment payment = begun(TestDatabase.derby());
        payfip.payfip.finish(idop(payment, 0), result);
        back(payment, NOW.plusSeconds(60));
        assertThat(town.state(payment)).isEqualTo(PaymentState.DUE);
        assertThat(town.page(town.show(payment, NOW.plusSeconds(60)))).contains(words, "Rien n’a été débité", "Payer 120,50");
        assertThat(pay(payment, NOW.plusSeconds(70)).status()).isEqualTo(303);
        assertThat(town.attempts(payment)).hasSize(2);
        assertThat(town.attempts(payment).get(1).reference()).endsWith("02");
    }

    @OnBothDatabases
    void whatWasSaidToHaveFailedAndIsPaidAfterAllIsPaid(TestDatabase database) throws Exception {
        Payment payment = begun(database);
        payfip.payfip.finish(idop(payment, 0), "A");
        back(payment, NOW.plusSeconds(60));
        assertThat(town.state(payment)).isEqualTo(PaymentState.DUE);
        payfip.payfip.finish(idop(payment, 0), "P");
        town.post(payment, "nouvelles", FakeRequest.post("/").field("idop", idop(payment, 0)).at(NOW.plusSeconds(120)));
        assertThat(town.state(payment)).isEqualTo(PaymentState.PAID);
    }

    @OnBothDatabases
    void aResultThatComesLateIsFoundByTheJobWhichAsksLessAndLess(TestDatabase database) throws Exception {
        Payment payment = begun(database);
        for (int minute = 1; minute <= 20; minute++) {
            town.settle(NOW.plus(Duration.ofMinutes(minute)));
        }
        // After 1, then 1, 2, 4, 8 minutes more: at 1, 2, 4, 8 and 16.
        assertThat(payfip.payfip.asked().stream().filter("recupererDetailPaiementSecurise"::equals)).hasSize(5);
        assertThat(pay(payment, NOW.plus(Duration.ofMinutes(20))).status()).as("its outcome is still open").isEqualTo(409);
        payfip.payfip.finish(idop(payment, 0), "P");
        town.settle(NOW.plus(Duration.ofMinutes(32)));
        assertThat(town.state(payment)).isEqualTo(PaymentState.PAID);
    }

    @OnBothDatabases
    void withoutAnAnswerItIsDueAgainAfterHalfAnHourAndMoneyThatComesTwiceIsNotHidden(TestDatabase database) throws Exception {
        Payment payment = begun(database);
        town.settle(NOW.plus(Duration.ofMinutes(31)));
        assertThat(town.state(payment)).isEqualTo(PaymentState.DUE);
        Instant later = NOW.plus(Duration.ofMinutes(40));
        assertThat(pay(payment, later).status()).isEqualTo(303);
        payfip.payfip.finish(idop(payment, 1), "P");
        back(payment, later.plusSeconds(60));
        payfip.payfip.finish(idop(payment, 0), "P");
        for (int hour = 1; hour <= 24; hour++) {
            town.settle(later.plus(Duration.ofHours(hour)));
        }
        assertThat(town.attempts(payment)).extracting("twice").containsExactly(true, false);
        assertThat(town.told.stream().filter("hall:42:rent PAID"::equals)).hasSize(1);
        assertThat(town.audit.of(RODEZ.id(), "payments.twice")).hasSize(1);
        assertThat(town.twiceInTheDay()).containsExactly("Location de la salle des fêtes");
        town.giveBack(payment);
        assertThat(town.twiceInTheDay()).isEmpty();
        assertThat(town.audit.of(RODEZ.id(), "payments.returned")).hasSize(1);
    }

    @OnBothDatabases
    void moneyThatCameTwiceIsWhatPaysOnceTheReceiptOfTheCounterIsTakenBack(TestDatabase database) throws Exception {
        Payment payment = begun(database);
        town.settle(NOW.plus(Duration.ofMinutes(31)));
        town.take(payment, NOW.plus(Duration.ofMinutes(40)));
        payfip.payfip.finish(idop(payment, 0), "P");
        town.settle(NOW.plus(Duration.ofHours(24)));
        assertThat(town.twiceInTheDay()).hasSize(1);
        town.takeBack(payment, NOW.plus(Duration.ofHours(25)));
        assertThat(town.state(payment)).isEqualTo(PaymentState.PAID);
        assertThat(town.twiceInTheDay()).as("the cash was given back").isEmpty();
        assertThat(town.told).endsWith("hall:42:rent PAID");
    }

    @OnBothDatabases
    void aNumberThatPayfipForgotInTheNightEndsTheAttempt(TestDatabase database) throws Exception {
        Payment payment = begun(database);
        payfip.payfip.forget(idop(payment, 0));
        town.settle(NOW.plus(Duration.ofMinutes(5)));
        assertThat(town.state(payment)).as("not while its page can be entered").isEqualTo(PaymentState.PENDING);
        town.settle(NOW.plus(Duration.ofHours(15)));
        assertThat(town.state(payment)).isEqualTo(PaymentState.DUE);
        int asked = payfip.payfip.asked().size();
        town.settle(NOW.plus(Duration.ofDays(2)));
        assertThat(payfip.payfip.asked()).hasSize(asked);
    }

    @ParameterizedTest
    @CsvSource({"GARBAGE", "ENTITIES", "SILENT", "BROKEN"})
    void aServiceThatFailsIsSaidSoAndNothingIsPending(Mood mood) throws Exception {
        Payment payment = asked(TestDatabase.derby());
        payfip.payfip.is(mood);
        payfip.patience = mood == Mood.SILENT ? Duration.ofMillis(300) : payfip.patience;
        Response response = pay(payment, NOW);
        assertThat(response.status()).isEqualTo(503);
        assertThat(town.page(response)).contains("Rien n’a été débité", "Payer à la mairie");
        assertThat(town.state(payment)).isEqualTo(PaymentState.DUE);
    }

    @ParameterizedTest
    @CsvSource({"GARBAGE", "ENTITIES", "SILENT", "BROKEN", "MISTAKEN"})
    void anAnswerThatCannotBeRightLeavesThePaymentAsItIs(Mood mood) throws Exception {
        Payment payment = begun(TestDatabase.derby());
        payfip.payfip.finish(idop(payment, 0), "P");
        payfip.payfip.is(mood);
        payfip.patience = mood == Mood.SILENT ? Duration.ofMillis(300) : payfip.patience;
        back(payment, NOW.plusSeconds(60));
        assertThat(town.state(payment)).isEqualTo(PaymentState.PENDING);
        payfip.payfip.is(Mood.WELL);
        payfip.patience = Duration.ofSeconds(30);
        town.settle(NOW.plus(Duration.ofMinutes(5)));
        assertThat(town.state(payment)).isEqualTo(PaymentState.PAID);
    }

    @OnBothDatabases
    void moneyThatComesAfterTheServiceGaveUpIsNotDenied(TestDatabase database) throws Exception {
        Payment payment = begun(database);
        database.database().of(RODEZ.id()).write(transaction -> town.ledger.cancel(transaction, payment.id()));
        assertThat(town.state(payment)).isEqualTo(PaymentState.CANCELLED);
        payfip.payfip.finish(idop(payment, 0), "P");
        town.settle(NOW.plus(Duration.ofMinutes(2)));
        assertThat(town.state(payment)).isEqualTo(PaymentState.PAID);
    }

    @OnBothDatabases
    void whoGaveNoAddressIsAskedForOneAndAnOrderThatExpiredCannotBePaid(TestDatabase database) throws Exception {
        begin(database);
        Payment nameless = town.ask(new PaymentOrder("hall:7:rent", 500, "Clé", new Payer("", null, null, Locale.FRENCH), "/", NOW.plusSeconds(600)));
        Response asked = pay(nameless, NOW);
        assertThat(asked.status()).isEqualTo(422);
        assertThat(town.page(asked)).contains("Indiquez une adresse électronique");
        FakeRequest with = FakeRequest.post("/").field("means", "payfip").field("email", "z@example.org").at(NOW);
        assertThat(town.post(nameless, "payer", with).status()).isEqualTo(303);
        payfip.payfip.finish(idop(nameless, 0), "A");
        back(nameless, NOW.plusSeconds(60));
        town.settle(NOW.plusSeconds(660));
        assertThat(town.state(nameless)).isEqualTo(PaymentState.EXPIRED);
        assertThat(town.page(town.show(nameless, NOW.plusSeconds(660)))).contains("Le délai pour payer est passé").doesNotContain("Payer 5");
    }

    @OnBothDatabases
    void inTestTheBackOfficeAlonePaysAndWhatIsTooSmallIsForTheCounter(TestDatabase database) throws Exception {
        begin(database);
        Payment small = town.ask("hall:1:rent", 99);
        assertThat(town.page(town.show(small, NOW))).doesNotContain("Payer en ligne").contains("Payer à la mairie");
        payfip.chooses("test");
        Payment payment = town.ask("hall:42:rent", 12_050);
        assertThat(town.page(town.show(payment, NOW))).doesNotContain("Payer en ligne");
        assertThat(pay(payment, NOW).status()).isEqualTo(409);
    }
}
