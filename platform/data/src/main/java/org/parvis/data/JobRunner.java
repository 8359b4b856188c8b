package org.parvis.data;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parvis.api.job.Job;
import org.parvis.api.route.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the jobs of the active plugins and of the platform itself, each on one node at a time. */
final class JobRunner {
    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

    private final JobTable table;
    private final Contributors contributors;
    private final List<Job> own;
    private final Clock clock;
    private final Set<String> running = ConcurrentHashMap.newKeySet();
    /** When each job is worth asking for again, as far as this node knows. */
    private final Map<String, Instant> next = new ConcurrentHashMap<>();
    /** How the last run of a job failed, so that the same failure is not told again and again. */
    private final Map<String, String> failures = new ConcurrentHashMap<>();

    JobRunner(JobTable table, Contributors contributors, List<Job> own, Clock clock) {
        this.table = table;
        this.contributors = contributors;
        this.own = own;
        this.clock = clock;
    }

    /** Runs one job that is due, if there is one. */
    Duration takeTurn() {
        Boolean ran = contributors.holding(active -> runOne(Stream.concat(own.stream(), active.of(Job.class).stream()).toList()));
        if (ran == null) {
            ran = runOne(own);
        }
        return ran ? Duration.ZERO : Alarm.between(10, untilNext(), Alarm.LONGEST_MILLIS);
    }

    private Duration untilNext() {
        Instant now = clock.instant();
        return next.entrySet().stream()
                .filter(entry -> !running.contains(entry.getKey()))
                .map(entry -> Duration.between(now, entry.getValue()))
                .min(Duration::compareTo)
                .filter(wait -> !wait.isNegative())
                .orElse(Duration.ofMillis(Alarm.LONGEST_MILLIS));
    }

    private boolean runOne(List<Job> jobs) {
        Instant now = clock.instant();
        for (Job job : jobs) {
            String name = job.name();
            if (!next.getOrDefault(name, Instant.MIN).isAfter(now) && running.add(name)) {
                try {
                    Instant later = table.claim(name, job.every());
                    if (later == null) {
                        next.put(name, run(job, now));
                        return true;
                    }
                    next.put(name, later);
                } finally {
                    running.remove(name);
                }
            }
        }
        return false;
    }

    private Instant run(Job job, Instant now) {
        @Nullable Throwable failure = null;
        try {
            job.run(now);
            failures.remove(job.name());
        } catch (RuntimeException | LinkageError e) {
            failure = e;
            told(job.name(), e);
        }
        return table.ended(job.name(), job.every(), failure);
    }

    private void told(String name, Throwable e) {
        boolean again = e.toString().equals(failures.put(name, e.toString()));
        if (again || e instanceof Refusal) {
            LOG.debug("job {} failed: {}", name, e.toString());
        } else {
            LOG.error("The job {} failed; it runs again at its usual pace", name, e);
        }
    }

    /** To be called now and then: a job that goes on keeps its lease. */
    void extendLeases() {
        running.forEach(table::extend);
    }
}
