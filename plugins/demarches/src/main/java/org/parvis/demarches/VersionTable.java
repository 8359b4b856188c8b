package org.parvis.demarches;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;

/** Installed versions of procedures; they are the territory's. */
public final class VersionTable {
    private VersionTable() {}

    /**
     * @param digest of the content
     * @param origin shipped, folder, upload or designer
     * @param withdrawnAt since when nothing new begins on it, or null
     */
    public record Version(String procedure, int number, String digest, String origin, Instant installedAt, @Nullable Instant withdrawnAt) {}

    private static Version map(Row row) {
        return new Version(
                row.string("procedure_id"), row.integer("version_no"), row.string("digest"), row.string("origin"), row.instant("installed_at"),
                row.instantOrNull("withdrawn_at"));
    }

    static Optional<byte[]> content(Reader territory, String procedure, int version) {
        return territory.one(
                "select v.content from demarches_version v where v.tenant_id = :tenant and v.procedure_id = :procedure and v.version_no = :version",
                row -> row.bytesOrNull("content"), "procedure", procedure, "version", version);
    }

    static Optional<String> digest(Reader territory, String procedure, int version) {
        return territory.one(
                "select v.digest from demarches_version v where v.tenant_id = :tenant and v.procedure_id = :procedure and v.version_no = :version",
                row -> row.string("digest"), "procedure", procedure, "version", version);
    }

    /** All, without their content: by procedure, the newest first. */
    static List<Version> all(Reader territory) {
        return territory.list(
                "select v.procedure_id, v.version_no, v.digest, v.origin, v.installed_at, v.withdrawn_at from demarches_version v where v.tenant_id = :tenant"
                        + " order by v.procedure_id, v.version_no desc", VersionTable::map);
    }

    public static void insert(Transaction transaction, Version version, byte[] content) {
        transaction.execute(
                "insert into demarches_version (tenant_id, procedure_id, version_no, content, digest, origin, installed_at)"
                        + " values (:tenant, :procedure, :version, :content, :digest, :origin, :now)",
                "procedure", version.procedure(), "version", version.number(), "content", content, "digest", version.digest(), "origin", version.origin(),
                "now", version.installedAt());
    }

    /** False if it is so already, or there is no such version. */
    static boolean withdraw(Transaction transaction, String procedure, int version, Instant now) {
        return transaction.execute(
                "update demarches_version v set withdrawn_at = :now where v.tenant_id = :tenant and v.procedure_id = :procedure and v.version_no = :version"
                        + " and v.withdrawn_at is null",
                "procedure", procedure, "version", version, "now", now) == 1;
    }

    /** False if it is so already, or there is no such version. */
    static boolean restore(Transaction transaction, String procedure, int version) {
        return transaction.execute(
                "update demarches_version v set withdrawn_at = null where v.tenant_id = :tenant and v.procedure_id = :procedure and v.version_no = :version"
                        + " and v.withdrawn_at is not null",
                "procedure", procedure, "version", version) == 1;
    }
}
