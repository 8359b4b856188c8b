package org.parvis.acts;

import java.util.Locale;

/** What an act is at a moment: what agents decided, and the clock. */
public enum Status {
    DRAFT,
    SCHEDULED,
    PUBLISHED,
    WITHDRAWN;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
