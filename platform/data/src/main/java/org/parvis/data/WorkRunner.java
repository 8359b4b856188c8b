package org.parvis.data;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.api.event.WorkConsumer;
import org.parvis.api.plugin.ActivePlugins;
import org.parvis.api.route.Refusal;
import org.parvis.data.WorkTable.Work;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands queued work to its consumers, while the versions of the plugins that they belong to are held. */
final class WorkRunner {
    private static final Logger LOG = LoggerFactory.getLogger(WorkRunner.class);

    private final WorkTable table;
    private final Contributors contributors;
    private final Clock clock;
    private final Set<UUID> running = ConcurrentHashMap.newKeySet();

    WorkRunner(WorkTable table, Contributors contributors, Clock clock) {
        this.table = table;
        this.contributors = contributors;
        this.clock = clock;
    }

    /** Does one piece of due work, if there is one. */
    Duration takeTurn() {
        Set<String> queues = queues();
        if (queues.isEmpty()) {
            return Duration.ofMillis(Alarm.LONGEST_MILLIS);
        }
        Work work = table.take(queues).orElse(null);
        if (work != null) {
            run(work);
            return Duration.ZERO;
        }
        Instant next = table.next(queues);
        Duration wanted = next == null ? Duration.ofMillis(Alarm.LONGEST_MILLIS) : Duration.between(clock.instant(), next);
        return Alarm.between(10, wanted, Alarm.LONGEST_MILLIS);
    }

    private Set<String> queues() {
        Set<String> queues = contributors.holding(
                active -> active.of(WorkConsumer.class).stream().map(WorkConsumer::queue).collect(Collectors.toSet()));
        return queues == null ? Set.of() : queues;
    }

    private void run(Work work) {
        running.add(work.id());
        try {
            Boolean done = contributors.holding(active -> consume(active, work));
            if (done == null || !done) {
                // Its consumer went between our look and now: its next version will come.
                table.failed(work, new IllegalStateException("nobody takes " + work.queue()));
                return;
            }
            table.done(work);
        } catch (RuntimeException | LinkageError e) {
            failed(work, e);
        } finally {
            running.remove(work.id());
        }
    }

    private static boolean consume(ActivePlugins active, Work work) {
        @Nullable WorkConsumer consumer = active.of(WorkConsumer.class).stream()
                .filter(candidate -> candidate.queue().equals(work.queue()))
                .findFirst()
                .orElse(null);
        if (consumer == null) {
            return false;
        }
        consumer.work(work.tenant(), work.payload());
        return true;
    }

    private void failed(Work work, Throwable reason) {
        if (table.failed(work, reason)) {
            LOG.error("Work {} of {} failed {} times and is set aside", work.id(), work.queue(), work.attempts(), reason);
        } else if (work.attempts() > 1 || reason instanceof Refusal) {
            LOG.debug("work {} of {} failed, attempt {}: {}", work.id(), work.queue(), work.attempts(), reason.toString());
        } else {
            LOG.warn("Work {} of {} failed and will be tried again: {}", work.id(), work.queue(), reason.toString());
        }
    }

    /** To be called now and then: work that goes on keeps its lease. */
    void extendLeases() {
        for (UUID id : List.copyOf(running)) {
            table.extend(id);
        }
    }
}
