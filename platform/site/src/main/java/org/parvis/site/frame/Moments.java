package org.parvis.site.frame;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Moments at which something changes by itself; null means never. */
final class Moments {

    private Moments() {}

    static @Nullable Instant sooner(@Nullable Instant a, @Nullable Instant b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.isBefore(b) ? a : b;
    }
}
