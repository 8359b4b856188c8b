package org.parvis.site.wordpress;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;

/** SQL of the pictures and files of imports. */
final class MediaTable {

    private static final String FROM = " from site_import_media m where m.tenant_id = :tenant and m.import_id = :import";
    private static final String SELECT = "select m.media_no, m.file_key, m.url, m.old_id, m.old_parent, m.alt, m.wanted, m.stored_id,"
            + " case when m.content is null then 0 else 1 end as brought" + FROM;

    private MediaTable() {}

    /** How many are wanted, and how many of these are here. */
    record Count(long wanted, long here) {}

    static void insert(Transaction transaction, UUID id, List<ImportMedia> media) {
        transaction.executeAll(
                "insert into site_import_media (tenant_id, import_id, media_no, file_key, url, old_id, old_parent, alt, wanted, stored_id)"
                        + " values (:tenant, :import, :number, :key, :url, :oldId, :oldParent, :alt, :wanted, :stored)",
                media.stream()
                        .map(one -> new Object[] {
                            "import", id, "number", one.number(), "key", one.key(), "url", one.url(), "oldId", one.oldId(), "oldParent", one.oldParent(),
                            "alt", one.alt(), "wanted", one.wanted(), "stored", one.stored()
                        })
                        .toList());
    }

    /** All of an import, without their bytes. */
    static List<ImportMedia> all(Reader reader, UUID id) {
        return reader.list(SELECT + " order by m.media_no", MediaTable::row, "import", id);
    }

    /** Those that were brought along and wait to be stored. */
    static List<ImportMedia> waiting(Reader reader, UUID id) {
        return reader.list(SELECT + " and m.content is not null order by m.media_no", MediaTable::row, "import", id);
    }

    static Count count(Reader reader, UUID id) {
        String wanted = "select count(*)" + FROM + " and m.wanted = true";
        return new Count(
                reader.count(wanted, "import", id), reader.count(wanted + " and (m.content is not null or m.stored_id <> '')", "import", id));
    }

    /** Keys of those that are here or were brought along. */
    static Set<String> keysHere(Reader reader, UUID id) {
        return Set.copyOf(reader.list(
                "select distinct m.file_key" + FROM + " and (m.content is not null or m.stored_id <> '')", row -> row.string("file_key"), "import", id));
    }

    static void bring(Transaction transaction, UUID id, int number, byte[] bytes) {
        transaction.execute(
                "update site_import_media set content = :bytes where tenant_id = :tenant and import_id = :import and media_no = :number",
                "import", id, "number", number, "bytes", bytes);
    }

    static Optional<byte[]> bytes(Reader reader, UUID id, int number) {
        return reader.one(
                        "select m.content" + FROM + " and m.media_no = :number",
                        row -> Optional.ofNullable(row.bytesOrNull("content")),
                        "import", id, "number", number)
                .flatMap(bytes -> bytes);
    }

    /** Writes what was made of one, or that nothing could be made of it, and forgets its bytes. */
    static void stored(Transaction transaction, UUID id, int number, String stored) {
        transaction.execute(
                "update site_import_media set content = null, stored_id = :stored where tenant_id = :tenant and import_id = :import and media_no = :number",
                "import", id, "number", number, "stored", stored);
    }

    private static ImportMedia row(Row row) {
        return new ImportMedia(
                row.integer("media_no"), row.string("file_key"), row.string("url"), row.longValue("old_id"), row.longValue("old_parent"),
                row.string("alt"), row.bool("wanted"), row.integer("brought") == 1, row.string("stored_id"));
    }
}
