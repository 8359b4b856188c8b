package org.parvis.data;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.parvis.api.route.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Threads that do something again and again, and sleep while there is nothing to do. */
final class Workers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
    private static final long PATIENCE_SECONDS = 10;
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Alarm alarm;
    private final Turn turn;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopping;

    /** Does what there is to do. */
    @FunctionalInterface
    interface Turn {
        /** @return how long there is nothing more to do; zero when there may be more at once */
        Duration take() throws InterruptedException;
    }

    Workers(String name, int count, Alarm alarm, Turn turn) {
        this.alarm = alarm;
        this.turn = turn;
        for (int i = 1; i <= count; i++) {
            Thread thread = new Thread(this::run, name + '-' + i);
            thread.setDaemon(true);
            threads.add(thread);
        }
    }

    void start() {
        threads.forEach(Thread::start);
    }

    private void run() {
        try {
            while (!stopping) {
                long heard = alarm.rings();
                Duration idle = turn();
                if (!idle.isZero() && !stopping) {
                    alarm.sleep(heard, idle);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("interrupted: ends");
        }
    }

    private Duration turn() throws InterruptedException {
        try {
            return turn.take();
        } catch (Unavailable e) {
            // The pool has said so.
            return PAUSE;
        } catch (RuntimeException e) {
            LOG.error("{} goes on after a failure", Thread.currentThread().getName(), e);
            return PAUSE;
        }
    }

    /** Lets what is being done come to its end, for a while. */
    @Override
    public void close() {
        stopping = true;
        alarm.ring();
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        for (Thread thread : threads) {
            try {
                thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime())));
                thread.interrupt();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
