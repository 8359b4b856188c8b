package org.parvis.files.library;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;

/** SQL of the library, over the tables of pictures and files. */
final class MediaTable {

    private static final String IMAGES = "select m.id, m.file_name, m.alt, m.credit, m.stored_at from files_image m";
    private static final String DOCUMENTS = "select m.id, m.file_name, m.byte_count, m.stored_at from files_file m";

    private MediaTable() {}

    /** One page of what was looked for. */
    record Found(List<MediaItem> items, long total, int page, int pages) {}

    static Found find(Reader reader, MediaSearch wanted) {
        List<Object> parameters = new ArrayList<>();
        String where = wanted.where(parameters);
        String table = wanted.kind() == MediaKind.IMAGE ? "files_image" : "files_file";
        long total = reader.count("select count(*) from " + table + " m" + where, parameters.toArray());
        int pages = (int) Math.max(1, (total + MediaSearch.PAGE_SIZE - 1) / MediaSearch.PAGE_SIZE);
        int page = Math.min(wanted.page(), pages);
        parameters.addAll(List.of("offset", (page - 1) * MediaSearch.PAGE_SIZE, "limit", MediaSearch.PAGE_SIZE));
        List<MediaItem> items = reader.list(
                select(wanted.kind()) + where + wanted.orderBy() + " offset :offset rows fetch next :limit rows only",
                row -> item(row, wanted.kind()), parameters.toArray());
        return new Found(items, total, page, pages);
    }

    static Optional<MediaItem> byId(Reader reader, MediaKind kind, UUID id) {
        String kept = kind == MediaKind.IMAGE ? " and m.draft_until is null" : "";
        return reader.one(select(kind) + " where m.tenant_id = :tenant and m.id = :id" + kept, row -> item(row, kind), "id", id);
    }

    private static String select(MediaKind kind) {
        return kind == MediaKind.IMAGE ? IMAGES : DOCUMENTS;
    }

    static void describe(Transaction transaction, UUID id, String name, String alt, String credit) {
        transaction.execute(
                "update files_image m set file_name = :name, alt = :alt, credit = :credit where m.tenant_id = :tenant and m.id = :id",
                "name", name, "alt", alt, "credit", credit, "id", id);
    }

    static void rename(Transaction transaction, UUID id, String name) {
        transaction.execute("update files_file m set file_name = :name where m.tenant_id = :tenant and m.id = :id", "name", name, "id", id);
    }

    static void delete(Transaction transaction, MediaKind kind, UUID id) {
        String table = kind == MediaKind.IMAGE ? "files_image" : "files_file";
        transaction.execute("delete from " + table + " m where m.tenant_id = :tenant and m.id = :id", "id", id);
    }

    private static MediaItem item(Row row, MediaKind kind) {
        if (kind == MediaKind.DOCUMENT) {
            return MediaItem.document(row.uuid("id"), row.string("file_name"), row.longValue("byte_count"), row.instant("stored_at"));
        }
        String alt = row.stringOrNull("alt");
        return MediaItem.picture(row.uuid("id"), row.string("file_name"), alt == null ? "" : alt, row.string("credit"), row.instant("stored_at"));
    }
}
