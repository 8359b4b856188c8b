package org.parvis.demarches;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;
import org.parvis.demarches.CaseListener.News;

/** SQL of what no agent has looked at yet. */
public final class UnseenTable {
    private UnseenTable() {}

    /** A file, and something of it that nobody has looked at. */
    public record Unseen(Queue.Line line, News what, Instant since) {}

    /** False if there was the like before, which nobody has looked at either. The caller holds the row of the file: others wait. */
    static boolean insert(Transaction transaction, UUID file, News what, Instant now) {
        if (transaction.count("select count(*) from demarches_unseen u where u.tenant_id = :tenant and u.file_id = :file and u.what = :what", "file", file, "what", what) > 0) {
            return false;
        }
        transaction.execute(
                "insert into demarches_unseen (tenant_id, file_id, what, since_at) values (:tenant, :file, :what, :now)", "file", file, "what", what, "now", now);
        return true;
    }

    /** What came after that moment stays: it was not on the page. */
    static void delete(Transaction transaction, UUID file, Instant until) {
        transaction.execute(
                "delete from demarches_unseen u where u.tenant_id = :tenant and u.file_id = :file and u.since_at <= :until", "file", file, "until", until);
    }

    /** Of some files, in the order of {@link News}; those without any are left out. */
    public static Map<UUID, Collection<News>> of(Reader reader, Collection<UUID> files) {
        Map<UUID, Collection<News>> found = new HashMap<>();
        reader.list(
                        "select u.file_id, u.what from demarches_unseen u where u.tenant_id = :tenant and u.file_id in (:files)",
                        row -> Map.entry(row.uuid("file_id"), News.valueOf(row.string("what"))), "files", files)
                .forEach(one -> found.computeIfAbsent(one.getKey(), file -> new TreeSet<>()).add(one.getValue()));
        return found;
    }

    /** Of several tenants, what has waited longest first. */
    public static List<Unseen> waiting(Reader granted, int limit) {
        return granted.list(
                "select " + Queue.COLUMNS + ", u.what, u.since_at from demarches_unseen u join demarches_file f on f.id = u.file_id and f.tenant_id = u.tenant_id"
                        + " and f.tenant_id in (:tenants) where u.tenant_id in (:tenants) order by u.since_at, u.file_id fetch first " + limit + " rows only",
                row -> new Unseen(Queue.map(row), News.valueOf(row.string("what")), row.instant("since_at")));
    }
}
