package org.parvis.site.hours;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.api.calendar.PublicHolidays;

/**
 * When one place is open.
 *
 * <p>Slots are civil time. Where clocks go back, a slot that ends in the repeated hour ends the second time; where they go
 * forward, a bound in the missing hour is the moment of the change.
 *
 * @param exceptions of this place, the narrowest first
 */
public record Schedule(Week week, List<Exceptional> exceptions, boolean closedOnHolidays, PublicHolidays.Region region, ZoneId zone) {

    private static final int[] HORIZONS = {8, 60, 400};

    /** Open during a stretch of time. */
    private record Stretch(Instant from, Instant to) {}

    /**
     * @param next when that changes, or null: not within a year
     */
    public record State(boolean open, @Nullable Instant next) {}

    static Schedule of(Place place, List<Exceptional> all, PublicHolidays.Region region, ZoneId zone) {
        List<Exceptional> mine = all.stream()
                .filter(exceptional -> exceptional.concerns(place.id()))
                .sorted((a, b) -> Long.compare(length(a), length(b)))
                .toList();
        return new Schedule(place.week(), mine, place.closedOnHolidays(), region, zone);
    }

    private static long length(Exceptional exceptional) {
        return exceptional.to().toEpochDay() - exceptional.from().toEpochDay();
    }

    public Optional<Exceptional> exceptionOn(LocalDate day) {
        for (Exceptional exceptional : exceptions) {
            if (exceptional.covers(day)) {
                return Optional.of(exceptional);
            }
        }
        return Optional.empty();
    }

    public Optional<PublicHolidays.Holiday> holidayOn(LocalDate day) {
        return exceptionOn(day).isEmpty() ? keptHoliday(day) : Optional.empty();
    }

    private Optional<PublicHolidays.Holiday> keptHoliday(LocalDate day) {
        return closedOnHolidays ? PublicHolidays.on(day, region) : Optional.empty();
    }

    public List<Slot> on(LocalDate day) {
        Optional<Exceptional> exceptional = exceptionOn(day);
        if (exceptional.isPresent()) {
            return exceptional.get().slots();
        }
        // Whoever is closed on that day of every week need not ask whether it is a holiday.
        List<Slot> usual = week.on(day.getDayOfWeek());
        return usual.isEmpty() || keptHoliday(day).isPresent() ? List.of() : usual;
    }

    /** Whether it is open, and when that changes. */
    public State at(Instant now) {
        LocalDate today = now.atZone(zone).toLocalDate();
        for (int horizon : HORIZONS) {
            for (Stretch stretch : stretches(today.minusDays(1), today.plusDays(horizon), now)) {
                if (stretch.to().isAfter(now)) {
                    boolean open = !stretch.from().isAfter(now);
                    return new State(open, open ? stretch.to() : stretch.from());
                }
            }
        }
        return new State(false, null);
    }

    /** Those between two days, up to the one after the first that ends later than now. */
    private List<Stretch> stretches(LocalDate first, LocalDate last, Instant now) {
        List<Stretch> found = new ArrayList<>();
        for (LocalDate day = first; !day.isAfter(last) && !isComplete(found, now); day = day.plusDays(1)) {
            for (Slot slot : on(day)) {
                add(found, new Stretch(start(day, slot.from()), end(day, slot.to())));
            }
        }
        return found;
    }

    private static boolean isComplete(List<Stretch> found, Instant now) {
        return found.size() > 1 && found.get(found.size() - 2).to().isAfter(now);
    }

    private static void add(List<Stretch> found, Stretch next) {
        if (!next.to().isAfter(next.from())) {
            return;
        }
        Stretch last = found.isEmpty() ? null : found.get(found.size() - 1);
        if (last != null && !next.from().isAfter(last.to())) {
            found.set(found.size() - 1, new Stretch(last.from(), next.to().isAfter(last.to()) ? next.to() : last.to()));
        } else {
            found.add(next);
        }
    }

    private Instant start(LocalDate day, int minutes) {
        LocalDateTime civil = day.atStartOfDay().plusMinutes(minutes);
        ZoneOffsetTransition transition = zone.getRules().getTransition(civil);
        return transition != null && transition.isGap() ? transition.getInstant() : civil.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
    }

    private Instant end(LocalDate day, int minutes) {
        LocalDateTime civil = day.atStartOfDay().plusMinutes(minutes);
        ZoneOffsetTransition transition = zone.getRules().getTransition(civil);
        return transition != null && transition.isGap() ? transition.getInstant() : civil.atZone(zone).withLaterOffsetAtOverlap().toInstant();
    }
}
