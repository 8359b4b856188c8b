package org.parvis.themes.render;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.parvis.api.tenant.TenantId;

/** Templates that were stopped again and again for a site are not tried for a while: the others need the processor. */
final class Suspensions {
    private static final int TRIES = 3;
    private static final Duration WITHIN = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final int REMEMBERED = 1000;

    private final Clock clock;
    private final Map<Key, Stops> stops = new ConcurrentHashMap<>();

    private record Key(TenantId site, String template) {}

    private record Stops(int count, Instant last) {}

    Suspensions(Clock clock) {
        this.clock = clock;
    }

    void stopped(TenantId site, String template) {
        Instant now = clock.instant();
        if (stops.size() > REMEMBERED) {
            stops.clear();
        }
        stops.merge(new Key(site, template), new Stops(1, now), (old, one) -> new Stops(
                old.last().plus(WITHIN).isBefore(now) ? 1 : old.count() + 1, now));
    }

    boolean suspended(TenantId site, String template) {
        if (stops.isEmpty()) {
            return false;
        }
        Key key = new Key(site, template);
        Stops found = stops.get(key);
        if (found == null || found.count() < TRIES) {
            return false;
        }
        if (found.last().plus(PAUSE).isBefore(clock.instant())) {
            stops.remove(key);
            return false;
        }
        return true;
    }
}
