package org.parvis.files;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.Database;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.tenant.TenantId;

/** SQL of attachments. */
final class FileTable {
    private final Database database;

    FileTable(Database database) {
        this.database = database;
    }

    /**
     * A row.
     *
     * @param size of the file, which is not that of what is stored when it is encrypted
     */
    record FileRow(UUID id, Place place, String fileName, String mediaType, long size, Instant stored, String kind) {}

    /**
     * Where the bytes are.
     *
     * @param content hash of what is stored
     * @param key under which they are encrypted, or null: they lie as they came
     */
    record Place(String content, @Nullable UUID key) {}

    List<FileRow> byIds(TenantId tenant, Collection<UUID> ids) {
        return ids.isEmpty() ? List.of() : byIds(database.of(tenant), ids);
    }

    private static List<FileRow> byIds(Reader reader, Collection<UUID> ids) {
        return reader.list(
                "select f.id, f.content, f.key_id, f.file_name, f.media_type, f.byte_count, f.stored_at, f.kind"
                        + " from files_file f where f.tenant_id = :tenant and f.id in (:ids)",
                FileTable::map, "ids", ids);
    }

    /** Inserts unless a row of that id is there. */
    void insert(TenantId tenant, FileRow file) {
        database.of(tenant).write(transaction -> {
            if (byIds(transaction, List.of(file.id())).isEmpty()) {
                transaction.execute(
                        "insert into files_file (tenant_id, id, content, key_id, file_name, media_type, byte_count, stored_at, kind)"
                                + " values (:tenant, :id, :content, :key, :name, :type, :size, :stored, :kind)",
                        "id", file.id(), "content", file.place().content(), "key", file.place().key(), "name", file.fileName(), "type", file.mediaType(),
                        "size", file.size(), "stored", file.stored(), "kind", file.kind());
            }
        });
    }

    void replace(TenantId tenant, UUID id, Place place, long size, Instant now) {
        database.of(tenant).write(transaction -> transaction.execute(
                "update files_file f set content = :content, key_id = :key, byte_count = :size, stored_at = :now where f.tenant_id = :tenant and f.id = :id",
                "content", place.content(), "key", place.key(), "size", size, "now", now, "id", id));
    }

    /** Tenants that have files which lie as they came. */
    List<TenantId> withClear() {
        return database.acrossTerritory("files that are not encrypted")
                .list("select distinct f.tenant_id from files_file f where f.key_id is null", row -> new TenantId(row.uuid("tenant_id")));
    }

    /** Files of a tenant that lie as they came, behind the last that was seen. */
    List<FileRow> clear(TenantId tenant, UUID after, int most) {
        return database.of(tenant).list(
                "select f.id, f.content, f.key_id, f.file_name, f.media_type, f.byte_count, f.stored_at, f.kind from files_file f"
                        + " where f.tenant_id = :tenant and f.key_id is null and f.id > :after order by f.id fetch first " + most + " rows only",
                FileTable::map, "after", after);
    }

    /** Another place for the same bytes; false if another file was put there meanwhile, or it is gone. */
    boolean move(TenantId tenant, FileRow file, Place to) {
        return database.of(tenant).call(transaction -> transaction.execute(
                        "update files_file f set content = :content, key_id = :key where f.tenant_id = :tenant and f.id = :id and f.key_id is null and f.content = :before",
                        "content", to.content(), "key", to.key(), "id", file.id(), "before", file.place().content()))
                == 1;
    }

    /** Hashes of all content that rows refer to. */
    Set<String> contents() {
        return new TreeSet<>(database.acrossTerritory("content that files refer to")
                .list("select distinct f.content from files_file f", row -> row.string("content")));
    }

    private static FileRow map(Row row) {
        return new FileRow(
                row.uuid("id"), new Place(row.string("content"), row.uuidOrNull("key_id")), row.string("file_name"), row.string("media_type"), row.longValue("byte_count"), row.instant("stored_at"),
                row.string("kind"));
    }
}
