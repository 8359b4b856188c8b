package org.parvis.messaging.subscribe;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How often a subscriber hears of what appeared. */
public enum Rhythm {
    AT_ONCE,
    /** Each morning. */
    DAILY,
    /** On Friday morning. */
    WEEKLY;

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Rhythm> of(String code) {
        return Stream.of(values()).filter(rhythm -> rhythm.code().equals(code)).findFirst();
    }
}
