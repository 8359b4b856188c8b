package org.parvis.news;

import java.util.Locale;

/** How urgent an article is; from {@code INFORMATION} on it shows in a banner on every page. */
public enum AlertLevel {
    NONE,
    INFORMATION,
    VIGILANCE,
    ALERT,
    EMERGENCY;

    /** Name in messages and CSS classes. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** 0 to 4. */
    public int rank() {
        return ordinal();
    }
}
