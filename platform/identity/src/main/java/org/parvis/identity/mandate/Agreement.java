package org.parvis.identity.mandate;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How a person agrees. */
enum Agreement {
    /** Reads out a code received by e-mail. */
    EMAIL,
    /** Reads out a code received by SMS. */
    SMS,
    /** Signs the printed form. */
    PAPER;

    static Optional<Agreement> of(String code) {
        return Stream.of(values()).filter(way -> way.code().equals(code)).findFirst();
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
