package org.parvis.demarches;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
     * @param service id, or null
     */
    record Wanted(Collection<String> procedures, String stand, @Nullable UUID assignee, boolean unassigned, @Nullable UUID service, String words, Instant soon) {}

    private static Line map(Row row) {
        String assignee = row.stringOrNull("assignee_name");
        return new Line(
                new TenantId(row.uuid("tenant_id")), row.uuid("id"), row.string("file_no"), row.string("procedure_id"), row.integer("version_no"), row.string("state"),
                row.string("kind"), row.string("applicant"), row.string("subject"), row.instant("received_at"), row.instantOrNull("silence_at"), row.uuidOrNull("assignee_id"),
                assignee == null ? "" : assignee, row.instant("updated_at"));
    }

    /** As many as the queue counts and turns the pages of: who looks for a file among more says what they look for. */
    static final int MOST = 1_000;
    private static final int MOST_FOUND = 500;
    private static final List<String> OPEN = List.of("OPEN", "WAITING");
    private static final List<String> CLOSED = List.of("CLOSED");
    /** Nulls come last in both databases, and an index has this order for each kind. */
    private static final Comparator<Line> SOONEST = Comparator.comparing(Line::silenceAt, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Line::received, Comparator.reverseOrder())
            .thenComparing(Line::id);

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

        /** For files of a kind. */
        private Object[] of(String kind) {
            List<Object> all = new ArrayList<>(values);
            all.addAll(List.of("kind", kind));
            return all.toArray();
        }
    }

    private static Where where(Reader reader, Wanted wanted) {
        List<String> words = WordTable.words(wanted.words()).stream().sorted(Comparator.comparing(String::length).reversed()).toList();
        String one = wanted.procedures().size() == 1 ? wanted.procedures().iterator().next() : "";
        Where where = new Where()
                .and(!one.isEmpty(), "f.procedure_id = :procedure", "procedure", one)
                .and(wanted.procedures().size() > 1, "f.procedure_id in (:procedures)", "procedures", wanted.procedures())
                .and(wanted.stand().equals("late"), "f.silence_at <= :soon", "soon", wanted.soon())
                .and(wanted.unassigned(), "f.assignee_id is null")
                .and(wanted.assignee() != null, "f.assignee_id = :assignee", "assignee", wanted.assignee() == null ? "" : wanted.assignee())
                .and(wanted.service() != null, "f.service_id = :service", "service", wanted.service() == null ? "" : wanted.service());
        if (!words.isEmpty()) {
            // The longest word is the rarest, as a rule; the others are looked for in what has it.
            where.and(true, "f.id in (:found)", "found", WordTable.files(reader, words.get(0), MOST_FOUND));
        }
        for (int i = 1; i < Math.min(words.size(), 6); i++) {
            where.and(true, "f.sorted like :word" + i + " escape '!'", "word" + i, "%" + words.get(i) + "%");
        }
        return where;
    }

    private static List<String> kinds(String stand) {
        return switch (stand) {
            case "waiting" -> List.of("WAITING");
            case "closed" -> CLOSED;
            case "open", "late" -> OPEN;
            default -> List.of("OPEN", "WAITING", "CLOSED");
        };
    }

    /** How many there are; one more than {@link #MOST} when there are more than that. */
    static int count(Reader reader, Wanted wanted) {
        Where where = where(reader, wanted);
        int count = 0;
        for (String kind : kinds(wanted.stand())) {
            count += count(reader, where, kind);
        }
        return Math.min(count, MOST + 1);
    }

    private static int count(Reader reader, Where where, String kind) {
        return reader.list(
                "select f.id from demarches_file f where f.tenant_id = :tenant and f.kind = :kind" + where.sql + " fetch first " + (MOST + 1) + " rows only",
                row -> row.uuid("id"), where.of(kind)).size();
    }

    /** Those that are closed last, the latest first; of the others those with a deadline first, the soonest first; then the latest. */
    static List<Line> find(Reader reader, Wanted wanted, int offset, int limit) {
        Where where = where(reader, wanted);
        int need = offset + limit;
        List<Line> found = new ArrayList<>();
        for (String kind : kinds(wanted.stand())) {
            if (!kind.equals("CLOSED")) {
                found.addAll(lines(reader, where, kind, "f.silence_at, f.received_at desc, f.id", need));
            }
        }
        found.sort(SOONEST);
        if (kinds(wanted.stand()).contains("CLOSED") && found.size() < need) {
            found.addAll(lines(reader, where, "CLOSED", "f.updated_at desc, f.id", need - found.size()));
        }
        return List.copyOf(found.subList(Math.min(offset, found.size()), Math.min(need, found.size())));
    }

    private static List<Line> lines(Reader reader, Where where, String kind, String order, int most) {
        return reader.list(
                "select " + COLUMNS + " from demarches_file f where f.tenant_id = :tenant and f.kind = :kind" + where.sql + " order by " + order
                        + " fetch first " + most + " rows only",
                Queue::map, where.of(kind));
    }

    /** What an agent entered for people, the latest first. */
    static List<Line> entered(Reader reader, String holder, long offset, int limit) {
        return reader.list(
                "select " + COLUMNS + " from demarches_file f where f.tenant_id = :tenant and f.holder = :holder order by f.received_at desc, f.id"
                        + " offset :offset rows fetch next :limit rows only", Queue::map, "holder", holder, "offset", offset, "limit", (long) limit);
    }

    static long countEntered(Reader reader, String holder) {
        return reader.count("select count(*) from demarches_file f where f.tenant_id = :tenant and f.holder = :holder", "holder", holder);
    }

    /** Open files of several tenants that wait for agents. */
    static List<Line> open(Reader granted, int limit) {
        return granted.list(
                "select " + COLUMNS + " from demarches_file f where f.kind = 'OPEN' and f.tenant_id in (:tenants)"
                        + " order by case when f.silence_at is null then 1 else 0 end, f.silence_at, f.received_at, f.id fetch first " + limit + " rows only",
                Queue::map);
    }

    /** Open files whose silence decides after a moment and by another one, of which nobody was told at a stage, nor since that was moved. */
    static List<Line> unreminded(Reader reader, String stage, Instant after, Instant until, int limit) {
        return reader.list(
                "select " + COLUMNS + " from demarches_file f where f.tenant_id = :tenant and f.kind in ('OPEN', 'WAITING') and f.silence_at > :after"
                        + " and f.silence_at <= :until and not exists (select r.file_id from demarches_reminder r where r.tenant_id = :tenant and r.file_id = f.id"
                        + " and r.stage = :stage and r.silence_at = f.silence_at) order by f.silence_at, f.id fetch first " + limit + " rows only",
                Queue::map, "after", after, "until", until, "stage", stage);
    }

    /** Open files whose silence has decided by a moment. */
    static List<Line> silent(Reader reader, Instant by, int limit) {
        return reader.list(
                "select " + COLUMNS + " from demarches_file f where f.tenant_id = :tenant and f.kind in ('OPEN', 'WAITING') and f.silence_at <= :by"
                        + " order by f.silence_at, f.id fetch first " + limit + " rows only", Queue::map, "by", by);
    }
}
