package org.parvis.payments;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.Reader;
import org.parvis.api.payment.Payment;
import org.parvis.payments.ReceiptTable.Receipt;

/** What came in on one day, at the counter and online, and what was recorded as given back. A receipt that is taken back counts against the day on which it was. */
final class Journal {
    /** In place of a means. */
    static final String REFUND = "refund";

    private Journal() {}

    /** What a line is. */
    enum Kind {
        TAKEN,
        CANCELLED,
        ONLINE,
        /** Given back by the public accountant: nothing of the till. */
        REFUNDED,
        /** That was recorded by mistake. */
        RESTORED
    }

    /**
     * A line.
     *
     * @param number of the receipt, or the provider's reference
     * @param cents below zero for what was taken back
     * @param by the agent, or empty
     * @param remark note, reason, or what the provider said
     */
    record Line(
            Kind kind, UUID payment, @Nullable Instant moment, String number, String reference, String object, String payer, String means, long cents, String by,
            String remark) {}

    /** In the order of numbers, then what was taken back, then what was paid online; trials of a means are no revenue. */
    static List<Line> of(Reader reader, LocalDate day) {
        List<Receipt> taken = ReceiptTable.taken(reader, day);
        List<Receipt> cancelled = ReceiptTable.cancelled(reader, day);
        List<RefundTable.Refund> refunded = RefundTable.recorded(reader, day);
        List<RefundTable.Refund> restored = RefundTable.cancelled(reader, day);
        Map<UUID, Payment> payments = PaymentTable.byIds(reader, Stream.concat(
                Stream.concat(taken.stream(), cancelled.stream()).map(Receipt::payment),
                Stream.concat(refunded.stream(), restored.stream()).map(RefundTable.Refund::payment)).toList());
        List<Line> lines = new ArrayList<>();
        taken.forEach(receipt -> lines.add(line(payments.get(receipt.payment()), receipt, Kind.TAKEN)));
        cancelled.forEach(receipt -> lines.add(line(payments.get(receipt.payment()), receipt, Kind.CANCELLED)));
        lines.addAll(online(reader, day));
        refunded.forEach(refund -> lines.add(line(payments.get(refund.payment()), refund, Kind.REFUNDED)));
        restored.forEach(refund -> lines.add(line(payments.get(refund.payment()), refund, Kind.RESTORED)));
        return lines;
    }

    private static Line line(Payment payment, Receipt receipt, Kind kind) {
        boolean back = kind == Kind.CANCELLED;
        return new Line(
                kind, receipt.payment(), back ? receipt.cancelled() : receipt.taken(), receipt.shown(), payment.reference(),
                payment.order().object(), receipt.payer(), receipt.means(), back ? -receipt.cents() : receipt.cents(),
                Optional.ofNullable(back ? receipt.cancelledBy() : receipt.agentName()).orElse(""),
                Optional.ofNullable(back ? receipt.reason() : receipt.note()).orElse(""));
    }

    private static Line line(Payment payment, RefundTable.Refund refund, Kind kind) {
        boolean back = kind == Kind.REFUNDED;
        return new Line(
                kind, refund.payment(), back ? refund.recorded() : refund.cancelled(), refund.order(), payment.reference(), payment.order().object(),
                payment.order().payer().name(), REFUND, back ? -refund.cents() : refund.cents(),
                Optional.ofNullable(back ? refund.agentName() : refund.cancelledBy()).orElse(""),
                back ? refund.on() + ", " + refund.reason() : Optional.ofNullable(refund.cancelReason()).orElse(""));
    }

    /** What came in, without what the public accountant gave back. */
    static long total(List<Line> lines) {
        return lines.stream().filter(line -> !line.means().equals(REFUND)).mapToLong(Line::cents).sum();
    }

    private static List<Line> online(Reader reader, LocalDate day) {
        return reader.list(
                "select a.payment_id, a.ended_at, a.reference as attempt_ref, a.means, a.detail, p.reference, p.subject, p.payer, p.cents from payments_attempt a"
                        + " join payments_payment p on p.tenant_id = :tenant and p.id = a.payment_id where a.tenant_id = :tenant and a.paid_on = :day"
                        + " and p.order_key not like 'payments:%'"
                        + " order by a.ended_at",
                row -> new Line(
                        Kind.ONLINE, row.uuid("payment_id"), row.instantOrNull("ended_at"), row.string("attempt_ref"), row.string("reference"), row.string("subject"),
                        row.string("payer"), row.string("means"), row.longValue("cents"), "", row.string("detail")),
                "day", day);
    }

    /** Sums by means, the counter's first. */
    static Map<String, Long> sums(List<Line> lines) {
        Map<String, Long> sums = new TreeMap<>(Comparator.comparingInt((String means) -> place(means)).thenComparing(Comparator.naturalOrder()));
        lines.forEach(line -> sums.merge(line.means(), line.cents(), Long::sum));
        return sums;
    }

    private static int place(String means) {
        int place = Payment.AT_COUNTER.indexOf(means);
        return place < 0 ? Payment.AT_COUNTER.size() : place;
    }
}
