package org.parvis.demarches.design;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;
import org.parvis.demarches.procedure.PackageFiles;

/** SQL of designs, which are the territory's, and of what they were before. */
final class DesignTable {
    /** So many former revisions can be gone back to. */
    static final int PAST = 50;
    private static final String COLUMNS = "d.id, d.procedure_id, d.title, d.revision, d.published, d.saved_by, d.saved_at";

    private DesignTable() {}

    private static Design map(Row row, Map<String, byte[]> files) {
        return new Design(
                row.uuid("id"), row.string("procedure_id"), row.string("title"), row.integer("revision"), row.integer("published"), row.string("saved_by"),
                row.instant("saved_at"), files);
    }

    /** All, without their files, what was saved last first. */
    static List<Design> all(Reader territory) {
        return territory.list(
                "select " + COLUMNS + " from demarches_design d where d.tenant_id = :tenant order by d.saved_at desc, d.id fetch first 500 rows only",
                row -> map(row, Map.of()));
    }

    static Optional<Design> byId(Reader territory, UUID id) {
        return territory.one(
                "select " + COLUMNS + ", d.content from demarches_design d where d.tenant_id = :tenant and d.id = :id", row -> map(row, files(row)), "id", id);
    }

    private static Map<String, byte[]> files(Row row) {
        byte[] content = row.bytesOrNull("content");
        try {
            return content == null ? Map.of() : PackageFiles.unzipped(content);
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        } catch (PackageFiles.Unreadable damaged) {
            throw new IllegalStateException(damaged);
        }
    }

    static byte[] zipped(Map<String, byte[]> files) {
        try {
            return PackageFiles.zipped(files);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static void insert(Transaction transaction, Design design) {
        transaction.execute(
                "insert into demarches_design (tenant_id, id, procedure_id, title, content, revision, published, saved_by, saved_at)"
                        + " values (:tenant, :id, :procedure, :title, :content, :revision, :published, :by, :at)",
                "id", design.id(), "procedure", design.procedure(), "title", design.title(), "content", zipped(design.files()), "revision", design.revision(),
                "published", design.published(), "by", design.by(), "at", design.savedAt());
    }

    /** False if somebody saved meanwhile, or it is gone. */
    static boolean update(Transaction transaction, Design after) {
        return transaction.execute(
                "update demarches_design d set procedure_id = :procedure, title = :title, content = :content, revision = :revision, saved_by = :by, saved_at = :at"
                        + " where d.tenant_id = :tenant and d.id = :id and d.revision = :before",
                "procedure", after.procedure(), "title", after.title(), "content", zipped(after.files()), "revision", after.revision(), "by", after.by(),
                "at", after.savedAt(), "id", after.id(), "before", after.revision() - 1) == 1;
    }

    static void published(Transaction transaction, UUID id, int version) {
        transaction.execute(
                "update demarches_design d set published = :version where d.tenant_id = :tenant and d.id = :id", "version", version, "id", id);
    }

    static boolean delete(Transaction transaction, UUID id) {
        transaction.execute("delete from demarches_design_past p where p.tenant_id = :tenant and p.design_id = :id", "id", id);
        return transaction.execute("delete from demarches_design d where d.tenant_id = :tenant and d.id = :id", "id", id) == 1;
    }

    /** Keeps a revision; the oldest ones go. */
    static void remember(Transaction transaction, Design design, String what) {
        transaction.execute(
                "insert into demarches_design_past (tenant_id, design_id, revision, what, content, saved_by, saved_at)"
                        + " values (:tenant, :id, :revision, :what, :content, :by, :at)",
                "id", design.id(), "revision", design.revision(), "what", what, "content", zipped(design.files()), "by", design.by(), "at", design.savedAt());
        transaction.execute(
                "delete from demarches_design_past p where p.tenant_id = :tenant and p.design_id = :id and p.revision <= :oldest",
                "id", design.id(), "oldest", design.revision() - PAST);
    }

    /** The newest first. */
    static List<Design.Past> past(Reader territory, UUID id) {
        return territory.list(
                "select p.revision, p.what, p.saved_by, p.saved_at from demarches_design_past p where p.tenant_id = :tenant and p.design_id = :id"
                        + " order by p.revision desc",
                row -> new Design.Past(row.integer("revision"), row.string("what"), row.string("saved_by"), row.instant("saved_at")), "id", id);
    }

    static Optional<Map<String, byte[]>> past(Reader territory, UUID id, int revision) {
        return territory.one(
                "select p.content from demarches_design_past p where p.tenant_id = :tenant and p.design_id = :id and p.revision = :revision", DesignTable::files,
                "id", id, "revision", revision);
    }

}
