package org.parvis.demarches.prefill;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;
import org.parvis.demarches.procedure.Answers;

/** SQL of answers behind links: the address has 256 random bits, of which a hash alone is stored. */
final class PrefillTable {
    private static final String COLUMNS = "p.id, p.procedure_id, p.answers, p.made_by, p.made_at, p.expires_at, p.draft_id";

    private PrefillTable() {}

    /** @param maker who made it, or null: it is older than that is kept */
    record Held(Prefill prefill, @Nullable UUID maker) {}

    private static Prefill map(Row row) {
        return new Prefill(
                row.uuid("id"), row.string("procedure_id"), Answers.of(row.string("answers")), row.string("made_by"), row.instant("made_at"),
                row.instant("expires_at"), row.uuidOrNull("draft_id"));
    }

    static Optional<Prefill> open(Reader reader, String hash, Instant now) {
        return reader.one(
                "select " + COLUMNS + " from demarches_prefill p"
                        + " where p.tenant_id = :tenant and p.token = :token and p.expires_at > :now", PrefillTable::map, "token", hash, "now", now);
    }

    private static Held held(Row row) {
        return new Held(map(row), row.uuidOrNull("maker_id"));
    }

    /** Which of those that hold an agent sees. */
    private static String seen(Collection<String> procedures) {
        return " from demarches_prefill p where p.tenant_id = :tenant and p.expires_at > :now and "
                + (procedures.isEmpty() ? "p.maker_id = :maker" : "(p.maker_id = :maker or p.procedure_id in (:procedures))");
    }

    private static Object[] values(UUID maker, Collection<String> procedures, Instant now, Object... more) {
        List<Object> values = new ArrayList<>(List.of("maker", maker, "now", now));
        if (!procedures.isEmpty()) {
            values.addAll(List.of("procedures", procedures));
        }
        values.addAll(List.of(more));
        return values.toArray();
    }

    static long count(Reader reader, UUID maker, Collection<String> procedures, Instant now) {
        return reader.count("select count(*)" + seen(procedures), values(maker, procedures, now));
    }

    /** Links that hold: somebody's own and those to forms of procedures, the latest first. */
    static List<Held> held(Reader reader, UUID maker, Collection<String> procedures, Instant now, long offset, int limit) {
        return reader.list(
                "select " + COLUMNS + ", p.maker_id" + seen(procedures) + " order by p.made_at desc, p.id offset :offset rows fetch next :limit rows only",
                PrefillTable::held, values(maker, procedures, now, "offset", offset, "limit", (long) limit));
    }

    static Optional<Held> byId(Reader reader, UUID id) {
        return reader.one(
                "select " + COLUMNS + ", p.maker_id from demarches_prefill p where p.tenant_id = :tenant and p.id = :id", PrefillTable::held, "id", id);
    }

    static void delete(Transaction transaction, UUID id) {
        transaction.execute("delete from demarches_prefill p where p.tenant_id = :tenant and p.id = :id", "id", id);
    }

    /** @param email of the person, as far as the answers tell it, or empty */
    static void insert(Transaction transaction, Prefill prefill, UUID maker, String hash, String email) {
        transaction.execute(
                "insert into demarches_prefill (tenant_id, id, token, procedure_id, answers, email, made_by, maker_id, made_at, expires_at)"
                        + " values (:tenant, :id, :token, :procedure, :answers, :email, :by, :maker, :made, :expires)",
                "id", prefill.id(), "token", hash, "procedure", prefill.procedure(), "answers", prefill.answers().toString(), "email", email, "by", prefill.by(),
                "maker", maker, "made", prefill.made(), "expires", prefill.expires());
    }

    static void begun(Transaction transaction, UUID id, UUID draft) {
        transaction.execute("update demarches_prefill p set draft_id = :draft where p.tenant_id = :tenant and p.id = :id", "draft", draft, "id", id);
    }

    /** What a form was begun with goes when the form is sent. */
    static void sent(Transaction transaction, UUID draft) {
        transaction.execute("delete from demarches_prefill p where p.tenant_id = :tenant and p.draft_id = :draft", "draft", draft);
    }
}
