package org.parvis.files;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.parvis.api.data.Database;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;
import org.parvis.api.tenant.TenantId;

/** SQL of private files. */
final class AttachmentTable {
    private static final String SELECT =
            "select a.id, a.kind, a.subject, a.key_id, a.content, a.file_name, a.media_type, a.byte_count, a.stored_at from files_attachment a where a.tenant_id = :tenant";

    private final Database database;

    AttachmentTable(Database database) {
        this.database = database;
    }

    /** What it belongs to. */
    record Owner(String kind, String subject) {}

    /** A row. */
    record AttachmentRow(UUID id, Owner owner, UUID key, String content, String fileName, String mediaType, long size, Instant stored) {}

    Optional<AttachmentRow> byId(TenantId tenant, UUID id) {
        return database.of(tenant).one(SELECT + " and a.id = :id", AttachmentTable::map, "id", id);
    }

    List<AttachmentRow> of(TenantId tenant, Owner owner) {
        return database.of(tenant).list(
                SELECT + " and a.kind = :kind and a.subject = :subject order by a.id", AttachmentTable::map, "kind", owner.kind(), "subject", owner.subject());
    }

    void insert(TenantId tenant, List<AttachmentRow> rows) {
        database.of(tenant).write(transaction -> transaction.executeAll(
                "insert into files_attachment (tenant_id, id, kind, subject, key_id, content, file_name, media_type, byte_count, stored_at)"
                        + " values (:tenant, :id, :kind, :subject, :key, :content, :name, :type, :size, :stored)",
                rows.stream().map(row -> new Object[] {
                    "id", row.id(), "kind", row.owner().kind(), "subject", row.owner().subject(), "key", row.key(), "content", row.content(),
                    "name", row.fileName(), "type", row.mediaType(), "size", row.size(), "stored", row.stored()}).toList()));
    }

    static void delete(Transaction transaction, String kind, Collection<UUID> ids) {
        if (!ids.isEmpty()) {
            transaction.execute(
                    "delete from files_attachment a where a.tenant_id = :tenant and a.kind = :kind and a.id in (:ids)", "kind", kind, "ids", ids);
        }
    }

    List<String> contents() {
        return database.acrossTerritory("content that attachments refer to").list("select a.content from files_attachment a", row -> row.string("content"));
    }

    private static AttachmentRow map(Row row) {
        return new AttachmentRow(
                row.uuid("id"), new Owner(row.string("kind"), row.string("subject")), row.uuid("key_id"), row.string("content"),
                row.string("file_name"), row.string("media_type"), row.longValue("byte_count"), row.instant("stored_at"));
    }
}
