package org.parvis.messaging.deliver;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether the other side of a channel answers, as far as this node knows: after a failure it is left alone, the longer the more often it fails. */
final class Line {
    private static final Duration FIRST = Duration.ofSeconds(15);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private int failures;
    private @Nullable Fault fault;

    /**
     * Since when it does not answer, why, and when it is tried again.
     *
     * @param other what was tried: the {@link Carrier#other} of then
     */
    record Fault(Instant since, String reason, Instant until, Object other) {}

    /** @param other what would be tried now; another server is tried at once */
    synchronized boolean open(Object other, Instant now) {
        Fault known = fault(other);
        return known == null || !now.isBefore(known.until());
    }

    synchronized @Nullable Fault fault(Object other) {
        return fault == null || !fault.other().equals(other) ? null : fault;
    }

    synchronized void works() {
        failures = 0;
        fault = null;
    }

    synchronized void failed(Object other, String reason, Instant now) {
        Fault before = fault(other);
        if (before == null) {
            failures = 0;
        }
        Duration pause = FIRST.multipliedBy(1L << Math.min(failures++, 10));
        Instant until = now.plus(pause.compareTo(LONGEST) < 0 ? pause : LONGEST);
        fault = new Fault(before == null ? now : before.since(), reason, until, other);
    }
}
