package org.parvis.api.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.parvis.api.payment.PaymentState.CANCELLED;
import static org.parvis.api.payment.PaymentState.DUE;
import static org.parvis.api.payment.PaymentState.EXPIRED;
import static org.parvis.api.payment.PaymentState.PAID;
import static org.parvis.api.payment.PaymentState.PENDING;
import static org.parvis.api.payment.PaymentState.REFUNDED;

import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.api.tenant.TenantId;

class PaymentTest {

    private static final Instant ASKED = Instant.parse("2026-06-15T08:00:00Z");
    private static final Instant LATER = Instant.parse("2026-06-15T09:00:00Z");

    private static PaymentOrder order(String key, long cents) {
        return new PaymentOrder(key, cents, "Location de la salle des fêtes", "y@example.org", "/salles/42", null);
    }

    private static Payment payment(PaymentState state) {
        return new Payment(TenantId.TERRITORY, new UUID(0, 1), "7KQ4-9XWB", order("hall:42:rent", 12_000), state, null, null, ASKED);
    }

    /** The whole table: a line for each state, a column for each that might follow. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        //          DUE, PENDING, PAID, CANCELLED, EXPIRED, REFUNDED
        "DUE,       yes, yes, yes, yes, yes, no",
        "PENDING,   yes, yes, yes, yes, yes, no",
        "PAID,      no,  no,  yes, no,  no,  yes",
        "CANCELLED, no,  no,  yes, yes, no,  no",
        "EXPIRED,   no,  no,  yes, no,  yes, no",
        "REFUNDED,  no,  no,  no,  no,  no,  yes"
    })
    void statesFollowEachOtherAsTheTableSays(PaymentState from, String due, String pending, String paid, String cancelled, String expired, String refunded) {
        String[] expected = {due, pending, paid, cancelled, expired, refunded};
        PaymentState[] states = {DUE, PENDING, PAID, CANCELLED, EXPIRED, REFUNDED};
        assertThat(Arrays.stream(states).map(to -> from.mayBecome(to) ? "yes" : "no")).containsExactly(expected);
    }

    @Test
    void moneyThatArrivesLateIsNotDenied() {
        assertThat(payment(CANCELLED).become(PAID, LATER).state()).isEqualTo(PAID);
        assertThat(payment(EXPIRED).become(PAID, LATER).state().isPaid()).isTrue();
    }

    @Test
    void whatIsToldTwiceChangesNothing() {
        Payment paid = payment(PENDING).through("payfip", "P-1").become(PAID, LATER);
        assertThat(paid.become(PAID, LATER.plusSeconds(60))).isSameAs(paid);
        assertThat(paid.changed()).isEqualTo(LATER);
        assertThat(paid.means()).isEqualTo("payfip");
    }

    @Test
    void whatIsPaidIsNotTakenBackButByARefund() {
        assertThatIllegalStateException().isThrownBy(() -> payment(PAID).become(DUE, LATER));
        assertThatIllegalStateException().isThrownBy(() -> payment(REFUNDED).become(PAID, LATER));
        assertThat(payment(PAID).become(REFUNDED, LATER).state()).isEqualTo(REFUNDED);
    }

    @Test
    void theSameKeyAsksForTheSameThing() {
        assertThat(order("hall:42:rent", 12_000).sameAs(order("hall:42:rent", 12_000))).isTrue();
        assertThat(order("hall:42:rent", 12_000).sameAs(order("hall:42:rent", 13_000))).isFalse();
        assertThat(order("hall:42:rent", 12_000).sameAs(order("hall:43:rent", 12_000))).isFalse();
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
        assertThatIllegalArgumentException().isThrownBy(() -> new PaymentOrder("hall:42", 100, "x", null, "https://evil.example/", null));
        assertThatIllegalArgumentException().isThrownBy(() -> new PaymentOrder("hall:42", 100, "x", null, "//evil.example/", null));
    }
}
