package org.parvis.demarches.rest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;

/** SQL of files in the order in which they were changed, without anything of who sent them. */
final class ChangedTable {
    private static final String SELECT = "select f.id, f.file_no, f.procedure_id, f.version_no, f.state, f.kind, f.outcome, f.channel, f.received_at, f.updated_at,"
            + " f.closed_at, f.row_version from demarches_file f where f.tenant_id = :tenant";

    private ChangedTable() {}

    /** A file in the list. */
    record Line(
            UUID id, String number, String procedure, int version, String state, String kind, @Nullable String outcome, String channel, Instant received,
            Instant changed, @Nullable Instant closed, int revision) {}

    /**
     * What is wanted.
     *
     * @param procedures ids, at least one
     * @param state id of a state, or null
     * @param kind of states, in capitals, or null
     * @param since from that moment on, or null
     */
    record Wanted(Collection<String> procedures, @Nullable String state, @Nullable String kind, @Nullable Instant since) {}

    /** Where a line stands in the order. */
    record Place(Instant changed, UUID id) {}

    private static Line map(Row row) {
        String outcome = row.stringOrNull("outcome");
        return new Line(
                row.uuid("id"), row.string("file_no"), row.string("procedure_id"), row.integer("version_no"), row.string("state"), lower(row.string("kind")),
                outcome == null ? null : lower(outcome), lower(row.string("channel")), row.instant("received_at"), row.instant("updated_at"),
                row.instantOrNull("closed_at"), row.integer("row_version"));
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** The first that were changed after a place, the oldest change first: what changes meanwhile comes again at the end. */
    static List<Line> slice(Reader reader, Wanted wanted, @Nullable Place after, int limit) {
        StringBuilder sql = new StringBuilder(SELECT);
        List<Object> values = new ArrayList<>(List.of("procedures", wanted.procedures()));
        and(sql, values, "f.state = :state", "state", wanted.state());
        and(sql, values, "f.kind = :kind", "kind", wanted.kind());
        and(sql, values, "f.updated_at >= :since", "since", wanted.since());
        if (after != null) {
            and(sql, values, "f.updated_at >= :moment", "moment", after.changed());
            and(sql, values, "(f.updated_at > :moment or f.id > :after)", "after", after.id());
        }
        sql.append(" and f.procedure_id in (:procedures) order by f.updated_at, f.id fetch first ").append(limit).append(" rows only");
        return reader.list(sql.toString(), ChangedTable::map, values.toArray());
    }

    private static void and(StringBuilder sql, List<Object> values, String condition, String name, @Nullable Object value) {
        if (value != null) {
            sql.append(" and ").append(condition);
            values.add(name);
            values.add(value);
        }
    }
}
