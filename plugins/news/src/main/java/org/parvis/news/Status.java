package org.parvis.news;

import java.util.Locale;

/** What an article is at a moment. */
public enum Status {
    DRAFT,
    REVIEW,
    SCHEDULED,
    PUBLISHED,
    EXPIRED,
    TRASHED;

    /** Name in messages and filters. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
