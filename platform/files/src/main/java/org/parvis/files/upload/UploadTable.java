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
     * @param owner the agent who began it, or the thing for which a visitor did
     * @param email of the agent; empty: a visitor's
     * @param type as the browser says; never trusted
     * @param size bytes that it will have
     * @param key under which it lies on the disk, sealed; null in rows of a former version
     */
    record UploadRow(UUID id, UUID owner, String email, String fileName, String type, long size, Instant until, @Nullable String key) {}

    static Optional<UploadRow> byId(Reader reader, UUID id, Instant now) {
        return reader.one(
                "select u.id, u.agent_id, u.agent_email, u.file_name, u.media_type, u.byte_count, u.until_at, u.sealed_key" + LIVE + " and u.id = :id",
                UploadTable::map, "id", id, "now", now);
    }

    static long count(Reader reader, UUID owner, Instant now) {
        return reader.count("select count(*)" + LIVE + " and u.agent_id = :owner", "owner", owner, "now", now);
    }

    /** Bytes that uploads of visitors will have. */
    static long bytesOfVisitors(Reader reader, Instant now) {
        return reader.list("select u.byte_count" + LIVE + " and u.agent_email = ''", row -> row.longValue("byte_count"), "now", now).stream()
                .mapToLong(Long::longValue).sum();
    }

    /** Bytes that all uploads of the tenant will have. */
    static long bytes(Reader reader, Instant now) {
        return reader.list("select u.byte_count" + LIVE, row -> row.longValue("byte_count"), "now", now).stream().mapToLong(Long::longValue).sum();
    }

    static void insert(Transaction transaction, UploadRow row) {
        transaction.execute(
                "insert into files_upload (tenant_id, id, agent_id, agent_email, file_name, media_type, byte_count, until_at, sealed_key)"
                        + " values (:tenant, :id, :agent, :email, :name, :type, :size, :until, :key)",
                "id", row.id(), "agent", row.owner(), "email", row.email(), "name", row.fileName(), "type", row.type(), "size", row.size(),
                "until", row.until(), "key", row.key());
    }

    static void delete(Transaction transaction, Collection<UUID> ids) {
        transaction.execute("delete from files_upload u where u.tenant_id = :tenant and u.id in (:ids)", "ids", ids);
    }

    private static UploadRow map(Row row) {
        return new UploadRow(
                row.uuid("id"), row.uuid("agent_id"), row.string("agent_email"), row.string("file_name"), row.string("media_type"),
                row.longValue("byte_count"), row.instant("until_at"), row.stringOrNull("sealed_key"));
    }
}
