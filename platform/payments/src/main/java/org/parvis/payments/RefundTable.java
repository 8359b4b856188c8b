package org.parvis.payments;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;

/** SQL of what was given back. */
final class RefundTable {
    private static final String SELECT = "select r.id, r.payment_id, r.cents, r.reason, r.order_ref, r.refunded_on, r.recorded_at, r.agent_id, r.agent_name,"
            + " r.cancelled_at, r.cancelled_by, r.cancel_reason from payments_refund r where r.tenant_id = :tenant";

    private RefundTable() {}

    /**
     * What an accountant recorded; it is never changed or deleted, but cancelled if it was a mistake.
     *
     * @param order number of the written order on which the public accountant gave it back
     * @param on day on which that was
     */
    record Refund(
            UUID id, UUID payment, long cents, String reason, String order, LocalDate on, Instant recorded, UUID agent, String agentName,
            @Nullable Instant cancelled, @Nullable String cancelledBy, @Nullable String cancelReason) {}

    private static Refund map(Row row) {
        return new Refund(
                row.uuid("id"), row.uuid("payment_id"), row.longValue("cents"), row.string("reason"), row.string("order_ref"), row.date("refunded_on"),
                row.instant("recorded_at"), row.uuid("agent_id"), row.string("agent_name"), row.instantOrNull("cancelled_at"),
                row.stringOrNull("cancelled_by"), row.stringOrNull("cancel_reason"));
    }

    static Optional<Refund> byId(Reader reader, UUID id) {
        return reader.one(SELECT + " and r.id = :id", RefundTable::map, "id", id);
    }

    /** Those of a payment, oldest first. */
    static List<Refund> of(Reader reader, UUID payment) {
        return reader.list(SELECT + " and r.payment_id = :payment order by r.recorded_at, r.id", RefundTable::map, "payment", payment);
    }

    /** What was given back of a payment, in cents. */
    static long sum(Reader reader, UUID payment) {
        return sums(reader, List.of(payment)).getOrDefault(payment, 0L);
    }

    /** What was given back of payments, in cents; those of which nothing was are not in it. */
    static Map<UUID, Long> sums(Reader reader, Collection<UUID> payments) {
        Map<UUID, Long> sums = new HashMap<>();
        reader.list(
                "select r.payment_id, sum(r.cents) as total from payments_refund r where r.tenant_id = :tenant and r.payment_id in (:payments)"
                        + " and r.cancelled_at is null group by r.payment_id",
                row -> sums.put(row.uuid("payment_id"), row.longValue("total")), "payments", payments);
        return sums;
    }

    static void insert(Transaction transaction, Refund refund, LocalDate day) {
        transaction.execute(
                "insert into payments_refund (tenant_id, id, payment_id, cents, reason, order_ref, refunded_on, recorded_at, recorded_on, agent_id, agent_name)"
                        + " values (:tenant, :id, :payment, :cents, :reason, :order, :refunded, :recorded, :day, :agent, :name)",
                "id", refund.id(), "payment", refund.payment(), "cents", refund.cents(), "reason", refund.reason(), "order", refund.order(),
                "refunded", refund.on(), "recorded", refund.recorded(), "day", day, "agent", refund.agent(), "name", refund.agentName());
    }

    static void cancel(Transaction transaction, UUID id, Instant now, LocalDate day, String by, String reason) {
        transaction.execute(
                "update payments_refund r set cancelled_at = :now, cancelled_on = :day, cancelled_by = :by, cancel_reason = :reason"
                        + " where r.tenant_id = :tenant and r.id = :id",
                "now", now, "day", day, "by", by, "reason", reason, "id", id);
    }

    /** Those that were recorded on a day. */
    static List<Refund> recorded(Reader reader, LocalDate day) {
        return reader.list(SELECT + " and r.recorded_on = :day order by r.recorded_at, r.id", RefundTable::map, "day", day);
    }

    /** Those that were cancelled on a day. */
    static List<Refund> cancelled(Reader reader, LocalDate day) {
        return reader.list(SELECT + " and r.cancelled_on = :day order by r.cancelled_at, r.id", RefundTable::map, "day", day);
    }
}
