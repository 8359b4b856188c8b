package org.parvis.demarches;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;
import org.parvis.demarches.procedure.Answers;

/** SQL of drafts. */
final class DraftTable {
    private static final String COLUMNS = "d.id, d.procedure_id, d.version_no, d.holder, d.account_id, d.email, d.answers, d.simple, d.updated_at, d.expires_at";

    private DraftTable() {}

    private static Draft map(Row row) {
        return new Draft(
                row.uuid("id"), row.string("procedure_id"), row.integer("version_no"), row.string("holder"), row.uuidOrNull("account_id"), row.string("email"),
                Answers.of(row.string("answers")), row.bool("simple"), row.instant("updated_at"), row.instant("expires_at"));
    }

    static Optional<Draft> byId(Reader reader, UUID id, Instant now) {
        return reader.one(
                "select " + COLUMNS + " from demarches_draft d where d.tenant_id = :tenant and d.id = :id and d.expires_at > :now", DraftTable::map,
                "id", id, "now", now);
    }

    /** Whoever else wants to change it waits until this transaction ends. A row that is only selected for update is not kept until then by Derby. */
    static Optional<Draft> locked(Transaction transaction, UUID id) {
        transaction.execute("update demarches_draft d set updated_at = d.updated_at where d.tenant_id = :tenant and d.id = :id", "id", id);
        return transaction.one("select " + COLUMNS + " from demarches_draft d where d.tenant_id = :tenant and d.id = :id", DraftTable::map, "id", id);
    }

    static List<Draft> ofAccount(Reader reader, UUID account, Instant now) {
        return reader.list(
                "select " + COLUMNS + " from demarches_draft d where d.tenant_id = :tenant and d.account_id = :account and d.expires_at > :now"
                        + " order by d.updated_at desc", DraftTable::map, "account", account, "now", now);
    }

    static void insert(Transaction transaction, Draft draft) {
        transaction.execute(
                "insert into demarches_draft (tenant_id, id, procedure_id, version_no, holder, account_id, email, answers, simple, updated_at, expires_at)"
                        + " values (:tenant, :id, :procedure, :version, :holder, :account, :email, :answers, :simple, :now, :expires)",
                "id", draft.id(), "procedure", draft.procedure(), "version", draft.version(), "holder", draft.holder(), "account", draft.account(),
                "email", draft.email(), "answers", draft.answers().toString(), "simple", draft.simple(), "now", draft.updatedAt(),
                "expires", draft.expiresAt());
    }

    static void update(Transaction transaction, Draft draft) {
        transaction.execute(
                "update demarches_draft d set answers = :answers, email = :email, updated_at = :now, expires_at = :expires"
                        + " where d.tenant_id = :tenant and d.id = :id",
                "answers", draft.answers().toString(), "email", draft.email(), "now", draft.updatedAt(), "expires", draft.expiresAt(), "id", draft.id());
    }

    static boolean delete(Transaction transaction, UUID id) {
        return transaction.execute("delete from demarches_draft d where d.tenant_id = :tenant and d.id = :id", "id", id) == 1;
    }

    /** False if it was changed since, or is there no more. */
    static boolean delete(Transaction transaction, UUID id, Instant updated) {
        return transaction.execute(
                "delete from demarches_draft d where d.tenant_id = :tenant and d.id = :id and d.updated_at = :updated", "id", id, "updated", updated) == 1;
    }

    static List<UUID> expired(Reader reader, Instant now, int most) {
        return reader.list(
                "select d.id from demarches_draft d where d.tenant_id = :tenant and d.expires_at <= :now order by d.expires_at fetch first " + most + " rows only",
                row -> row.uuid("id"), "now", now);
    }
}
