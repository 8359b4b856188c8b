package org.parvis.demarches;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.content.Slug;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.tenant.TenantId;

/** Lists of files, without what is in them. */
final class Queue {
    private static final String COLUMNS = "f.tenant_id, f.id, f.file_no, f.procedure_id, f.version_no, f.state, f.kind, f.applicant, f.subject, f.received_at, f.silence_at,"
            + " f.assignee_id, f.assignee_name, f.updated_at";

    private Queue() {}

    /** A file in a list. */
    record Line(
            TenantId tenant, UUID id, String number, String procedure, int version, String state, String kind, String applicant, String subject, Instant received,
            @Nullable Instant silenceAt, @Nullable UUID assigneeId, String assignee, Instant updated) {}

    /**
     * What is wanted.
     *
     * @param procedures ids, those that the agent may see; empty: all
     * @param stand {@code open} (all but closed), {@code waiting}, {@code closed}, {@code late} (silence decided or about to), or empty: all
     * @param assignee id, or null
     * @param unassigned those that nobody has
     */
    record Wanted(Collection<String> procedures, String stand, @Nullable UUID assignee, boolean unassigned, String words, Instant soon) {}

    private static Line map(Row row) {
        String assignee = row.stringOrNull("assignee_name");
        return new Line(
                new TenantId(row.uuid("tenant_id")), row.uuid("id"), row.string("file_no"), row.string("procedure_id"), row.integer("version_no"), row.string("state"),
                row.string("kind"), row.string("applicant"), row.string("subject"), row.instant("received_at"), row.instantOrNull("silence_at"), row.uuidOrNull("assignee_id"),
                assignee == null ? "" : assignee, row.instant("updated_at"));
    }

    /** Conditions as parts of a statement, and their values. */
    private static final class Where {
        private final StringBuilder sql = new StringBuilder();
        private final List<Object> values = new ArrayList<>();

        private Where and(boolean wanted, String condition, Object... pairs) {
            if (wanted) {
                sql.append(" and ").append(condition);
                values.addAll(List.of(pairs));
            }
            return this;
        }
    }

    private static Where where(Wanted wanted) {
        String words = Slug.of(wanted.words());
        return new Where()
                .and(!wanted.procedures().isEmpty(), "f.procedure_id in (:procedures)", "procedures", wanted.procedures())
                .and(wanted.stand().equals("open"), "f.kind in ('OPEN', 'WAITING')")
                .and(wanted.stand().equals("waiting"), "f.kind = 'WAITING'")
                .and(wanted.stand().equals("closed"), "f.kind = 'CLOSED'")
                .and(wanted.stand().equals("late"), "f.kind in ('OPEN', 'WAITING') and f.silence_at <= :soon", "soon", wanted.soon())
                .and(wanted.unassigned(), "f.assignee_id is null")
                .and(wanted.assignee() != null, "f.assignee_id = :assignee", "assignee", wanted.assignee() == null ? "" : wanted.assignee())
                .and(!words.isEmpty(), "f.sorted like :words escape '!'", "words", "%" + words + "%");
    }

    static long count(Reader reader, Wanted wanted) {
        Where where = where(wanted);
        return reader.count("select count(*) from demarches_file f where f.tenant_id = :tenant" + where.sql, where.values.toArray());
    }

    /** Those that are closed last; those with a deadline first, the soonest first; then the oldest. */
    static List<Line> find(Reader reader, Wanted wanted, long offset, int limit) {
        Where where = where(wanted);
        where.values.addAll(List.of("offset", offset, "limit", (long) limit));
        String order = wanted.stand().equals("closed")
                ? " order by f.updated_at desc, f.id"
                : " order by case when f.silence_at is null then 1 else 0 end, f.silence_at, f.received_at desc, f.id";
        return reader.list(
                "select " + COLUMNS + " from demarches_file f where f.tenant_id = :tenant" + where.sql + order
                        + " offset :offset rows fetch next :limit rows only", Queue::map, where.values.toArray());
    }

    /** Open files of several tenants that wait for agents. */
    static List<Line> open(Reader granted, int limit) {
        return granted.list(
                "select " + COLUMNS + " from demarches_file f where f.kind = 'OPEN' and f.tenant_id in (:tenants)"
                        + " order by case when f.silence_at is null then 1 else 0 end, f.silence_at, f.received_at, f.id fetch first " + limit + " rows only",
                Queue::map);
    }

    /** Open files whose silence has decided by a moment. */
    static List<Line> silent(Reader reader, Instant by, int limit) {
        return reader.list(
                "select " + COLUMNS + " from demarches_file f where f.tenant_id = :tenant and f.kind in ('OPEN', 'WAITING') and f.silence_at <= :by"
                        + " order by f.silence_at, f.id fetch first " + limit + " rows only", Queue::map, "by", by);
    }
}
