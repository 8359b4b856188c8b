package org.parvis.payments;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;
import org.parvis.api.payment.Payer;
import org.parvis.api.payment.Payment;
import org.parvis.api.payment.PaymentOrder;
import org.parvis.api.payment.PaymentState;
import org.parvis.api.tenant.TenantId;

/** SQL of payments. */
final class PaymentTable {
    private static final String SELECT = "select p.tenant_id, p.id, p.reference, p.token, p.order_key, p.cents, p.subject, p.payer, p.email, p.account_id, p.lang,"
            + " p.return_path, p.expires_at, p.state, p.means, p.attempt_id, p.asked_at, p.changed_at from payments_payment p where p.tenant_id = :tenant";

    private PaymentTable() {}

    /**
     * What a list shows.
     *
     * @param state or null: any
     * @param reference beginning of the reference without hyphen, or empty
     */
    record Filter(@Nullable PaymentState state, String reference) {}

    private static Stored map(Row row) {
        Payer payer = new Payer(row.string("payer"), row.stringOrNull("email"), row.uuidOrNull("account_id"), Locale.forLanguageTag(row.string("lang")));
        PaymentOrder order = new PaymentOrder(
                row.string("order_key"), row.longValue("cents"), row.string("subject"), payer, row.string("return_path"), row.instantOrNull("expires_at"));
        String token = row.string("token").strip();
        Payment payment = new Payment(
                new TenantId(row.uuid("tenant_id")), row.uuid("id"), row.string("reference"), Ledger.path(token), order, PaymentState.valueOf(row.string("state")),
                row.stringOrNull("means"), row.instant("changed_at"));
        return new Stored(payment, token, row.uuidOrNull("attempt_id"), row.instant("asked_at"));
    }

    static Optional<Stored> byId(Reader reader, UUID id) {
        return reader.one(SELECT + " and p.id = :id", PaymentTable::map, "id", id);
    }

    static Map<UUID, Payment> byIds(Reader reader, Collection<UUID> ids) {
        Map<UUID, Payment> payments = new HashMap<>();
        if (!ids.isEmpty()) {
            reader.list(SELECT + " and p.id in (:ids)", PaymentTable::map, "ids", Set.copyOf(ids)).forEach(one -> payments.put(one.payment().id(), one.payment()));
        }
        return payments;
    }

    static Optional<Stored> byKey(Reader reader, String key) {
        return reader.one(SELECT + " and p.order_key = :key", PaymentTable::map, "key", key);
    }

    /** Those of some things, the oldest first. */
    static List<Stored> of(Reader reader, Collection<String> things) {
        return reader.list(SELECT + " and p.thing in (:things) order by p.asked_at, p.id", PaymentTable::map, "things", things);
    }

    static Optional<Stored> byToken(Reader reader, String token) {
        return reader.one(SELECT + " and p.token = :token", PaymentTable::map, "token", token);
    }

    /** Whoever else wants it waits until this transaction ends. A row that is only selected for update is not kept until then by Derby. */
    static Optional<Stored> locked(Transaction transaction, UUID id) {
        transaction.execute("update payments_payment p set changed_at = p.changed_at where p.tenant_id = :tenant and p.id = :id", "id", id);
        return byId(transaction, id);
    }

    static boolean hasReference(Reader reader, String reference) {
        return reader.count("select count(*) from payments_payment p where p.tenant_id = :tenant and p.reference = :reference", "reference", reference) > 0;
    }

    static void insert(Transaction transaction, Stored stored) {
        Payment payment = stored.payment();
        PaymentOrder order = payment.order();
        transaction.execute(
                "insert into payments_payment (tenant_id, id, reference, token, order_key, thing, cents, subject, payer, email, account_id, lang, return_path,"
                        + " expires_at, state, asked_at, changed_at) values (:tenant, :id, :reference, :token, :key, :thing, :cents, :subject, :payer, :email,"
                        + " :account, :lang, :path, :expires, :state, :asked, :changed)",
                "id", payment.id(), "reference", payment.reference(), "token", stored.token(), "key", order.key(), "thing", order.thing(), "cents", order.cents(),
                "subject", order.object(), "payer", order.payer().name(), "email", order.payer().email(), "account", order.payer().account(),
                "lang", order.payer().language().getLanguage(), "path", order.returnPath(), "expires", order.expires(), "state", payment.state(),
                "asked", stored.asked(), "changed", payment.changed());
    }

    static void update(Transaction transaction, Payment payment) {
        transaction.execute(
                "update payments_payment p set state = :state, means = :means, changed_at = :changed where p.tenant_id = :tenant and p.id = :id",
                "state", payment.state(), "means", payment.means(), "changed", payment.changed(), "id", payment.id());
    }

    /** The attempt that is open from now on; the address that the payer gave for it, if none was known. */
    static void attempted(Transaction transaction, UUID id, UUID attempt, String email) {
        transaction.execute(
                "update payments_payment p set attempt_id = :attempt, email = coalesce(p.email, cast(:email as varchar(254)))"
                        + " where p.tenant_id = :tenant and p.id = :id",
                "attempt", attempt, "email", email, "id", id);
    }

    private static String where(Filter filter, List<Object> parameters) {
        StringBuilder where = new StringBuilder();
        if (filter.state() != null) {
            where.append(" and p.state = :state");
            parameters.addAll(List.of("state", filter.state()));
        }
        if (!filter.reference().isEmpty()) {
            where.append(" and p.reference like :reference");
            parameters.addAll(List.of("reference", filter.reference() + "%"));
        }
        return where.toString();
    }

    /** The newest first. */
    static List<Stored> list(Reader reader, Filter filter, int offset, int most) {
        List<Object> parameters = new ArrayList<>(List.of("offset", offset, "most", most));
        String where = where(filter, parameters);
        return reader.list(
                SELECT + where + " order by p.asked_at desc, p.id offset :offset rows fetch next :most rows only", PaymentTable::map, parameters.toArray());
    }

    static long count(Reader reader, Filter filter) {
        List<Object> parameters = new ArrayList<>();
        String where = where(filter, parameters);
        return reader.count("select count(*) from payments_payment p where p.tenant_id = :tenant" + where, parameters.toArray());
    }

    /** Those that nobody has begun to pay and whose time is over. */
    static List<UUID> expired(Reader reader, Instant now, int most) {
        return reader.list(
                "select p.id from payments_payment p where p.tenant_id = :tenant and p.state = 'DUE' and p.expires_at <= :now fetch first " + most + " rows only",
                row -> row.uuid("id"), "now", now);
    }
}
