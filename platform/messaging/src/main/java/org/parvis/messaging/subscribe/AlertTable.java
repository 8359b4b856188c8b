package org.parvis.messaging.subscribe;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;
import org.parvis.api.notify.AlertSource.Item;

/** What appeared on a site and was noticed, so that it is told once, and again in digests. */
final class AlertTable {
    private static final int LONGEST_TITLE = 300;
    private static final int LONGEST_SUMMARY = 1_000;

    private AlertTable() {}

    /** Notes items that are new, and returns these. */
    static List<Item> note(Transaction transaction, List<Item> items, Instant now) {
        Set<String> seen = new HashSet<>(transaction.list(
                "select a.item from messaging_alert a where a.tenant_id = :tenant and a.item in (:items)", row -> row.string("item"),
                "items", items.stream().map(Item::id).toList()));
        List<Item> fresh = items.stream().filter(item -> seen.add(item.id())).toList();
        transaction.executeAll(
                """
                insert into messaging_alert (tenant_id, item, topics, title, summary, path, noted)
                values (:tenant, :item, :topics, :title, :summary, :path, :now)
                """,
                fresh.stream().map(item -> new Object[] {
                    "item", item.id(), "topics", String.join(" ", item.topics()), "title", cut(item.title(), LONGEST_TITLE), "summary", cut(item.summary(), LONGEST_SUMMARY),
                    "path", item.path(), "now", now
                }).toList());
        return fresh;
    }

    static Optional<Item> byId(Reader reader, String item) {
        return reader.one("select a.* from messaging_alert a where a.tenant_id = :tenant and a.item = :item", AlertTable::item, "item", item);
    }

    /** What was noted in a time, with its moment, the oldest first. */
    static List<Noted> between(Reader reader, Instant after, Instant until) {
        return reader.list(
                "select a.* from messaging_alert a where a.tenant_id = :tenant and a.noted > :after and a.noted <= :until order by a.noted, a.item",
                row -> new Noted(item(row), row.instant("noted")),
                "after", after, "until", until);
    }

    record Noted(Item item, Instant noted) {
        boolean concerns(Collection<String> topics, Instant since) {
            return noted.isAfter(since) && item.topics().stream().anyMatch(topics::contains);
        }
    }

    static Optional<Instant> looked(Reader reader) {
        return reader.one("select c.looked from messaging_cursor c where c.tenant_id = :tenant", row -> row.instant("looked"));
    }

    static void look(Transaction transaction, Instant until) {
        if (transaction.execute("update messaging_cursor c set looked = :until where c.tenant_id = :tenant", "until", until) == 0) {
            transaction.execute("insert into messaging_cursor (tenant_id, looked) values (:tenant, :until)", "until", until);
        }
    }

    static int purge(Transaction transaction, Instant before) {
        return transaction.execute("delete from messaging_alert a where a.tenant_id = :tenant and a.noted < :before", "before", before);
    }

    private static Item item(Row row) {
        return new Item(row.string("item"), List.of(row.string("topics").split(" ")), row.string("title"), row.string("summary"), row.string("path"));
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }
}
