package org.parvis.demarches;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.parvis.api.content.Slug;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.tenant.TenantId;

/** Lists of files, without what is in them. */
public final class Queue {
    static final String COLUMNS = "f.tenant_id, f.id, f.file_no, f.procedure_id, f.version_no, f.state, f.kind, f.applicant, f.subject, f.received_at, f.silence_at,"
            + " f.assignee_id, f.assignee_name, f.service_id, f.updated_at";

    private Queue() {}

    /** A file in a list. */
    public record Line(
            TenantId tenant, UUID id, String number, String procedure, int version, String state, String kind, String applicant, String subject, Instant received,
            @Nullable Instant silenceAt, @Nullable UUID assigneeId, String assignee, @Nullable UUID service, Instant updated)
            implements Versioned {}

    /**
     * What is wanted.
     *
     * @param procedures ids, those that the agent may see; empty: all
     * @param stand {@code open} (all but closed), {@code waiting}, {@code closed}, {@code late} (silence decided or about to), or empty: all
     * @param assignee id, or null
     * @param unassigned those that nobody has
     * @param service id, or null
     */
    public record Wanted(Collection<String> procedures, String stand, @Nullable UUID assignee, boolean unassigned, @Nullable UUID service, String words, Instant soon) {}

    static Line map(Row row) {
        String assignee = row.stringOrNull("assignee_name");
        return new Line(
                new TenantId(row.uuid("tenant_id")), row.uuid("id"), row.string("file_no"), row.string("procedure_id"), row.integer("version_no"), row.string("state"),
                row.string("kind"), row.string("applicant"), row.string("subject"), row.instant("received_at"), row.instantOrNull("silence_at"), row.uuidOrNull("assignee_id"),
                assignee == null ? "" : assignee, row.uuidOrNull("service_id"), row.instant("updated_at"));
    }

