package org.parvis.identity.mandate;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How long a mandate holds: to the end of a day on the clock of the town hall. */
enum Terms {
    TONIGHT(Period.ZERO),
    MONTH(Period.ofMonths(1)),
    HALF_YEAR(Period.ofMonths(6));

    private final Period period;

    Terms(Period period) {
        this.period = period;
    }

    static Optional<Terms> of(String code) {
        return Stream.of(values()).filter(term -> term.code().equals(code)).findFirst();
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    Instant end(Instant now, ZoneId zone) {
        LocalDate last = now.atZone(zone).toLocalDate().plus(period);
        return last.plusDays(1).atStartOfDay(zone).toInstant();
    }
}
