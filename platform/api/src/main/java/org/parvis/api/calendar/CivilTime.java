package org.parvis.api.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** From civil time to moments, over the nights on which clocks are changed. */
public final class CivilTime {

    private CivilTime() {}

    /**
     * The moment of a civil time: of one that comes twice in autumn, the first; of one that is skipped in spring, the same distance after the
     * change ({@code 02:30} is {@code 03:30}).
     */
    public static Instant instant(LocalDateTime time, ZoneId zone) {
        return time.atZone(zone).toInstant();
    }

    /** Whether clocks never show that time: somebody who types it should be asked. */
    public static boolean isSkipped(LocalDateTime time, ZoneId zone) {
        return zone.getRules().getValidOffsets(time).isEmpty();
    }

    /** Whether clocks show that time twice. */
    public static boolean isTwice(LocalDateTime time, ZoneId zone) {
        return zone.getRules().getValidOffsets(time).size() > 1;
    }

    /** When a day begins: not at midnight where clocks are changed at midnight. */
    public static Instant startOfDay(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }

    /** The first moment after a day, which is 23 or 25 hours long when clocks are changed. */
    public static Instant endOfDay(LocalDate day, ZoneId zone) {
        return startOfDay(day.plusDays(1), zone);
    }
}
