package org.parvis.api.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.parvis.api.payment.PaymentState.CANCELLED;
import static org.parvis.api.payment.PaymentState.DUE;
import static org.parvis.api.payment.PaymentState.EXPIRED;
import static org.parvis.api.payment.PaymentState.PAID;
import static org.parvis.api.payment.PaymentState.PENDING;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.api.tenant.TenantId;

class PaymentTest {

    private static final Instant ASKED = Instant.parse("2026-06-15T08:00:00Z");
    private static final Instant LATER = Instant.parse("2026-06-15T09:00:00Z");

    private static final Payer PAYER = new Payer("Yvonne Yver", "y@example.org", null, Locale.FRENCH);

    private static PaymentOrder order(String key, long cents) {
        return new PaymentOrder(key, cents, "Location de la salle des fêtes", PAYER, "/salles/42", null);
    }

    private static Payment payment(PaymentState state) {
        return new Payment(TenantId.TERRITORY, new UUID(0, 1), "7KQ4-9XWB", "/paiement/0123", order("hall:42:rent", 12_000), state, null, ASKED);
    }

    /** The whole table: a line for each state, a column for each that might follow. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        //          DUE, PENDING, PAID, CANCELLED, EXPIRED
        "DUE,       yes, yes, yes, yes, yes",
        "PENDING,   yes, yes, yes, yes, yes",
        "PAID,      yes, no,  yes, no,  no",
        "CANCELLED, no,  no,  yes, yes, no",
        "EXPIRED,   no,  no,  yes, no,  yes"
    })
    void statesFollowEachOtherAsTheTableSays(PaymentState from, String due, String pending, String paid, String cancelled, String expired) {
        String[] expected = {due, pending, paid, cancelled, expired};
        PaymentState[] states = {DUE, PENDING, PAID, CANCELLED, EXPIRED};
        assertThat(Arrays.stream(states).map(to -> from.mayBecome(to) ? "yes" : "no")).containsExactly(expected);
    }

    @Test
    void moneyThatArrivesLateIsNotDenied() {
        assertThat(payment(CANCELLED).become(PAID, LATER).state()).isEqualTo(PAID);
        assertThat(payment(EXPIRED).become(PAID, LATER).state().isPaid()).isTrue();
    }

    @Test
    void whatIsToldTwiceChangesNothing() {
        Payment paid = payment(PENDING).through("payfip").become(PAID, LATER);
        assertThat(paid.become(PAID, LATER.plusSeconds(60))).isSameAs(paid);
        assertThat(paid.changed()).isEqualTo(LATER);
        assertThat(paid.means()).isEqualTo("payfip");
    }

    @Test
    void whatAnAgentTookWasNotPaidOnline() {
        assertThat(payment(PENDING).through("payfip").isPaidOnline()).as("not paid yet").isFalse();
        assertThat(payment(PENDING).through("payfip").become(PAID, LATER).isPaidOnline()).isTrue();
        assertThat(payment(DUE).through("cheque").become(PAID, LATER).isPaidOnline()).isFalse();
    }

    @Test
    void whatIsPaidIsDueAgainOnceTheCounterTookItsReceiptBack() {
        assertThat(payment(PAID).become(DUE, LATER).state().isOpen()).isTrue();
        assertThatIllegalStateException().isThrownBy(() -> payment(PAID).become(PENDING, LATER));
        assertThatIllegalStateException().isThrownBy(() -> payment(CANCELLED).become(DUE, LATER));
    }

    @ParameterizedTest
    @CsvSource({"12, 1200", "'12,5', 1250", "12.50, 1250", "'1 234,05 €', 123405", "0, 0"})
    void amountsAreReadAsPeopleTypeThem(String typed, long cents) {
        assertThat(Euros.cents(typed)).hasValue(cents);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "douze", "-5", "1,234", "12345678", "1.2.3"})
    void whatIsNoAmountIsNotGuessedAt(String typed) {
        assertThat(Euros.cents(typed)).isEqualTo(OptionalLong.empty());
    }

    @Test
    void amountsAreWrittenAsTheLanguageWritesThem() {
        assertThat(Euros.text(123_450, Locale.FRENCH)).isEqualTo("1\u202f234,50\u00a0€");
        assertThat(Euros.text(123_450, Locale.ENGLISH)).isEqualTo("€1,234.50");
    }

    @Test
    void theSameKeyAsksForTheSameThing() {
        assertThat(order("hall:42:rent", 12_000).sameAs(order("hall:42:rent", 12_000))).isTrue();
        assertThat(order("hall:42:rent", 12_000).sameAs(order("hall:42:rent", 13_000))).isFalse();
        assertThat(order("hall:42:rent", 12_000).sameAs(order("hall:43:rent", 12_000))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"hall:42:rent, hall:42", "hall:42:rent:2, hall:42", "hall:42, hall:42"})
    void anOrderSaysWhatItIsFor(String key, String thing) {
        assertThat(order(key, 100).thing()).isEqualTo(thing);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hall", "Hall:42", "hall:4 2", "hall:"})
    void aKeyNamesItsPluginAndItsThing(String key) {
        assertThatIllegalArgumentException().isThrownBy(() -> order(key, 100));
    }

    @Test
    void anOrderIsForMoneyAndLeadsBackToTheSite() {
        assertThatIllegalArgumentException().isThrownBy(() -> order("hall:42", 0));
        assertThatIllegalArgumentException().isThrownBy(() -> order("hall:42", -5));
        assertThatIllegalArgumentException().isThrownBy(() -> new PaymentOrder("hall:42", 100, "x", PAYER, "https://evil.example/", null));
        assertThatIllegalArgumentException().isThrownBy(() -> new PaymentOrder("hall:42", 100, "x", PAYER, "//evil.example/", null));
    }
}
