package org.parvis.demarches.bouquet;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;
import org.parvis.api.tenant.TenantId;
import org.parvis.demarches.CaseFile;
import org.parvis.demarches.procedure.Answers;

/** SQL of migrations, which are the territory's, and of the files that they look at. */
final class MigrationTable {
    private static final String COLUMNS =
            "m.id, m.procedure_id, m.from_no, m.to_no, m.asked_by, m.asked_name, m.asked_at, m.total, m.moved, m.kept, m.at_tenant, m.at_file, m.ended_at";
    /** Before every other. */
    private static final UUID NOTHING = new UUID(0, 0);

    private MigrationTable() {}

    /** A file in progress, as far as it matters whether it fits. */
    record Candidate(TenantId tenant, UUID id, String number, String state, Answers answers, Instant receivedAt) {}

    private static Migration map(Row row) {
        UUID tenant = row.uuidOrNull("at_tenant");
        UUID file = row.uuidOrNull("at_file");
        return new Migration(
                row.uuid("id"), row.string("procedure_id"), row.integer("from_no"), row.integer("to_no"), row.uuid("asked_by"), row.string("asked_name"),
                row.instant("asked_at"), row.integer("total"), row.integer("moved"), row.integer("kept"),
                tenant == null || file == null ? null : new Migration.Place(tenant, file), row.instantOrNull("ended_at"));
    }

    static void insert(Transaction transaction, Migration migration) {
        transaction.execute(
                "insert into demarches_migration (tenant_id, id, procedure_id, from_no, to_no, asked_by, asked_name, asked_at, total, moved, kept)"
                        + " values (:tenant, :id, :procedure, :from, :to, :by, :name, :at, :total, 0, 0)",
                "id", migration.id(), "procedure", migration.procedure(), "from", migration.from(), "to", migration.to(), "by", migration.askedBy(),
                "name", migration.askedByName(), "at", migration.askedAt(), "total", migration.total());
    }

    /** @param ended null: it goes on */
    static void progress(Transaction transaction, Migration migration, @Nullable Instant ended) {
        Migration.Place place = migration.place();
        transaction.execute(
                "update demarches_migration m set moved = :moved, kept = :kept, at_tenant = :attenant, at_file = :atfile, ended_at = :ended"
                        + " where m.tenant_id = :tenant and m.id = :id",
                "moved", migration.moved(), "kept", migration.kept(), "attenant", place == null ? null : place.tenant(), "atfile", place == null ? null : place.file(),
                "ended", ended, "id", migration.id());
    }

    /** Those that go on, the oldest first. */
    static List<Migration> running(Reader territory) {
        return territory.list(
                "select " + COLUMNS + " from demarches_migration m where m.tenant_id = :tenant and m.ended_at is null order by m.asked_at, m.id", MigrationTable::map);
    }

    /** The last ones of a procedure, the newest first. */
    static List<Migration> of(Reader territory, String procedure) {
        return territory.list(
                "select " + COLUMNS + " from demarches_migration m where m.tenant_id = :tenant and m.procedure_id = :procedure"
                        + " order by m.asked_at desc, m.id fetch first 10 rows only", MigrationTable::map, "procedure", procedure);
    }

    static long inProgress(Reader across, String procedure, int version) {
        return across.count(
                "select count(*) from demarches_file f where f.procedure_id = :procedure and f.version_no = :version and f.kind in ('OPEN', 'WAITING')",
                "procedure", procedure, "version", version);
    }

    /** Files in progress on a version, after a place. */
    static List<Candidate> candidates(Reader across, String procedure, int version, Migration.@Nullable Place after, int most) {
        return across.list(
                "select f.tenant_id, f.id, f.file_no, f.state, f.answers, f.received_at from demarches_file f"
                        + " where f.procedure_id = :procedure and f.version_no = :version and f.kind in ('OPEN', 'WAITING')"
                        + " and (f.tenant_id > :attenant or f.tenant_id = :attenant and f.id > :atfile) order by f.tenant_id, f.id fetch first " + most + " rows only",
                row -> new Candidate(
                        new TenantId(row.uuid("tenant_id")), row.uuid("id"), row.string("file_no"), row.string("state"), Answers.of(row.string("answers")),
                        row.instant("received_at")),
                "procedure", procedure, "version", version, "attenant", after == null ? NOTHING : after.tenant(), "atfile", after == null ? NOTHING : after.file());
    }

    /** False if somebody changed the file meanwhile. */
    static boolean move(Transaction transaction, CaseFile file, int version, Instant now) {
        return transaction.execute(
                "update demarches_file f set version_no = :version, updated_at = :now, row_version = f.row_version + 1"
                        + " where f.tenant_id = :tenant and f.id = :id and f.row_version = :revision",
                "version", version, "now", now, "id", file.id(), "revision", file.revision()) == 1;
    }
}
