package org.parvis.data;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what territory-wide reads are made for: the first use of each purpose at once, then one line per hour with their number. */
final class Purposes {
    private static final Logger LOG = LoggerFactory.getLogger("org.parvis.data.territory");
    private static final long PAUSE_NANOS = TimeUnit.HOURS.toNanos(1);

    private final Map<String, Uses> uses = new ConcurrentHashMap<>();

    void used(String purpose) {
        LOG.debug("territory-wide read: {}", purpose);
        uses.computeIfAbsent(purpose, Uses::new).add();
    }

    /** How often a purpose was given since it was logged last. */
    private static final class Uses {
        private final String purpose;
        private long count;
        private long loggedAt;

        Uses(String purpose) {
            this.purpose = purpose;
            this.loggedAt = System.nanoTime() - PAUSE_NANOS;
        }

        synchronized void add() {
            count++;
            long now = System.nanoTime();
            if (now - loggedAt >= PAUSE_NANOS) {
                LOG.info("Territory-wide reads: {} ({} since the last line)", purpose, count);
                count = 0;
                loggedAt = now;
            }
        }
    }
}
