package org.parvis.demarches.clock;

import java.time.Period;
import org.jspecify.annotations.Nullable;

/**
 * What silence means for a procedure, and after how long.
 *
 * @param after calendar months or days; null when silence means nothing
 * @param competent whether silence that rejects counts from the competent administration too, as a text of its own may want (CRPA, R311-13)
 */
public record Terms(Silence silence, @Nullable Period after, boolean competent) {
    /** What silence means (CRPA, L231-1, L231-4). */
    public enum Silence {
        REJECTION,
        ACCEPTANCE,
        NONE
    }

    public Terms(Silence silence, @Nullable Period after) {
        this(silence, after, false);
    }

    /** @throws IllegalArgumentException if a meaning has no period */
    public Terms {
        if (silence != Silence.NONE && (after == null || after.isZero() || after.isNegative())) {
            throw new IllegalArgumentException("silence needs a period");
        }
    }
}
