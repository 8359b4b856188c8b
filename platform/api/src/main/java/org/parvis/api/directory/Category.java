package org.parvis.api.directory;

import java.util.Locale;

/** What an organisation mainly does; its name is the message {@code directory.category.<code>}. */
public enum Category {
    CULTURE,
    SPORT,
    SOCIAL,
    EDUCATION,
    ENVIRONMENT,
    HERITAGE,
    HEALTH,
    ECONOMY,
    PUBLIC,
    OTHER;

    /** In lower case: in addresses and messages. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
