package org.parvis.data;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.Ids;
import org.parvis.api.tenant.TenantId;
import org.parvis.data.check.SqlText;

/**
 * The work queue.
 *
 * <p>Taking work moves its due time ahead by the lease: work of a node that died comes due again by itself.
 */
final class WorkTable {
    /** After so many failures work is set aside. */
    static final int ATTEMPTS = 10;

    static final Duration LEASE = Duration.ofMinutes(10);

    private static final int LONGEST_ERROR = 500;

    private final Connections connections;
    private final Clock clock;
    private final UUID node;
    private final Alarm alarm = new Alarm();
    private final NamedSql insert = internal(
            "insert into data_work (id, queue, tenant, payload, due, attempts) values (:id, :queue, :t, :payload, :now, 0)");
    private final NamedSql due;
    private final NamedSql lease = internal(
            "update data_work set due = :until, leased_by = :node, attempts = attempts + 1 where id = :id and due <= :now and set_aside is null");
    private final NamedSql extend = internal("update data_work set due = :until where id = :id and leased_by = :node");
    private final NamedSql delete = internal("delete from data_work where id = :id");
    private final NamedSql failed = internal(
            "update data_work set due = :due, leased_by = null, set_aside = :aside, last_error = :error where id = :id");
    private final NamedSql next = internal("select min(due) as due from data_work where set_aside is null and queue in (:queues)");
    private final NamedSql release = internal("update data_work set due = :now, leased_by = null where leased_by is not null and set_aside is null");

    WorkTable(Connections connections, Clock clock, UUID node) {
        this.connections = connections;
        this.clock = clock;
        this.node = node;
        this.due = internal("select id, queue, tenant, payload, attempts from data_work where set_aside is null and due <= :now and queue in (:queues)"
                + " order by due fetch first 5 rows only" + connections.store().lockRows());
    }

    /** A statement of ours, for which the doors do not matter. */
    private static NamedSql internal(String sql) {
        return new NamedSql(SqlText.of(sql), "");
    }

    /** One piece of work. */
    record Work(UUID id, String queue, TenantId tenant, String payload, int attempts) {}

    /** Rings when there may be work. */
    Alarm alarm() {
        return alarm;
    }

    void add(Session session, TenantId tenant, String queue, String payload) throws SQLException {
        session.execute(insert, Scope.TERRITORY, "id", Ids.next(), "queue", queue, "t", tenant, "payload", payload, "now", clock.instant());
    }

    /** Takes a piece of due work of these queues: nobody else gets it before the lease ends. */
    Optional<Work> take(Collection<String> queues) {
        Instant now = clock.instant();
        return connections.inTransaction("take work", session -> {
            List<Work> found = session.query(due, Scope.TERRITORY, new Object[] {"now", now, "queues", queues},
                    row -> new Work(row.uuid("id"), row.string("queue"), new TenantId(row.uuid("tenant")), row.string("payload"), row.integer("attempts") + 1),
                    Integer.MAX_VALUE);
            for (Work work : found) {
                if (session.execute(lease, Scope.TERRITORY, "id", work.id(), "node", node, "now", now, "until", now.plus(LEASE)) == 1) {
                    return Optional.of(work);
                }
            }
            return Optional.empty();
        });
    }

    /** Work that takes longer than its lease. */
    void extend(UUID id) {
        update(extend, "id", id, "node", node, "until", clock.instant().plus(LEASE));
    }

    void done(Work work) {
        update(delete, "id", work.id());
    }

    /** Puts failed work off, the longer the more often it failed; sets it aside in the end and returns true then. */
    boolean failed(Work work, Throwable reason) {
        Instant now = clock.instant();
        boolean aside = work.attempts() >= ATTEMPTS;
        String message = String.valueOf(reason);
        update(failed, "id", work.id(), "due", now.plus(pause(work.attempts())), "aside", aside ? now : null, "error",
                message.substring(0, Math.min(LONGEST_ERROR, message.length())));
        return aside;
    }

    /** 2, 4, 8 ... seconds, then an hour at most. */
    static Duration pause(int attempts) {
        return Duration.ofSeconds(Math.min(3_600, 1L << Math.min(attempts, 12)));
    }

    /** When work of these queues comes due next, or null. */
    @Nullable Instant next(Collection<String> queues) {
        Object[] parameters = {"queues", queues};
        return connections.use(session -> session.query(next, Scope.TERRITORY, parameters, row -> new Next(row.instantOrNull("due")), 1), "next work")
                .get(0)
                .due();
    }

    private record Next(@Nullable Instant due) {}

    /** At the start of the only process on a database: what its predecessor had taken is free. */
    void releaseAll() {
        update(release, "now", clock.instant());
    }

    private void update(NamedSql sql, Object... parameters) {
        connections.inTransaction("work", session -> session.execute(sql, Scope.TERRITORY, parameters));
    }
}
