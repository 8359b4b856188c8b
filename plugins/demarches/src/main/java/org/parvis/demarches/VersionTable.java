package org.parvis.demarches;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;

/** Installed versions of procedures; they are the territory's. */
final class VersionTable {
    private VersionTable() {}

    /** @param digest of the content */
    record Version(String procedure, int number, String digest) {}

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

    /** The newest of each procedure. */
    static List<Version> newest(Reader territory) {
        return territory.list(
                "select v.procedure_id, v.version_no, v.digest from demarches_version v where v.tenant_id = :tenant and v.version_no = (select max(w.version_no)"
                        + " from demarches_version w where w.tenant_id = :tenant and w.procedure_id = v.procedure_id) order by v.procedure_id",
                row -> new Version(row.string("procedure_id"), row.integer("version_no"), row.string("digest")));
    }

    static void insert(Transaction transaction, Version version, byte[] content, String origin, Instant now) {
        transaction.execute(
                "insert into demarches_version (tenant_id, procedure_id, version_no, content, digest, origin, installed_at)"
                        + " values (:tenant, :procedure, :version, :content, :digest, :origin, :now)",
                "procedure", version.procedure(), "version", version.number(), "content", content, "digest", version.digest(), "origin", origin, "now", now);
    }
}
