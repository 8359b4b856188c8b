package org.parvis.data;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.route.Conflict;
import org.parvis.data.check.SqlText;

/** When each job runs next; a node that runs one has moved that time ahead by its lease. */
final class JobTable {
    static final Duration LEASE = Duration.ofMinutes(10);

    /** A job that is new waits that long at most before its first run: the start of an installation is busy enough. */
    private static final Duration FIRST = Duration.ofSeconds(10);

    private static final int LONGEST_ERROR = 500;

    private final Connections connections;
    private final Clock clock;
    private final UUID node;
    private final NamedSql claim = internal("update data_job set due = :until, leased_by = :node, started = :now where name = :name and due <= :now");
    private final NamedSql find = internal("select due from data_job where name = :name");
    private final NamedSql insert = internal("insert into data_job (name, due) values (:name, :due)");
    private final NamedSql extend = internal("update data_job set due = :until where name = :name and leased_by = :node");
    private final NamedSql end = internal(
            "update data_job set due = :due, leased_by = null, ended = :now, last_error = :error where name = :name and leased_by = :node");
    private final NamedSql release = internal("update data_job set due = :now, leased_by = null where leased_by is not null");

    JobTable(Connections connections, Clock clock, UUID node) {
        this.connections = connections;
        this.clock = clock;
        this.node = node;
    }

    private static NamedSql internal(String sql) {
        return new NamedSql(SqlText.of(sql), "");
    }

    /**
     * Takes a job that is due, for this node alone.
     *
     * @return null when taken, else when to ask again
     */
    @Nullable Instant claim(String name, Duration every) {
        Instant now = clock.instant();
        if (update(claim, "name", name, "node", node, "now", now, "until", now.plus(LEASE)) == 1) {
            return null;
        }
        List<Instant> due = connections.use(session -> session.query(find, Scope.TERRITORY, new Object[] {"name", name}, row -> row.instant("due"), 1), name);
        return due.isEmpty() ? first(name, now.plus(every.compareTo(FIRST) < 0 ? every : FIRST)) : due.get(0);
    }

    private Instant first(String name, Instant due) {
        try {
            update(insert, "name", name, "due", due);
        } catch (Conflict e) {
            // Another node was faster, with about the same time.
            return due;
        }
        return due;
    }

    void extend(String name) {
        update(extend, "name", name, "node", node, "until", clock.instant().plus(LEASE));
    }

    /** @return when the job runs next */
    Instant ended(String name, Duration every, @Nullable Throwable failure) {
        Instant now = clock.instant();
        String error = failure == null ? null : failure.toString();
        update(end, "name", name, "node", node, "now", now, "due", now.plus(every), "error",
                error == null ? null : error.substring(0, Math.min(LONGEST_ERROR, error.length())));
        return now.plus(every);
    }

    /** At the start of the only process on a database: what its predecessor was running is due again. */
    void releaseAll() {
        update(release, "now", clock.instant());
    }

    private int update(NamedSql sql, Object... parameters) {
        return connections.inTransaction("job", session -> session.execute(sql, Scope.TERRITORY, parameters));
    }
}
