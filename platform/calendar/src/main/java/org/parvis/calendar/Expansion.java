package org.parvis.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.parvis.api.calendar.CalendarEvent;
import org.parvis.api.calendar.Calendars.Occurrence;

/** When events take place. */
final class Expansion {

    private static final Duration LONGEST = Duration.ofDays(3_660);
    private static final int MOST = 5_000;

    private Expansion() {}

    static List<Occurrence> of(Collection<CalendarEvent> events, Instant from, Instant until, int most) {
        Instant end = until.isAfter(from.plus(LONGEST)) ? from.plus(LONGEST) : until;
        int limit = Math.min(MOST, most);
        Set<String> replaced = new HashSet<>();
        events.stream().filter(event -> event.replaces() != null).forEach(event -> replaced.add(key(event.uid(), event.replaces())));
        List<Occurrence> all = new ArrayList<>();
        for (CalendarEvent event : events) {
            if (event.status() != CalendarEvent.Status.CANCELLED) {
                starts(event, from, end, limit).stream()
                        .filter(start -> event.replaces() != null || !replaced.contains(key(event.uid(), start)))
                        .map(start -> occurrence(event, start))
                        .filter(one -> one.start().toInstant().isBefore(end) && (one.end().toInstant().isAfter(from) || one.start().toInstant().equals(from)))
                        .forEach(all::add);
            }
        }
        return all.stream()
                .sorted(Comparator.comparing((Occurrence one) -> one.start().toInstant()).thenComparing(one -> one.event().uid()))
                .limit(limit)
                .toList();
    }

    private static String key(String uid, ZonedDateTime start) {
        return start.toInstant() + " " + uid;
    }

    private static Set<ZonedDateTime> starts(CalendarEvent event, Instant from, Instant until, int most) {
        ZoneId zone = event.start().getZone();
        Set<ZonedDateTime> starts = new TreeSet<>();
        if (event.rule().isEmpty() || event.replaces() != null) {
            starts.add(event.start());
        } else {
            // What began earlier may still go on; a day more, since clocks may have been changed in between.
            Duration length = Duration.between(event.start(), event.end()).plusDays(1);
            LocalDateTime first = event.start().toLocalDateTime();
            Rule.parse(event.rule(), zone)
                    .starts(first, LocalDateTime.ofInstant(from, zone).minus(length), LocalDateTime.ofInstant(until, zone).plusDays(1), most + event.except().size() + (int) Math.min(4_000, length.toDays()) + 3)
                    .stream()
                    .filter(start -> !zone.getRules().getValidOffsets(start).isEmpty())
                    .forEach(start -> starts.add(start.atZone(zone)));
        }
        event.also().forEach(start -> starts.add(start.withZoneSameInstant(zone)));
        Set<Instant> except = new HashSet<>();
        event.except().forEach(start -> except.add(start.toInstant()));
        starts.removeIf(start -> except.contains(start.toInstant()));
        return starts;
    }

    /** As long as the event in civil time where days count, else in hours. */
    private static Occurrence occurrence(CalendarEvent event, ZonedDateTime start) {
        if (event.allDay()) {
            long days = ChronoUnit.DAYS.between(event.start().toLocalDate(), event.end().toLocalDate());
            return new Occurrence(event, start, start.toLocalDate().plusDays(days).atStartOfDay(start.getZone()));
        }
        return new Occurrence(event, start, start.plus(Duration.between(event.start(), event.end())));
    }
}
