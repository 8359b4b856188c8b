package org.parvis.web;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.parvis.api.route.Unavailable;
import org.parvis.api.tenant.TenantId;

/** Bounds how many requests of one site are worked on at once: a flood at one commune leaves threads for the others. */
final class Turns {
    private final Map<TenantId, AtomicInteger> running = new ConcurrentHashMap<>();
    private final int most;

    Turns(int most) {
        this.most = most;
    }

    /** One request at work. */
    @FunctionalInterface
    interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Takes a turn until it is closed.
     *
     * @throws Unavailable if the site has as many as it may
     */
    Turn take(TenantId site) {
        AtomicInteger mine = running.computeIfAbsent(site, ignored -> new AtomicInteger());
        if (mine.incrementAndGet() > most) {
            mine.decrementAndGet();
            throw new Unavailable();
        }
        return mine::decrementAndGet;
    }
}
