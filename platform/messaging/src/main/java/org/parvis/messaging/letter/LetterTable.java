package org.parvis.messaging.letter;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;
import org.parvis.api.file.PicturesInText;

/** SQL of newsletters. */
final class LetterTable {
    private LetterTable() {}

    static Optional<Letter> byId(Reader reader, UUID id) {
        return reader.one("select l.* from messaging_letter l where l.tenant_id = :tenant and l.id = :id", row -> letter(row, row.string("body")), "id", id);
    }

    /** Newsletters in whose text a picture or a file of the media library stands. */
    static List<Letter> using(Reader reader, String media) {
        return reader.list(
                "select l.* from messaging_letter l where l.tenant_id = :tenant and l.body like :address escape '!' order by l.updated desc, l.id",
                row -> letter(row, row.string("body")), "address", PicturesInText.like(media));
    }

    static void insert(Transaction transaction, Letter letter) {
        transaction.execute(
                """
                insert into messaging_letter (tenant_id, id, subject, body, author, updated, version)
                values (:tenant, :id, :subject, :body, :author, :updated, :version)
                """,
                "id", letter.id(), "subject", letter.subject(), "body", letter.body(), "author", letter.author(), "updated", letter.updated(),
                "version", letter.version());
    }

    /** Changes a draft; false when it was changed or sent meanwhile. */
    static boolean update(Transaction transaction, Letter letter) {
        return transaction.execute(
                        """
                        update messaging_letter l set subject = :subject, body = :body, updated = :updated, version = :version
                        where l.tenant_id = :tenant and l.id = :id and l.version = :before and l.sent is null
                        """,
                        "id", letter.id(), "subject", letter.subject(), "body", letter.body(), "updated", letter.updated(), "version", letter.version(),
                        "before", letter.version() - 1)
                == 1;
    }

    /** Marks a draft as sent; false when it was changed or sent meanwhile. */
    static boolean sent(Transaction transaction, Letter letter, UUID content, Instant now) {
        return transaction.execute(
                        """
                        update messaging_letter l set sent = :now, content_id = :content, version = :after
                        where l.tenant_id = :tenant and l.id = :id and l.version = :version and l.sent is null
                        """,
                        "id", letter.id(), "now", now, "content", content, "version", letter.version(), "after", letter.version() + 1)
                == 1;
    }

    static int delete(Transaction transaction, UUID id) {
        return transaction.execute("delete from messaging_letter l where l.tenant_id = :tenant and l.id = :id", "id", id);
    }

    /** Drafts first, then the latest sent. */
    static List<Letter> all(Reader reader, int offset, int limit) {
        return page(reader, "l.tenant_id = :tenant order by case when l.sent is null then 0 else 1 end, l.updated desc, l.id", offset, limit);
    }

    static long countAll(Reader reader) {
        return reader.count("select count(*) from messaging_letter l where l.tenant_id = :tenant");
    }

    /** The latest first. */
    static List<Letter> archive(Reader reader, int offset, int limit) {
        return page(reader, "l.tenant_id = :tenant and l.sent is not null order by l.sent desc, l.id", offset, limit);
    }

    static long countSent(Reader reader) {
        return reader.count("select count(*) from messaging_letter l where l.tenant_id = :tenant and l.sent is not null");
    }

    /** Without their bodies. */
    private static List<Letter> page(Reader reader, String where, int offset, int limit) {
        return reader.list(
                "select l.id, l.subject, l.author, l.updated, l.sent, l.content_id, l.version from messaging_letter l where " + where
                        + " offset :offset rows fetch next :limit rows only",
                row -> letter(row, ""),
                "offset", offset, "limit", limit);
    }

    private static Letter letter(Row row, String body) {
        return new Letter(
                row.uuid("id"), row.string("subject"), body, row.string("author"), row.instant("updated"), row.instantOrNull("sent"),
                row.uuidOrNull("content_id"), row.integer("version"));
    }
}
