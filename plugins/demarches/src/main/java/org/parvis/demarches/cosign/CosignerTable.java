package org.parvis.demarches.cosign;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;

/** SQL of cosigners. */
public final class CosignerTable {
    private static final String SELECT =
            "select c.id, c.file_id, c.part, c.name, c.email, c.answer, c.asked_at, c.reminded_at, c.answered_at from demarches_cosigner c where c.tenant_id = :tenant";

    private CosignerTable() {}

    private static Cosigner map(Row row) {
        return new Cosigner(
                row.uuid("id"), row.uuid("file_id"), row.string("part"), row.string("name"), row.string("email"), Cosigner.Answer.valueOf(row.string("answer")),
                row.instant("asked_at"), row.instantOrNull("reminded_at"), row.instantOrNull("answered_at"));
    }

    static List<Cosigner> of(Reader reader, UUID file) {
        return reader.list(SELECT + " and c.file_id = :file order by c.id", CosignerTable::map, "file", file);
    }

    static Optional<Cosigner> byId(Reader reader, UUID id) {
        return reader.one(SELECT + " and c.id = :id", CosignerTable::map, "id", id);
    }

    static void insert(Transaction transaction, Cosigner cosigner) {
        transaction.execute(
                "insert into demarches_cosigner (tenant_id, id, file_id, part, name, email, answer, asked_at)"
                        + " values (:tenant, :id, :file, :part, :name, :email, :answer, :asked)",
                "id", cosigner.id(), "file", cosigner.file(), "part", cosigner.role(), "name", cosigner.name(), "email", cosigner.email(),
                "answer", cosigner.answer(), "asked", cosigner.askedAt());
    }

    static void delete(Transaction transaction, UUID id) {
        transaction.execute("delete from demarches_cosigner c where c.tenant_id = :tenant and c.id = :id", "id", id);
    }

    /** Of some files those in which somebody has not answered yet. */
    public static Set<UUID> waiting(Reader reader, Collection<UUID> files) {
        return new HashSet<>(reader.list(
                "select c.file_id from demarches_cosigner c where c.tenant_id = :tenant and c.answer = 'WAITING' and c.file_id in (:files)",
                row -> row.uuid("file_id"), "files", files));
    }

    /** False if it was answered already. */
    static boolean answer(Transaction transaction, UUID id, Cosigner.Answer answer, Instant now) {
        return transaction.execute(
                "update demarches_cosigner c set answer = :answer, answered_at = :now where c.tenant_id = :tenant and c.id = :id and c.answer = 'WAITING'",
                "answer", answer, "now", now, "id", id) == 1;
    }

    /** Who has not answered since a moment and was not reminded, in files that go on. */
    static List<Cosigner> silent(Reader reader, Instant since, int limit) {
        return reader.list(
                SELECT + " and c.answer = 'WAITING' and c.reminded_at is null and c.asked_at <= :since and exists (select 1 from demarches_file f"
                        + " where f.tenant_id = :tenant and f.id = c.file_id and f.kind in ('OPEN', 'WAITING'))"
                        + " order by c.asked_at fetch first " + limit + " rows only", CosignerTable::map, "since", since);
    }

    /** False if another run was faster, or it was answered. */
    static boolean reminded(Transaction transaction, UUID id, Instant now) {
        return transaction.execute(
                "update demarches_cosigner c set reminded_at = :now where c.tenant_id = :tenant and c.id = :id and c.reminded_at is null and c.answer = 'WAITING'",
                "now", now, "id", id) == 1;
    }
}
