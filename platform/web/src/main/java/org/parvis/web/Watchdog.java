package org.parvis.web;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Interrupts handlers that take longer than their route allows. One thread looks four times a second: a request costs no timer. */
final class Watchdog implements AutoCloseable {
    private static final long PERIOD_MILLIS = 250;

    private final Set<Watch> running = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService looker = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "parvis-web-watchdog");
        thread.setDaemon(true);
        return thread;
    });

    /** One handler at work. */
    final class Watch implements AutoCloseable {
        private final Thread thread = Thread.currentThread();
        private final long deadline;
        private boolean done;
        private boolean late;

        private Watch(long deadline) {
            this.deadline = deadline;
        }

        /** Whether the time was over; from then on the thread has been interrupted. */
        synchronized boolean late() {
            return late;
        }

        synchronized void look(long now) {
            if (!done && !late && now - deadline > 0) {
                late = true;
                thread.interrupt();
            }
        }

        /** Ends the watch; the thread goes back to its pool without our interrupt. */
        @Override
        public void close() {
            running.remove(this);
            synchronized (this) {
                done = true;
                if (late) {
                    Thread.interrupted();
                }
            }
        }
    }

    void start() {
        looker.scheduleWithFixedDelay(() -> look(System.nanoTime()), PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Watches the current thread until it closes what is returned. */
    Watch watch(Duration limit) {
        Watch watch = new Watch(System.nanoTime() + limit.toNanos());
        running.add(watch);
        return watch;
    }

    void look(long now) {
        running.forEach(watch -> watch.look(now));
    }

    @Override
    public void close() {
        looker.shutdownNow();
    }
}
