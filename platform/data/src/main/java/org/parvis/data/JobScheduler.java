package org.parvis.data;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceException;
import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.parvis.api.job.Job;
import org.parvis.api.job.Jobs;

/**
 * Lets db-scheduler run the jobs of the active plugins and of the platform itself, each on one node at a time.
 *
 * <p>The library's standard SQL is used on both databases; it picks an execution by its version, without locks.
 */
final class JobScheduler implements Jobs, AutoCloseable {
    static final String TABLE = "data_schedule";

    /** A job that is new waits that long at most before its first run: the start of an installation is busy enough. */
    private static final Duration FIRST = Duration.ofSeconds(10);

    private static final Duration POLLING = Duration.ofSeconds(2);
    private static final Duration HEARTBEAT = Duration.ofMinutes(1);
    private static final int MISSED = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int THREADS = 2;

    private final JobTask task;
    private final JobRuns runs;
    private final SchedulerClient client;
    private final Clock clock;
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    /** @param client a scheduler of the {@link JobTask#task task} */
    JobScheduler(JobTask task, JobRuns runs, SchedulerClient client, Clock clock) {
        this.task = task;
        this.runs = runs;
        this.client = client;
        this.clock = clock;
    }

    static Scheduler scheduler(DataSource source, JobTask task, UUID node) {
        return Scheduler.create(source, task.task())
                .tableName(TABLE)
                .jdbcCustomization(new DefaultJdbcCustomization(true))
                .schedulerName(new SchedulerName.Fixed(node.toString()))
                .threads(THREADS)
                .pollingInterval(POLLING)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED)
                .shutdownMaxWait(PATIENCE)
                .failureLogging(LogLevel.OFF, false)
                .build();
    }

    void start() {
        if (client instanceof Scheduler scheduler) {
            scheduler.start();
        }
    }

    /** To be called now and then: gives jobs that have come a time. */
    Duration notice() {
        for (Job job : task.present()) {
            if (seen.add(job.name())) {
                greet(job);
            }
        }
        return POLLING;
    }

    /** A job that comes back runs no later than its pace says, though it was put off while nobody contributed it. */
    private void greet(Job job) {
        Instant now = clock.instant();
        Duration first = job.every().compareTo(FIRST) < 0 ? job.every() : FIRST;
        if (!client.scheduleIfNotExists(JobTask.instance(job.name()), now.plus(first))) {
            Instant latest = now.plus(job.every());
            client.getScheduledExecution(JobTask.instance(job.name()))
                    .filter(execution -> !execution.isPicked() && execution.getExecutionTime().isAfter(latest))
                    .ifPresent(execution -> moved(job.name(), latest));
        }
    }

    private boolean moved(String name, Instant moment) {
        try {
            return client.reschedule(JobTask.instance(name), moment);
        } catch (TaskInstanceException runsOrGone) {
            return false;
        }
    }

    @Override
    public List<State> all() {
        Map<String, JobRuns.Due> due = runs.due(JobTask.NAME);
        Map<String, Run> last = runs.last();
        Map<String, Run> failed = runs.failed();
        return task.present().stream()
                .map(job -> {
                    JobRuns.Due when = due.get(job.name());
                    return new State(
                            job.name(), job.every(), when == null ? null : when.next(), when != null && when.running(), last.get(job.name()), failed.get(job.name()));
                })
                .sorted(Comparator.comparing(State::name))
                .toList();
    }

    @Override
    public List<Run> runs(String name, int limit) {
        return runs.recent(name, limit);
    }

    @Override
    public boolean runNow(String name) {
        if (task.present().stream().noneMatch(job -> job.name().equals(name))) {
            return false;
        }
        Instant now = clock.instant();
        boolean planned = client.scheduleIfNotExists(JobTask.instance(name), now) || moved(name, now);
        if (planned && client instanceof Scheduler scheduler && scheduler.getSchedulerState().isStarted()) {
            scheduler.triggerCheckForDueExecutions();
        }
        return planned;
    }

    @Override
    public void close() {
        if (client instanceof Scheduler scheduler && scheduler.getSchedulerState().isStarted()) {
            scheduler.stop();
        }
    }
}
