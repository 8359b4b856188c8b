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
import org.parvis.api.payment.PaymentMeans;

/** SQL of attempts to pay online. */
final class AttemptTable {
    private static final String SELECT = "select a.id, a.payment_id, a.attempt_no, a.means, a.reference, a.email, a.provider_ref, a.page, a.terms, a.state, a.begun_at,"
            + " a.until_at, a.settles_at, a.asks, a.asked_at, a.ask_at, a.detail, a.ended_at, a.paid_on, a.twice, a.returned_at, a.returned_by"
            + " from payments_attempt a where a.tenant_id = :tenant";

    private AttemptTable() {}

    /** Where an attempt stands. */
    enum State {
        /** The provider is being asked for it. */
        OPENING,
        /** The provider knows it; nothing has come of it yet. */
        OPEN,
        PAID,
        REFUSED,
        ABANDONED,
        /** The provider did not take it, or did not answer. */
        FAILED,
        /** Nothing came of it in time; it is asked for some days longer. */
        LAPSED;

        boolean ended() {
            return this != OPENING && this != OPEN;
        }
    }

    /**
     * An attempt.
     *
     * @param until when the provider's page cannot be entered any more
     * @param settles when nothing is expected of it any more
     * @param asks how often the provider was asked
     * @param askAt when the provider is asked next, or null: no more
     * @param twice whether its money came for something that was paid already
     * @param returned when somebody said that it was given back, or null
     */
    record Attempt(
            UUID id, UUID payment, int number, String means, String reference, String email, @Nullable String providerReference, @Nullable String page, String terms,
            State state, Instant begun, Instant until, Instant settles, int asks, @Nullable Instant asked, @Nullable Instant askAt, String detail,
            @Nullable Instant ended, @Nullable LocalDate paidOn, boolean twice, @Nullable Instant returned, @Nullable String returnedBy) {}

    private static Attempt map(Row row) {
        return new Attempt(
                row.uuid("id"), row.uuid("payment_id"), row.integer("attempt_no"), row.string("means"), row.string("reference"), row.string("email"),
                row.stringOrNull("provider_ref"), row.stringOrNull("page"), row.string("terms"), State.valueOf(row.string("state")), row.instant("begun_at"),
                row.instant("until_at"), row.instant("settles_at"), row.integer("asks"), row.instantOrNull("asked_at"), row.instantOrNull("ask_at"),
                row.string("detail"), row.instantOrNull("ended_at"), row.dateOrNull("paid_on"), row.bool("twice"),
                row.instantOrNull("returned_at"), row.stringOrNull("returned_by"));
    }

    static Optional<Attempt> byId(Reader reader, UUID id) {
        return reader.one(SELECT + " and a.id = :id", AttemptTable::map, "id", id);
    }

    /** Those of a payment, oldest first. */
    static List<Attempt> of(Reader reader, UUID payment) {
        return reader.list(SELECT + " and a.payment_id = :payment order by a.attempt_no", AttemptTable::map, "payment", payment);
    }

    static void insert(Transaction transaction, Attempt attempt) {
        transaction.execute(
                "insert into payments_attempt (tenant_id, id, payment_id, attempt_no, means, reference, email, terms, state, begun_at, until_at, settles_at,"
                        + " asks, ask_at, detail, twice) values (:tenant, :id, :payment, :number, :means, :reference, :email, '', :state, :begun, :until, :settles,"
                        + " 0, :askat, '', false)",
                "id", attempt.id(), "payment", attempt.payment(), "number", attempt.number(), "means", attempt.means(), "reference", attempt.reference(),
                "email", attempt.email(), "state", attempt.state(), "begun", attempt.begun(), "until", attempt.until(), "settles", attempt.settles(),
                "askat", attempt.askAt());
    }

    static void opened(Transaction transaction, UUID id, PaymentMeans.Opened opened, Instant askAt) {
        transaction.execute(
                "update payments_attempt a set state = 'OPEN', provider_ref = :ref, page = :page, terms = :terms, until_at = :until, settles_at = :settles,"
                        + " ask_at = :askat where a.tenant_id = :tenant and a.id = :id",
                "ref", opened.providerReference(), "page", opened.page().toString(), "terms", opened.terms(), "until", opened.until(),
                "settles", opened.settled(), "askat", askAt, "id", id);
    }

    /** The provider was asked, and is asked again then; null: no more. */
    static void asked(Transaction transaction, UUID id, Instant now, @Nullable Instant next) {
        transaction.execute(
                "update payments_attempt a set asks = a.asks + 1, asked_at = :now, ask_at = :next where a.tenant_id = :tenant and a.id = :id",
                "now", now, "next", next, "id", id);
    }

    static void askAt(Transaction transaction, UUID id, Instant moment) {
        transaction.execute("update payments_attempt a set ask_at = :moment where a.tenant_id = :tenant and a.id = :id", "moment", moment, "id", id);
    }

    /** Settled: the provider is not asked any more. */
    static void ended(Transaction transaction, UUID id, State state, String detail, Instant now, @Nullable LocalDate paidOn, boolean twice) {
        transaction.execute(
                "update payments_attempt a set state = :state, detail = :detail, ended_at = :now, paid_on = :paidon, twice = :twice, ask_at = null"
                        + " where a.tenant_id = :tenant and a.id = :id",
                "state", state, "detail", detail, "now", now, "paidon", paidOn, "twice", twice, "id", id);
    }

    /** Those whose provider is to be asked, the longest overdue first. */
    static List<UUID> due(Reader reader, Instant now, int most) {
        return reader.list(
                "select a.id from payments_attempt a where a.tenant_id = :tenant and a.ask_at <= :now order by a.ask_at fetch first " + most + " rows only",
                row -> row.uuid("id"), "now", now);
    }

    /** Money that came twice was given back; false if that was said already. */
    static boolean returned(Transaction transaction, UUID id, Instant now, String by) {
        return transaction.execute(
                "update payments_attempt a set returned_at = :now, returned_by = :by where a.tenant_id = :tenant and a.id = :id and a.twice = true"
                        + " and a.returned_at is null",
                "now", now, "by", by, "id", id) == 1;
    }

    /** Its money is the only one by now. */
    static void once(Transaction transaction, UUID id) {
        transaction.execute("update payments_attempt a set twice = false where a.tenant_id = :tenant and a.id = :id", "id", id);
    }

    static long twice(Reader reader) {
        return reader.count("select count(*) from payments_attempt a where a.tenant_id = :tenant and a.twice = true and a.returned_at is null");
    }
}
