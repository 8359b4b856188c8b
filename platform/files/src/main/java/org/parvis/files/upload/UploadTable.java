package org.parvis.files.upload;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;

/** SQL of uploads under way. */
final class UploadTable {
    private static final String LIVE = " from files_upload u where u.tenant_id = :tenant and u.until_at > :now";

    private UploadTable() {}

    /**
     * A row.
     *
     * @param agent who began it
     * @param type as the browser says; never trusted
     * @param size bytes that it will have
     * @param key under which it lies on the disk, sealed; null in rows of a former version
     */
    record UploadRow(UUID id, UUID agent, String email, String fileName, String type, long size, Instant until, @Nullable String key) {}

    static Optional<UploadRow> byId(Reader reader, UUID id, UUID agent, Instant now) {
        return reader.one(
                "select u.id, u.agent_id, u.agent_email, u.file_name, u.media_type, u.byte_count, u.until_at, u.sealed_key" + LIVE
                        + " and u.id = :id and u.agent_id = :agent",
                UploadTable::map, "id", id, "agent", agent, "now", now);
    }

    static long count(Reader reader, UUID agent, Instant now) {
        return reader.count("select count(*)" + LIVE + " and u.agent_id = :agent", "agent", agent, "now", now);
    }

    /** Bytes that all uploads of the tenant will have. */
    static long bytes(Reader reader, Instant now) {
        return reader.list("select u.byte_count" + LIVE, row -> row.longValue("byte_count"), "now", now).stream().mapToLong(Long::longValue).sum();
    }

    static void insert(Transaction transaction, UploadRow row) {
        transaction.execute(
                "insert into files_upload (tenant_id, id, agent_id, agent_email, file_name, media_type, byte_count, until_at, sealed_key)"
                        + " values (:tenant, :id, :agent, :email, :name, :type, :size, :until, :key)",
                "id", row.id(), "agent", row.agent(), "email", row.email(), "name", row.fileName(), "type", row.type(), "size", row.size(),
                "until", row.until(), "key", row.key());
    }

    static void delete(Transaction transaction, Collection<UUID> ids, UUID agent) {
        transaction.execute(
                "delete from files_upload u where u.tenant_id = :tenant and u.agent_id = :agent and u.id in (:ids)", "agent", agent, "ids", ids);
    }

    private static UploadRow map(Row row) {
        return new UploadRow(
                row.uuid("id"), row.uuid("agent_id"), row.string("agent_email"), row.string("file_name"), row.string("media_type"),
                row.longValue("byte_count"), row.instant("until_at"), row.stringOrNull("sealed_key"));
    }
}