    /** As many as the queue counts and turns the pages of: who looks for a file among more says what they look for. */
    static final int MOST = 1_000;
    private static final int MOST_NAMED = 200;
    private static final int MOST_WITH_WORD = 5_000;
    private static final String CLOSED = "CLOSED";
    /** Closed ones last, the latest first; others by their deadline, those without one last: as nulls come in both databases. */
    private static final Comparator<Line> BY_DEADLINE = Comparator.comparing((Line line) -> line.kind().equals(CLOSED))
            .thenComparing(line -> line.kind().equals(CLOSED) ? null : line.silenceAt(), Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(line -> line.kind().equals(CLOSED) ? line.updated() : line.received(), Comparator.reverseOrder())
            .thenComparing(line -> line.id().toString());

    /** What a list can be sorted by. More than {@link #MOST} files are listed by their deadlines alone: sorted otherwise, it would not be the first that are listed. */
    public enum Order {
        DEADLINE("echeance", BY_DEADLINE),
        RECENT("recents", Comparator.comparing(Line::received).reversed()),
        OLDEST("anciens", Comparator.comparing(Line::received)),
        APPLICANT("nom", Comparator.comparing(line -> Slug.of(line.applicant()))),
        CHANGED("modifies", Comparator.comparing(Line::updated).reversed());

        /** In addresses and messages. */
        public final String code;
        private final Comparator<Line> lines;

        Order(String code, Comparator<Line> lines) {
            this.code = code;
            this.lines = lines.thenComparing(line -> line.id().toString());
        }

        public static Order of(String code) {
            return Arrays.stream(values()).filter(order -> order.code.equals(code)).findFirst().orElse(DEADLINE);
        }
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

        /** For files of a kind. */
        private Object[] of(String kind) {
            List<Object> all = new ArrayList<>(values);
            all.addAll(List.of("kind", kind));
            return all.toArray();
        }
    }

    private static Where where(Wanted wanted) {
        String one = wanted.procedures().size() == 1 ? wanted.procedures().iterator().next() : "";
        return new Where()
                .and(!one.isEmpty(), "f.procedure_id = :procedure", "procedure", one)
                .and(wanted.procedures().size() > 1, "f.procedure_id in (:procedures)", "procedures", wanted.procedures())
                .and(wanted.stand().equals("late"), "f.silence_at <= :soon", "soon", wanted.soon())
                .and(wanted.unassigned(), "f.assignee_id is null")
                .and(wanted.assignee() != null, "f.assignee_id = :assignee", "assignee", wanted.assignee() == null ? "" : wanted.assignee())
                .and(wanted.service() != null, "f.service_id = :service", "service", wanted.service() == null ? "" : wanted.service());
    }

    private static List<String> kinds(String stand) {
        return switch (stand) {
            case "waiting" -> List.of("WAITING");
            case "closed" -> List.of(CLOSED);
            case "open", "late" -> List.of("OPEN", "WAITING");
            default -> List.of("OPEN", "WAITING", CLOSED);
        };
    }

    /**
     * What was found: how many there are as far as is counted, whether there are more, and the lines of pages.
     */
    public record Found(int number, boolean more, BiFunction<Integer, Integer, List<Line>> lines) {
        public static final Found NOTHING = new Found(0, false, (offset, limit) -> List.of());

        public List<Line> lines(int offset, int limit) {
            return lines.apply(offset, limit);
        }
    }

    public static Found find(Reader reader, Wanted wanted, Order order) {
        if (!wanted.words().isBlank()) {
            Having having = having(reader, wanted.words());
            List<Line> named = named(reader, wanted, having).stream().sorted(order.lines).toList();
            return new Found(named.size(), having.some() || having.files().size() > MOST_NAMED, (offset, limit) -> cut(named, offset, limit));
        }
        Where where = where(wanted);
        int count = 0;
        for (String kind : kinds(wanted.stand())) {
            // Ids, which indexes have: neither database counts no further than it is asked to. Each takes the right index if it is told that one's order.
            count += ids(reader, where, kind, wanted.unassigned() ? BY_ASSIGNEE : order(kind), MOST + 1).size();
        }
        if (order != Order.DEADLINE && count <= MOST) {
            return new Found(count, false, (offset, limit) -> cut(lines(reader, listed(reader, wanted, MOST)).stream().sorted(order.lines).toList(), offset, limit));
        }
        return new Found(Math.min(count, MOST), count > MOST, (offset, limit) ->
                lines(reader, cut(listed(reader, wanted, offset + limit), offset, limit)).stream().sorted(BY_DEADLINE).toList());
    }

    private static <T> List<T> cut(List<T> all, int offset, int limit) {
        return all.subList(Math.min(offset, all.size()), Math.min(offset + limit, all.size()));
    }

    /** Where an open file stands in the order. */
    private record Place(UUID id, @Nullable Instant silenceAt, Instant received) {}

    private static List<UUID> listed(Reader reader, Wanted wanted, int need) {
        Where where = where(wanted);
        List<Place> open = new ArrayList<>();
        for (String kind : kinds(wanted.stand())) {
            if (!kind.equals(CLOSED)) {
                open.addAll(reader.list(
                        "select f.id, f.silence_at, f.received_at from demarches_file f where f.tenant_id = :tenant and f.kind = :kind" + where.sql
                                + order(kind) + " fetch first " + need + " rows only",
                        row -> new Place(row.uuid("id"), row.instantOrNull("silence_at"), row.instant("received_at")), where.of(kind)));
            }
        }
        open.sort(Comparator.comparing(Place::silenceAt, Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparing(Place::received, Comparator.reverseOrder())
                .thenComparing(place -> place.id().toString()));
        List<UUID> ids = new ArrayList<>(open.stream().map(Place::id).toList());
        if (kinds(wanted.stand()).contains(CLOSED) && ids.size() < need) {
            ids.addAll(ids(reader, where, CLOSED, order(CLOSED), need - ids.size()));
        }
        return ids;
    }

    private static final String BY_ASSIGNEE = " order by f.assignee_id, f.kind, f.silence_at, f.received_at desc, f.id";

    private static String order(String kind) {
        return kind.equals(CLOSED) ? " order by f.updated_at desc, f.id" : " order by f.silence_at, f.received_at desc, f.id";
    }

    /** From an index, which alone is read. */
    private static List<UUID> ids(Reader reader, Where where, String kind, String order, int most) {
        return reader.list(
                "select f.id from demarches_file f where f.tenant_id = :tenant and f.kind = :kind" + where.sql + order + " fetch first " + most + " rows only",
                row -> row.uuid("id"), where.of(kind));
    }

    /** As many at once as statements are kept for. */
    private static List<Line> lines(Reader reader, List<UUID> ids) {
        List<Line> lines = new ArrayList<>();
        for (int begin = 0; begin < ids.size(); begin += MOST_NAMED) {
            lines.addAll(reader.list(
                    "select " + COLUMNS + " from demarches_file f where f.tenant_id = :tenant and f.id in (:ids)", Queue::map,
                    "ids", cut(ids, begin, MOST_NAMED)));
        }
        return lines;
    }

    /** Files that may have the words of a search; {@code some}: there are more of them. */
    private record Having(Set<UUID> files, boolean some) {}

    /** By the rarest of the words: as a rule the longest. What a list that was cut off does not have may be there all the same. */
    private static Having having(Reader reader, String search) {
        Having having = new Having(Set.of(), true);
        boolean first = true;
        List<String> words = WordTable.words(search).stream().sorted(Comparator.comparing(String::length).reversed()).toList();
        // The files of one word alone are compared with no others: enough of them are read, also if some have two words that begin so.
        int most = words.size() == 1 ? 2 * MOST_NAMED : MOST_WITH_WORD;
        for (String word : words) {
            if (!first && !having.some() && having.files().size() <= MOST_NAMED) {
                break;
            }
            List<UUID> found = WordTable.files(reader, word, most);
            Set<UUID> files = new LinkedHashSet<>(found);
            boolean some = found.size() == most;
            if (!first && !having.some() && !some) {
                files.retainAll(having.files());
            }
            having = first || !some ? new Having(files, some) : having;
            first = false;
        }
        return first ? new Having(Set.of(), false) : having;
    }

    private static boolean has(Line line, Set<String> words) {
        Set<String> own = WordTable.words(line.number() + " " + line.applicant() + " " + line.subject());
        return words.stream().allMatch(word -> own.stream().anyMatch(mine -> mine.startsWith(word)));
    }

    /** Of what has the words of a search, what is wanted; of more than {@link #MOST_NAMED} some. */
    private static List<Line> named(Reader reader, Wanted wanted, Having having) {
        List<String> kinds = kinds(wanted.stand());
        Set<String> words = WordTable.words(wanted.words());
        return lines(reader, having.files().stream().limit(MOST_NAMED).toList()).stream()
                .filter(line -> has(line, words))
                .filter(line -> kinds.contains(line.kind()))
                .filter(line -> wanted.procedures().isEmpty() || wanted.procedures().contains(line.procedure()))
                .filter(line -> !wanted.stand().equals("late") || line.silenceAt() != null && !line.silenceAt().isAfter(wanted.soon()))
                .filter(line -> !wanted.unassigned() || line.assigneeId() == null)
                .filter(line -> wanted.assignee() == null || wanted.assignee().equals(line.assigneeId()))
                .filter(line -> wanted.service() == null || wanted.service().equals(line.service()))
                .toList();
    }

    /** What an agent entered for people, the latest first. */
    public static List<Line> entered(Reader reader, String holder, long offset, int limit) {
        return reader.list(
                "select " + COLUMNS + " from demarches_file f where f.tenant_id = :tenant and f.holder = :holder order by f.received_at desc, f.id"
                        + " offset :offset rows fetch next :limit rows only", Queue::map, "holder", holder, "offset", offset, "limit", (long) limit);
    }

    public static long countEntered(Reader reader, String holder) {
        return reader.count("select count(*) from demarches_file f where f.tenant_id = :tenant and f.holder = :holder", "holder", holder);
    }

    /** One file. */
    public static Optional<Line> line(Reader reader, UUID id) {
        return reader.one("select " + COLUMNS + " from demarches_file f where f.tenant_id = :tenant and f.id = :id", Queue::map, "id", id);
    }

    /** Open files of several tenants that wait for agents. */
    public static List<Line> open(Reader granted, int limit) {
        return granted.list(
                "select " + COLUMNS + " from demarches_file f where f.kind = 'OPEN' and f.tenant_id in (:tenants)"
                        + " order by case when f.silence_at is null then 1 else 0 end, f.silence_at, f.received_at, f.id fetch first " + limit + " rows only",
                Queue::map);
    }

    /** Files of several tenants that wait for pieces, and the time that was given for them is over: what was over first before the others. */
    public static List<Line> overdue(Reader granted, Instant now, int limit) {
        return granted.list(
                "select " + COLUMNS + " from demarches_awaited a join demarches_file f on f.id = a.file_id and f.tenant_id in (:tenants)"
                        + " where f.kind = 'WAITING' and a.until_at <= :now and a.tenant_id in (:tenants) order by a.until_at, a.file_id fetch first " + limit + " rows only",
                Queue::map, "now", now);
    }

    /** Open files whose silence decides after a moment and by another one, of which nobody was told at a stage, nor since that was moved. */
    static List<Line> unreminded(Reader reader, String stage, Instant after, Instant until, int limit) {
        return reader.list(
                "select " + COLUMNS + " from demarches_file f where f.tenant_id = :tenant and f.kind in ('OPEN', 'WAITING') and f.silence_at > :after"
                        + " and f.silence_at <= :until and not exists (select r.file_id from demarches_reminder r where r.tenant_id = :tenant and r.file_id = f.id"
                        + " and r.stage = :stage and r.silence_at = f.silence_at) order by f.silence_at, f.id fetch first " + limit + " rows only",
                Queue::map, "after", after, "until", until, "stage", stage);
    }

}
