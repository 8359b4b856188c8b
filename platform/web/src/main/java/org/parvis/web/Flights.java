package org.parvis.web;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.parvis.api.route.Unavailable;

/** Pages that are being made just now: who asks for one of them waits for it instead of making it too. */
final class Flights {
    private final Map<PageKey, Flight> flights = new ConcurrentHashMap<>();

    /** One page being made. */
    final class Flight implements AutoCloseable {
        private final PageKey key;
        private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();

        private Flight(PageKey key) {
            this.key = key;
        }

        /** Ends the flight; no page if it is none that others may have. */
        void land(@Nullable Page page) {
            flights.remove(key, this);
            outcome.complete(new Outcome(page));
        }

        /** Ends the flight: those who wait need not try what cannot be done now. */
        void fail(Unavailable reason) {
            flights.remove(key, this);
            outcome.completeExceptionally(reason);
        }

        /**
         * Waits for another's page; null if there is none to share.
         *
         * @throws Unavailable if it could not be made, or not in time
         */
        @Nullable Page await(Duration most) {
            try {
                return outcome.get(most.toMillis(), TimeUnit.MILLISECONDS).page();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Unavailable();
            } catch (ExecutionException | TimeoutException e) {
                throw new Unavailable();
            }
        }

        /** Lands with nothing, unless it has ended already. */
        @Override
        public void close() {
            land(null);
        }
    }

    private record Outcome(@Nullable Page page) {}

    /** Begins a flight; null if one is under way: {@link #underWay} then has it. */
    @Nullable Flight begin(PageKey key) {
        Flight mine = new Flight(key);
        return flights.putIfAbsent(key, mine) == null ? mine : null;
    }

    @Nullable Flight underWay(PageKey key) {
        return flights.get(key);
    }
}
