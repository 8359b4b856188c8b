package org.parvis.files;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.Database;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;
import org.parvis.api.tenant.TenantId;

/** SQL of pictures. */
final class ImageTable {
    private static final String COLUMNS = "i.id, i.content, i.alt, i.format, i.widths, i.width, i.height, i.webp, i.file_name, i.credit";

    private final Database database;

    ImageTable(Database database) {
        this.database = database;
    }

    /**
     * A row.
     *
     * @param fileName as it was sent; empty for pictures of former times
     */
    record StoredImage(UUID id, String content, String alt, Pictures.Made made, String fileName, String credit) {}

    List<StoredImage> byIds(TenantId tenant, Collection<UUID> ids) {
        return ids.isEmpty() ? List.of() : byIds(database.of(tenant), ids);
    }

    private static List<StoredImage> byIds(Reader reader, Collection<UUID> ids) {
        return reader.list("select " + COLUMNS + " from files_image i where i.tenant_id = :tenant and i.id in (:ids)", ImageTable::map, "ids", ids);
    }

    /** Inserts unless a row of that id is there. */
    void insert(TenantId tenant, StoredImage image, Instant now, @Nullable Instant draftUntil) {
        database.of(tenant).write(transaction -> {
            if (byIds(transaction, List.of(image.id())).isEmpty()) {
                insert(transaction, image, now, draftUntil);
            }
        });
    }

    private static void insert(Transaction transaction, StoredImage image, Instant now, @Nullable Instant draftUntil) {
        Pictures.Made made = image.made();
        transaction.execute(
                "insert into files_image (tenant_id, id, content, alt, format, widths, width, height, webp, file_name, credit, stored_at, draft_until)"
                        + " values (:tenant, :id, :content, :alt, :format, :widths, :width, :height, :webp, :fileName, :credit, :now, :closing)",
                "id", image.id(), "content", image.content(), "alt", image.alt(), "format", made.format(),
                "widths", made.widths().stream().map(String::valueOf).collect(Collectors.joining(",")),
                "width", made.width(), "height", made.height(), "webp", made.webp(),
                "fileName", image.fileName(), "credit", image.credit(), "now", now, "closing", draftUntil);
    }

    /** False if there is no such picture. */
    boolean keep(TenantId tenant, UUID id) {
        return database.of(tenant).call(transaction -> transaction.execute(
                "update files_image i set draft_until = null where i.tenant_id = :tenant and i.id = :id", "id", id)) > 0;
    }

    /** Deletes drafts that nobody kept; returns how many. */
    int deleteDrafts(Instant now) {
        List<TenantId> tenants = database.acrossTerritory("drafts of pictures that are over")
                .list("select distinct i.tenant_id from files_image i where i.draft_until < :now", row -> new TenantId(row.uuid("tenant_id")), "now", now);
        return tenants.stream()
                .mapToInt(tenant -> database.of(tenant).call(transaction ->
                        transaction.execute("delete from files_image i where i.tenant_id = :tenant and i.draft_until < :now", "now", now)))
                .sum();
    }

    void describe(TenantId tenant, UUID id, String alt) {
        database.of(tenant).write(transaction -> {
            int changed = transaction.execute(
                    "update files_image i set alt = :alt where i.tenant_id = :tenant and i.id = :id and i.alt <> :alt", "alt", alt, "id", id);
            if (changed > 0) {
                // Any page may show it.
                transaction.touch("site");
            }
        });
    }

    /** Hashes of all content that rows refer to. */
    Set<String> contents() {
        return new TreeSet<>(database.acrossTerritory("content that pictures refer to")
                .list("select distinct i.content from files_image i", row -> row.string("content")));
    }

    private static StoredImage map(Row row) {
        List<Integer> widths = Arrays.stream(row.string("widths").split(",")).map(Integer::valueOf).toList();
        return new StoredImage(
                row.uuid("id"),
                row.string("content"),
                altOf(row),
                new Pictures.Made(row.string("format"), widths, row.integer("width"), row.integer("height"), row.bool("webp")),
                row.string("file_name"),
                row.string("credit"));
    }

    private static String altOf(Row row) {
        String alt = row.stringOrNull("alt");
        return alt == null ? "" : alt;
    }
}
