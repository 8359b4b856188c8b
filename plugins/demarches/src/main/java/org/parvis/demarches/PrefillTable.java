package org.parvis.demarches;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;
import org.parvis.demarches.procedure.Answers;

/** SQL of answers behind links: the address has 256 random bits, of which a hash alone is stored. */
final class PrefillTable {
    private PrefillTable() {}

    private static Prefill map(Row row) {
        return new Prefill(
                row.uuid("id"), row.string("procedure_id"), Answers.of(row.string("answers")), row.string("made_by"), row.instant("made_at"),
                row.instant("expires_at"), row.uuidOrNull("draft_id"));
    }

    static Optional<Prefill> open(Reader reader, String hash, Instant now) {
        return reader.one(
                "select p.id, p.procedure_id, p.answers, p.made_by, p.made_at, p.expires_at, p.draft_id from demarches_prefill p"
                        + " where p.tenant_id = :tenant and p.token = :token and p.expires_at > :now", PrefillTable::map, "token", hash, "now", now);
    }

    /** @param email of the person, as far as the answers tell it, or empty */
    static void insert(Transaction transaction, Prefill prefill, String hash, String email) {
        transaction.execute(
                "insert into demarches_prefill (tenant_id, id, token, procedure_id, answers, email, made_by, made_at, expires_at)"
                        + " values (:tenant, :id, :token, :procedure, :answers, :email, :by, :made, :expires)",
                "id", prefill.id(), "token", hash, "procedure", prefill.procedure(), "answers", prefill.answers().toString(), "email", email, "by", prefill.by(),
                "made", prefill.made(), "expires", prefill.expires());
    }

    static void begun(Transaction transaction, UUID id, UUID draft) {
        transaction.execute("update demarches_prefill p set draft_id = :draft where p.tenant_id = :tenant and p.id = :id", "draft", draft, "id", id);
    }

    /** What a form was begun with goes when the form is sent. */
    static void sent(Transaction transaction, UUID draft) {
        transaction.execute("delete from demarches_prefill p where p.tenant_id = :tenant and p.draft_id = :draft", "draft", draft);
    }
}
