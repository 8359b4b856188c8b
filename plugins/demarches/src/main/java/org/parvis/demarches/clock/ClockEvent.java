package org.parvis.demarches.clock;

import java.time.Instant;
import java.time.LocalDate;

/** What happened to a file, as far as clocks care; moments in UTC. */
public sealed interface ClockEvent {
    Instant at();

    /** The request came, to whichever administration (CRPA, L114-2). */
    record Received(Instant at) implements ClockEvent {}

    /** The competent administration got it from another one (CRPA, L114-3). */
    record Transferred(Instant at) implements ClockEvent {}

    /**
     * Missing pieces were asked for (CRPA, L114-5).
     *
     * @param until last day given for them, in the civil time of the place
     */
    record Asked(Instant at, LocalDate until) implements ClockEvent {}

    /** What was asked for came, or the administration goes on without it. */
    record Came(Instant at) implements ClockEvent {}

    /** A decision was made, or the request withdrawn: clocks stop. */
    record Ended(Instant at) implements ClockEvent {}
}
