package org.parvis.data;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.parvis.api.job.Job;
import org.parvis.api.route.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one task that db-scheduler knows: an execution of it is a job, found by its name among the contributions when its time comes. */
final class JobTask {
    static final String NAME = "job";

    /** When to look again for a job that nobody contributes: the plugin has gone, or is not there yet. */
    static final Duration ABSENT = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(JobTask.class);
    private static final Duration PROGRESS = Duration.ofSeconds(1);

    private final JobRuns runs;
    private final Contributors contributors;
    private final List<Job> own;
    private final Clock clock;
    /** How often the jobs run that have run here. */
    private final Map<String, Duration> paces = new ConcurrentHashMap<>();
    /** Jobs that have nothing left to do, until their time is taken away. */
    private final Set<String> over = ConcurrentHashMap.newKeySet();
    /** How the last run of a job failed, so that the same failure is not told again and again. */
    private final Map<String, String> failures = new ConcurrentHashMap<>();

    JobTask(JobRuns runs, Contributors contributors, List<Job> own, Clock clock) {
        this.runs = runs;
        this.contributors = contributors;
        this.own = own;
        this.clock = clock;
    }

    static TaskInstance<Void> instance(String name) {
        return new TaskInstance<>(NAME, name);
    }

    CustomTask<Void> task() {
        return Tasks.custom(NAME, Void.class)
                .onFailure(this::again)
                .onDeadExecutionRevive()
                .execute((execution, context) -> execute(execution.getId()));
    }

    /** The jobs that there are now: of the plugins that serve somebody, and the platform's own. */
    List<Job> present() {
        List<Job> jobs = new ArrayList<>(own);
        List<Job> contributed = contributors.holding(active -> active.of(Job.class));
        if (contributed != null) {
            jobs.addAll(contributed);
        }
        return jobs;
    }

    private CompletionHandler<Void> execute(String name) {
        Boolean found = contributors.holding(active -> run(name, active.of(Job.class)));
        if (found == null) {
            found = run(name, List.of());
        }
        if (over.remove(name)) {
            return (complete, operations) -> operations.remove();
        }
        Duration pause = found ? paces.getOrDefault(name, ABSENT) : ABSENT;
        return (complete, operations) -> operations.reschedule(complete, clock.instant().plus(pause));
    }

    private void again(ExecutionComplete complete, ExecutionOperations<Void> operations) {
        operations.reschedule(complete, clock.instant().plus(paces.getOrDefault(complete.getExecution().getId(), ABSENT)));
    }

    /** False if there is no such job. */
    private boolean run(String name, List<Job> contributed) {
        for (List<Job> jobs : List.of(own, contributed)) {
            for (Job job : jobs) {
                if (job.name().equals(name)) {
                    paces.put(name, job.every());
                    run(job);
                    return true;
                }
            }
        }
        return false;
    }

    private void run(Job job) {
        UUID id = runs.begin(job.name());
        @Nullable Throwable failure = null;
        try {
            job.run(clock.instant(), new Told(id));
            failures.remove(job.name());
            if (job.isOver()) {
                over.add(job.name());
            }
        } catch (RuntimeException | LinkageError e) {
            failure = e;
            told(job.name(), e);
            throw e;
        } finally {
            runs.end(id, job.name(), failure);
        }
    }

    private void told(String name, Throwable e) {
        boolean again = e.toString().equals(failures.put(name, e.toString()));
        if (again || e instanceof Refusal) {
            LOG.debug("job {} failed: {}", name, e.toString());
        } else {
            LOG.error("The job {} failed; it runs again at its usual pace", name, e);
        }
    }

    /** Writes how far a run is, now and then. */
    private final class Told implements Job.Progress {
        private final UUID id;
        private long next = System.nanoTime();

        private Told(UUID id) {
            this.id = id;
        }

        @Override
        public synchronized void at(long done, long total) {
            if (System.nanoTime() - next >= 0 || done == total) {
                next = System.nanoTime() + PROGRESS.toNanos();
                runs.progress(id, done, total);
            }
        }
    }
}
