package org.parvis.site.hours;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Days on which a place keeps other hours than usual.
 *
 * @param place null: all places
 * @param from first day
 * @param to last day
 * @param slots on each of these days; empty: closed
 * @param reason shown to the public, may be empty
 */
public record Exceptional(UUID id, @Nullable UUID place, LocalDate from, LocalDate to, List<Slot> slots, String reason) {

    public Exceptional {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("ends before it begins");
        }
        slots = Slots.merged(slots);
    }

    boolean covers(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(to);
    }

    boolean concerns(UUID somePlace) {
        return place == null || place.equals(somePlace);
    }
}
