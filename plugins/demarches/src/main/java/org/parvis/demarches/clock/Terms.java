package org.parvis.demarches.clock;

import java.time.Period;
import org.jspecify.annotations.Nullable;

/**
 * What silence means for a procedure, and after how long.
 *
 * @param after calendar months or days; null when silence means nothing
 */
public record Terms(Silence silence, @Nullable Period after) {
    /** What silence means (CRPA, L231-1, L231-4). */
    public enum Silence {
        REJECTION,
        ACCEPTANCE,
        NONE
    }

    /** @throws IllegalArgumentException if a meaning has no period */
    public Terms {
        if (silence != Silence.NONE && (after == null || after.isZero() || after.isNegative())) {
            throw new IllegalArgumentException("silence needs a period");
        }
    }
}
