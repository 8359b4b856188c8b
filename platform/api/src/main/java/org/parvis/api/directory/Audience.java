package org.parvis.api.directory;

import java.util.Locale;

/** For whom an organisation, an event or a place is; its name is the message {@code directory.audience.<code>}. */
public enum Audience {
    CHILDREN,
    TEENAGERS,
    ADULTS,
    SENIORS,
    FAMILIES,
    /** People with a disability, with what they need. */
    DISABLED,
    VISITORS;

    /** In lower case: in addresses and messages. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
