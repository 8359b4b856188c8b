package org.parvis.acts;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What an act is. */
public enum ActKind {
    /** Of the council. */
    DELIBERATION(true),
    /** Of the mayor or president. */
    ARRETE(true),
    /** Taken by delegation of the council (CGCT, L2122-22). */
    DECISION(true),
    /** Minutes of a sitting (CGCT, L2121-15): they decide nothing. */
    PROCES_VERBAL(false),
    /** List of the deliberations examined in a sitting (CGCT, L2121-25). */
    LISTE(false),
    OTHER(false);

    private final boolean appealable;

    ActKind(boolean appealable) {
        this.appealable = appealable;
    }

    /** Whether its publication opens a period in which it can be contested. */
    public boolean appealable() {
        return appealable;
    }

    /** In addresses, forms and message keys. */
    public String code() {
        return this == OTHER ? "autre" : name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<ActKind> of(String code) {
        return Stream.of(values()).filter(kind -> kind.code().equals(code)).findFirst();
    }
}
