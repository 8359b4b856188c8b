package org.parvis.payments;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;

/** SQL of receipts of the counter. */
final class ReceiptTable {
    private static final String SELECT = "select r.id, r.payment_id, r.receipt_year, r.receipt_no, r.means, r.cents, r.payer, r.note, r.taken_at, r.agent_id, r.agent_name,"
            + " r.cancelled_at, r.cancelled_by, r.cancel_reason from payments_receipt r where r.tenant_id = :tenant";

    private ReceiptTable() {}

    /**
     * A receipt; it is never changed or deleted, but cancelled.
     *
     * @param payer who brought the money
     * @param note number of a cheque and the like, or empty
     */
    record Receipt(
            UUID id, UUID payment, int civilYear, int number, String means, long cents, String payer, String note, Instant taken, UUID agent, String agentName,
            @Nullable Instant cancelled, @Nullable String cancelledBy, @Nullable String reason) {
        /** As it is printed: {@code 2026-000123}. */
        String shown() {
            return "%d-%06d".formatted(civilYear, number);
        }
    }

    private static Receipt map(Row row) {
        return new Receipt(
                row.uuid("id"), row.uuid("payment_id"), row.integer("receipt_year"), row.integer("receipt_no"), row.string("means"), row.longValue("cents"),
                row.string("payer"), row.string("note"), row.instant("taken_at"), row.uuid("agent_id"), row.string("agent_name"),
                row.instantOrNull("cancelled_at"), row.stringOrNull("cancelled_by"), row.stringOrNull("cancel_reason"));
    }

    static Optional<Receipt> byId(Reader reader, UUID id) {
        return reader.one(SELECT + " and r.id = :id", ReceiptTable::map, "id", id);
    }

    /** Those of a payment, oldest first. */
    static List<Receipt> of(Reader reader, UUID payment) {
        return reader.list(SELECT + " and r.payment_id = :payment order by r.taken_at, r.id", ReceiptTable::map, "payment", payment);
    }

    /** The one that counts. */
    static Optional<Receipt> valid(Reader reader, UUID payment) {
        return of(reader, payment).stream().filter(receipt -> receipt.cancelled() == null).findFirst();
    }

    /** The next number of a year: without gaps, as its row stays changed by this transaction alone until the receipt is there. */
    static int next(Transaction transaction, int civilYear) {
        int counted = transaction.execute(
                "update payments_number n set last_no = n.last_no + 1 where n.tenant_id = :tenant and n.receipt_year = :y", "y", civilYear);
        if (counted == 0) {
            transaction.execute("insert into payments_number (tenant_id, receipt_year, last_no) values (:tenant, :y, 1)", "y", civilYear);
        }
        return transaction.one(
                "select n.last_no from payments_number n where n.tenant_id = :tenant and n.receipt_year = :y", row -> row.integer("last_no"),
                "y", civilYear).orElseThrow();
    }

    static void insert(Transaction transaction, Receipt receipt, LocalDate day) {
        transaction.execute(
                "insert into payments_receipt (tenant_id, id, payment_id, receipt_year, receipt_no, means, cents, payer, note, taken_at, taken_on, agent_id,"
                        + " agent_name) values (:tenant, :id, :payment, :y, :number, :means, :cents, :payer, :note, :taken, :day, :agent, :name)",
                "id", receipt.id(), "payment", receipt.payment(), "y", receipt.civilYear(), "number", receipt.number(), "means", receipt.means(),
                "cents", receipt.cents(), "payer", receipt.payer(), "note", receipt.note(), "taken", receipt.taken(), "day", day, "agent", receipt.agent(),
                "name", receipt.agentName());
    }

    static void cancel(Transaction transaction, UUID id, Instant now, LocalDate day, String by, String reason) {
        transaction.execute(
                "update payments_receipt r set cancelled_at = :now, cancelled_on = :day, cancelled_by = :by, cancel_reason = :reason"
                        + " where r.tenant_id = :tenant and r.id = :id",
                "now", now, "day", day, "by", by, "reason", reason, "id", id);
    }

    /** Those that were taken on a day, by number. */
    static List<Receipt> taken(Reader reader, LocalDate day) {
        return reader.list(SELECT + " and r.taken_on = :day order by r.receipt_year, r.receipt_no", ReceiptTable::map, "day", day);
    }

    /** Those that were cancelled on a day, by number. */
    static List<Receipt> cancelled(Reader reader, LocalDate day) {
        return reader.list(SELECT + " and r.cancelled_on = :day order by r.receipt_year, r.receipt_no", ReceiptTable::map, "day", day);
    }
}
