package org.parvis.demarches.clock;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The clocks of a file at a moment.
 *
 * @param registrationBy last day for the receipt of registration
 * @param acknowledgementBy last day for the acknowledgement
 * @param silenceOn the day with whose end silence becomes a decision; null: it means nothing, or its clock does not run yet
 * @param silenceAt end of that day (UTC), or null
 * @param waiting whether pieces are awaited now
 * @param awaitedUntil the last day given for them while they are awaited, or null
 * @param ended whether clocks have stopped
 */
public record Deadlines(
        LocalDate registrationBy, LocalDate acknowledgementBy, @Nullable LocalDate silenceOn, @Nullable Instant silenceAt, boolean waiting,
        @Nullable LocalDate awaitedUntil, boolean ended) {
    /** Whether silence has become a decision. */
    public boolean over(Instant now) {
        return !ended && silenceAt != null && !now.isBefore(silenceAt);
    }
}
