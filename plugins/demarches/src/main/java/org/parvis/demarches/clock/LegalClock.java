package org.parvis.demarches.clock;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.api.calendar.CivilTime;
import org.parvis.api.calendar.LegalPeriods;
import org.parvis.api.calendar.LegalPeriods.Days;
import org.parvis.api.calendar.PublicHolidays.Region;

/**
 * Says when the law wants what of an administration (Code des relations entre le public et l’administration, CRPA).
 *
 * <ul>
 * <li>A receipt of registration within one working day, and an acknowledgement within ten (L112-11, R112-11-1 and following). Days that are
 * no Saturdays, Sundays or public holidays count.
 * <li>Silence becomes a decision at the end of a period in calendar months (L231-1, L231-4, L231-6): it ends with the day that has the
 * date of the day on which it began, or with the last day of a month without that date. Saturdays, Sundays and holidays do not move that
 * end, since nobody has to do anything on it.
 * <li>The period after which silence means rejection begins when the first administration got the request, whoever is competent (L114-3),
 * unless a text of its own wants it from the competent one ({@link Terms#competent}); what the first one asked for then counts no more.
 * It is suspended while missing pieces are awaited: from the day on which they were asked for until they come, or until the time given
 * for them ends (L114-5).
 * <li>The period after which silence means acceptance begins when the competent administration has the request (L114-3) and it is
 * complete (L114-5): with the last pieces that were asked for.
 * </ul>
 */
public final class LegalClock {
    private static final int REGISTRATION_DAYS = 1;
    private static final int ACKNOWLEDGEMENT_DAYS = 10;

    private final Terms terms;
    private final List<ClockEvent> events;
    private final ZoneId zone;
    private final Region region;

    private LegalClock(Terms terms, List<ClockEvent> events, ZoneId zone, Region region) {
        this.terms = terms;
        this.events = events;
        this.zone = zone;
        this.region = region;
    }

    /**
     * @param events in any order; what comes after {@code now} does not count
     * @throws IllegalArgumentException if the request never came
     */
    public static Deadlines at(Instant now, Terms terms, List<ClockEvent> events, ZoneId zone, Region region) {
        List<ClockEvent> sorted = events.stream().filter(event -> !event.at().isAfter(now)).sorted(Comparator.comparing(ClockEvent::at)).toList();
        return new LegalClock(terms, sorted, zone, region).deadlines(now);
    }

    private Deadlines deadlines(Instant now) {
        LocalDate received = day(first(ClockEvent.Received.class).orElseThrow(() -> new IllegalArgumentException("never received")));
        boolean ended = first(ClockEvent.Ended.class).isPresent();
        ClockEvent.Asked open = openAt(now);
        LocalDate silence = switch (terms.silence()) {
            case NONE -> null;
            case REJECTION -> rejection(terms.competent() ? begun(received) : received);
            case ACCEPTANCE -> acceptance(received, open);
        };
        return new Deadlines(
                LegalPeriods.days(received, REGISTRATION_DAYS, Days.WORKED, region),
                LegalPeriods.days(received, ACKNOWLEDGEMENT_DAYS, Days.WORKED, region),
                silence, silence == null ? null : CivilTime.endOfDay(silence, zone),
                open != null && !ended, open == null || ended ? null : open.until(), ended);
    }

    private <E extends ClockEvent> Optional<E> first(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    private LocalDate day(ClockEvent event) {
        return LocalDate.ofInstant(event.at(), zone);
    }

    /** The request for pieces that is not answered yet. */
    private ClockEvent.@Nullable Asked openAt(Instant now) {
        ClockEvent.Asked open = null;
        for (ClockEvent event : events) {
            if (event instanceof ClockEvent.Asked asked) {
                open = asked;
            } else if (event instanceof ClockEvent.Came) {
                open = null;
            }
        }
        return open != null && now.isBefore(CivilTime.endOfDay(open.until(), zone)) ? open : null;
    }

    /** While pieces are awaited the end is what it will be if they do not come. What is asked for after the end changes nothing. */
    private LocalDate rejection(LocalDate begun) {
        LocalDate end = LegalPeriods.calendar(begun, period());
        LocalDate since = null;
        LocalDate until = null;
        for (ClockEvent event : events) {
            if (event instanceof ClockEvent.Asked asked && !day(asked).isBefore(begun) && !day(asked).isAfter(end)) {
                end = end.plusDays(since == null ? 0 : suspended(since, min(until, day(asked))));
                since = day(asked);
                until = asked.until();
            } else if (event instanceof ClockEvent.Came came && since != null) {
                end = end.plusDays(suspended(since, min(until, day(came))));
                since = null;
            }
        }
        return since == null ? end : end.plusDays(suspended(since, until));
    }

    private static LocalDate min(@Nullable LocalDate a, LocalDate b) {
        return a == null || a.isAfter(b) ? b : a;
    }

    private static long suspended(LocalDate since, @Nullable LocalDate until) {
        return until == null ? 0 : Math.max(0, ChronoUnit.DAYS.between(since, until));
    }

    private @Nullable LocalDate acceptance(LocalDate received, ClockEvent.@Nullable Asked open) {
        if (open != null) {
            return null;
        }
        LocalDate start = begun(received);
        boolean awaited = false;
        for (ClockEvent event : events) {
            if (event instanceof ClockEvent.Asked asked) {
                awaited = awaited || !day(asked).isAfter(LegalPeriods.calendar(start, period()));
            } else if (event instanceof ClockEvent.Came came && awaited) {
                start = day(came).isAfter(start) ? day(came) : start;
                awaited = false;
            }
        }
        return awaited ? null : LegalPeriods.calendar(start, period());
    }

    /** When the competent administration had the request. */
    private LocalDate begun(LocalDate received) {
        return first(ClockEvent.Transferred.class).map(this::day).orElse(received);
    }

    private Period period() {
        return Objects.requireNonNull(terms.after());
    }
}
