package org.parvis.web;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Has pages made a few at a time, first come first served: all at once they would share the processors, and each would be late.
 *
 * <p>Whoever has waited long goes on nevertheless: a page that waits for a slow database holds nobody up.
 */
final class Pace {
    private static final Duration PATIENCE = Duration.ofMillis(50);

    private final Semaphore places;
    private final Duration patience;

    Pace(int places, Duration patience) {
        this.places = new Semaphore(places, true);
        this.patience = patience;
    }

    /** Twice as many as there are processors: some of them are waiting for the database. */
    static Pace ofThisMachine() {
        return new Pace(2 * Runtime.getRuntime().availableProcessors(), PATIENCE);
    }

    /** A page in the making. */
    @FunctionalInterface
    interface Step extends AutoCloseable {
        @Override
        void close();
    }

    /** Waits for a place, but not for long. */
    Step begin() {
        try {
            if (places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return places::release;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return () -> {};
    }
}
