package org.parvis.api.content;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.Database;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;
import org.parvis.api.identity.Agent;
import org.parvis.api.tenant.TenantId;

/**
 * The former versions of a plugin's records, in a table of the plugin, written in the transaction that changes the record.
 *
 * <p>The table has the columns {@code tenant_id uuid, record_id uuid, version_no int} (together its primary key), {@code made_at
 * timestamp(6), author_id uuid} (may be null), {@code author_name varchar(200), fields clob}. Shown by a {@code desk.HistorySource}.
 */
public final class Versions {

    private static final String SELECT =
            "select v.version_no, v.made_at, v.author_name, v.fields from %s v where v.tenant_id = :tenant and v.record_id = :record";

    private final String table;

    /** @param table name of the plugin's table: {@code news_article_version} */
    public Versions(String table) {
        if (!table.matches("[a-z][a-z_]{2,60}")) {
            throw new IllegalArgumentException(table);
        }
        this.table = table;
    }

    /**
     * A version without its texts.
     *
     * @param made UTC
     * @param authorName empty when no agent wrote it
     */
    public record Head(int number, Instant made, String authorName) {}

    /**
     * A version.
     *
     * @param fields what the record said, by field
     */
    public record Version(Head head, Map<String, String> fields) {}

    /**
     * Keeps what a record says from now on.
     *
     * @param agent who wrote it, or null
     */
    public void keep(Transaction transaction, UUID record, Text text, @Nullable Agent agent) {
        transaction.execute(
                "insert into " + table + " (tenant_id, record_id, version_no, made_at, author_id, author_name, fields)"
                        + " values (:tenant, :record, :number, :made, :author, :authorName, :fields)",
                "record", record, "number", text.number(), "made", text.made(), "author", agent == null ? null : agent.id(),
                "authorName", agent == null ? "" : agent.name(), "fields", Json.of(text.fields()));
    }

    /**
     * What a record says at some moment.
     *
     * @param number the record's own version, which grows with each change
     * @param made UTC
     * @param fields in the order in which they are to be compared
     */
    public record Text(int number, Instant made, Map<String, String> fields) {}

    /**
     * Keeps a change; nothing if the texts stay the same. What was written without being kept (by a migration, by syndication) is kept
     * when it is replaced.
     */
    public void change(Transaction transaction, UUID record, Text before, Text after, Agent agent) {
        if (before.fields().equals(after.fields())) {
            return;
        }
        boolean kept = newest(transaction, record).filter(last -> last.fields().equals(before.fields())).isPresent();
        if (!kept) {
            keep(transaction, record, before, null);
        }
        keep(transaction, record, after, agent);
    }

    private Optional<Version> newest(Reader reader, UUID record) {
        return reader.one(
                SELECT.formatted(table) + " order by v.version_no desc fetch first 1 rows only", Versions::version, "record", record);
    }

    /** Versions of a record, the newest first. */
    public List<Head> list(Reader reader, UUID record, int offset, int limit) {
        return reader.list(
                "select v.version_no, v.made_at, v.author_name from " + table + " v where v.tenant_id = :tenant and v.record_id = :record"
                        + " order by v.version_no desc offset :offset rows fetch next :limit rows only",
                Versions::head, "record", record, "offset", offset, "limit", limit);
    }

    public int count(Reader reader, UUID record) {
        return (int) reader.count(
                "select count(*) from " + table + " v where v.tenant_id = :tenant and v.record_id = :record", "record", record);
    }

    public Optional<Version> byNumber(Reader reader, UUID record, int number) {
        return reader.one(
                SELECT.formatted(table) + " and v.version_no = :number", Versions::version, "record", record, "number", number);
    }

    /** Deletes versions made before that moment that a later version replaced; the number of them. */
    public int purge(Transaction transaction, Instant before) {
        return transaction.execute(
                "delete from " + table + " v where v.tenant_id = :tenant and v.made_at < :before and exists (select 1 from " + table
                        + " n where n.tenant_id = :tenant and n.record_id = v.record_id and n.version_no > v.version_no)",
                "before", before);
    }

    /** Does so in every tenant that has some of that time, each in a transaction of its own. */
    public void purge(Database database, Instant before) {
        database.acrossTerritory(table + ": which tenants have old versions")
                .list(
                        "select distinct v.tenant_id from " + table + " v where v.made_at < :before", row -> new TenantId(row.uuid("tenant_id")), "before", before)
                .forEach(tenant -> database.of(tenant).write(transaction -> purge(transaction, before)));
    }

    private static Version version(Row row) {
        return new Version(head(row), JsonTexts.read(row.string("fields")));
    }

    private static Head head(Row row) {
        return new Head(row.integer("version_no"), row.instant("made_at"), row.string("author_name"));
    }
}
