package org.parvis.api.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Period;
import org.parvis.api.calendar.PublicHolidays.Region;

/**
 * The last day of a period that a law sets. Days are civil days of the place; a period ends when its last day ends
 * ({@link CivilTime#endOfDay}). The day of the event that starts a period is never counted.
 *
 * <p>Sources: Code de procédure civile, articles 641 and 642; Code de justice administrative, R421-1 and the settled case law that its
 * period is « franc »; Règlement (CEE, Euratom) n° 1182/71, article 3. Which rule holds for a period is said by the text that sets it.
 */
public final class LegalPeriods {

    private LegalPeriods() {}

    /** Which days count. */
    public enum Days {
        /** Jours ouvrables: all but Sundays and public holidays. */
        WORKABLE,
        /** Jours ouvrés: Mondays to Fridays but for public holidays. */
        WORKED
    }

    /**
     * The last day, whatever day it is: the period of article 641. A month ends on the same date as that of the event, or with the last
     * day of a month that has no such date; months are counted before days.
     *
     * @throws IllegalArgumentException if the period is not positive
     */
    public static LocalDate calendar(LocalDate event, Period period) {
        require(!period.isNegative() && !period.isZero());
        return event.plusMonths(period.toTotalMonths()).plusDays(period.getDays());
    }

    /** The last day of a period of procedure: what would end on a Saturday, a Sunday or a public holiday ends on the next working day (article 642). */
    public static LocalDate procedure(LocalDate event, Period period, Region region) {
        return nextWorked(calendar(event, period), region);
    }

    /** The last day of a « délai franc »: the day on which it would end is not counted either; then as {@link #procedure}. */
    public static LocalDate clear(LocalDate event, Period period, Region region) {
        return nextWorked(calendar(event, period).plusDays(1), region);
    }

    /**
     * The last of a number of workable or worked days after the event.
     *
     * @throws IllegalArgumentException if the number is not from 1 to 10 000
     */
    public static LocalDate days(LocalDate event, int number, Days which, Region region) {
        require(number > 0 && number <= 10_000);
        LocalDate day = event;
        for (int counted = 0; counted < number; ) {
            day = day.plusDays(1);
            counted += counts(day, which, region) ? 1 : 0;
        }
        return day;
    }

    /**
     * The last day of a period of European law, expressed in days, weeks, months or years: moved to the next working day, and holding two
     * working days at least if it is two days or longer (article 3, paragraphs 4 and 5).
     */
    public static LocalDate european(LocalDate event, Period period, Region region) {
        LocalDate last = nextWorked(calendar(event, period), region);
        boolean twoDays = period.toTotalMonths() > 0 || period.getDays() >= 2;
        return twoDays && last.isBefore(days(event, 2, Days.WORKED, region)) ? days(event, 2, Days.WORKED, region) : last;
    }

    /** Whether a day counts. */
    public static boolean counts(LocalDate day, Days which, Region region) {
        boolean free = day.getDayOfWeek() == DayOfWeek.SUNDAY || which == Days.WORKED && day.getDayOfWeek() == DayOfWeek.SATURDAY;
        return !free && PublicHolidays.on(day, region).isEmpty();
    }

    /** The day itself, or the first after it that is no Saturday, Sunday or public holiday. */
    public static LocalDate nextWorked(LocalDate day, Region region) {
        LocalDate next = day;
        while (!counts(next, Days.WORKED, region)) {
            next = next.plusDays(1);
        }
        return next;
    }

    private static void require(boolean right) {
        if (!right) {
            throw new IllegalArgumentException("no period");
        }
    }
}
