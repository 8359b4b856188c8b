package org.parvis.data;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.Ids;
import org.parvis.api.data.Row;
import org.parvis.api.job.Jobs;
import org.parvis.data.check.SqlText;

/** What runs of jobs did, and when each job is due. */
final class JobRuns {
    private static final int LONGEST_ERROR = 500;
    private static final Duration SUCCESSES_KEPT = Duration.ofDays(2);
    private static final Duration FAILURES_KEPT = Duration.ofDays(30);
    private static final int MOST = 1_000;
    private static final String INTERRUPTED = "interrupted: its node was stopped";
    private static final String RUN = "select r.name, r.started, r.ended, r.error, r.done, r.total from data_job_run r where ";

    private final Connections connections;
    private final Clock clock;
    private final NamedSql orphans = internal("update data_job_run set ended = :now, error = :error where name = :name and ended is null");
    private final NamedSql begin = internal("insert into data_job_run (id, name, started, done, total) values (:id, :name, :now, 0, 0)");
    private final NamedSql progress = internal("update data_job_run set done = :done, total = :total where id = :id");
    private final NamedSql end = internal("update data_job_run set ended = :now, error = :error where id = :id");
    private final NamedSql forget = internal(
            "delete from data_job_run where name = :name and (ended < :old or (ended < :recent and error is null)) and id <> :id");
    private final NamedSql due = internal("select task_instance, execution_time, picked from data_schedule where task_name = :task");
    private final NamedSql last = internal(RUN + "r.started = (select max(l.started) from data_job_run l where l.name = r.name)");
    private final NamedSql failed = internal(
            RUN + "r.error is not null and r.started = (select max(l.started) from data_job_run l where l.name = r.name and l.error is not null)");
    private final NamedSql recent = internal(RUN + "r.name = :name order by r.started desc fetch first :limit rows only");
    private final NamedSql release = internal(
            "update data_schedule set picked = false, picked_by = null, last_heartbeat = null, execution_time = :now where picked = true");
    private final NamedSql releaseRuns = internal("update data_job_run set ended = :now, error = :error where ended is null");

    JobRuns(Connections connections, Clock clock) {
        this.connections = connections;
        this.clock = clock;
    }

    private static NamedSql internal(String sql) {
        return new NamedSql(SqlText.of(sql), "");
    }

    /** A run as read. */
    record Named(String name, Jobs.Run run) {}

    /** When a job is due. */
    record Due(Instant next, boolean running) {}

    UUID begin(String name) {
        UUID id = Ids.next();
        connections.inTransaction("job", session -> {
            session.execute(orphans, Scope.TERRITORY, "name", name, "now", now(), "error", INTERRUPTED);
            return session.execute(begin, Scope.TERRITORY, "id", id, "name", name, "now", now());
        });
        return id;
    }

    void progress(UUID id, long done, long total) {
        connections.inTransaction("job", session -> session.execute(progress, Scope.TERRITORY, "id", id, "done", done, "total", total));
    }

    void end(UUID id, String name, @Nullable Throwable failure) {
        Instant now = now();
        String error = failure == null ? null : failure.toString();
        connections.inTransaction("job", session -> {
            session.execute(end, Scope.TERRITORY, "id", id, "now", now, "error",
                    error == null ? null : error.substring(0, Math.min(LONGEST_ERROR, error.length())));
            return session.execute(forget, Scope.TERRITORY, "name", name, "id", id, "recent", now.minus(SUCCESSES_KEPT), "old", now.minus(FAILURES_KEPT));
        });
    }

    /** At the start of the only process on a database: what its predecessor was running is due again. */
    void releaseAll() {
        connections.inTransaction("job", session -> {
            session.execute(releaseRuns, Scope.TERRITORY, "now", now(), "error", INTERRUPTED);
            return session.execute(release, Scope.TERRITORY, "now", now());
        });
    }

    Map<String, Due> due(String task) {
        Map<String, Due> found = new HashMap<>();
        connections.use(
                        session -> session.query(
                                due, Scope.TERRITORY, new Object[] {"task", task},
                                row -> Map.entry(row.string("task_instance"), new Due(row.instant("execution_time"), row.bool("picked"))), MOST),
                        "job")
                .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        return found;
    }

    Map<String, Jobs.Run> last() {
        return byName(last);
    }

    Map<String, Jobs.Run> failed() {
        return byName(failed);
    }

    List<Jobs.Run> recent(String name, int limit) {
        return connections.use(session -> session.query(recent, Scope.TERRITORY, new Object[] {"name", name, "limit", limit}, JobRuns::run, limit), "job").stream()
                .map(Named::run)
                .toList();
    }

    private Map<String, Jobs.Run> byName(NamedSql sql) {
        Map<String, Jobs.Run> found = new HashMap<>();
        connections.use(session -> session.query(sql, Scope.TERRITORY, new Object[0], JobRuns::run, MOST), "job")
                .forEach(named -> found.put(named.name(), named.run()));
        return found;
    }

    private static Named run(Row row) {
        return new Named(
                row.string("name"),
                new Jobs.Run(row.instant("started"), row.instantOrNull("ended"), row.stringOrNull("error"), row.longValue("done"), row.longValue("total")));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
