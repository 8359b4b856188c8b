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

    /** Since when it does not answer, why, and when it is tried again. */
    record Fault(Instant since, String reason, Instant until) {}

    synchronized boolean open(Instant now) {
        return fault == null || !now.isBefore(fault.until());
    }

    synchronized @Nullable Fault fault() {
        return fault;
    }

    synchronized void works() {
        failures = 0;
        fault = null;
    }

    synchronized void failed(String reason, Instant now) {
        Duration pause = FIRST.multipliedBy(1L << Math.min(failures++, 10));
        Instant until = now.plus(pause.compareTo(LONGEST) < 0 ? pause : LONGEST);
        fault = new Fault(fault == null ? now : fault.since(), reason, until);
    }
}
