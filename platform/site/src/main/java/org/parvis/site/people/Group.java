package org.parvis.site.people;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A council, a service or a commission.
 *
 * @param parent the one above it in the organigram, or null
 * @param text plain text, may be empty
 * @param version grows with each edit; 0 for a new one
 */
public record Group(UUID id, @Nullable UUID parent, Kind kind, String name, String text, String phone, String email, int position, int version) {

    /** Kinds, in the order of the page. */
    public enum Kind {
        COUNCIL,
        SERVICE,
        COMMISSION
    }
}
