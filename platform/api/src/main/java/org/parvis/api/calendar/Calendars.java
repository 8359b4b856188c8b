package org.parvis.api.calendar;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Writes and reads iCalendar (RFC 5545), and says when events that recur take place. */
@ProviderType
public interface Calendars {

    /** Type of what {@link #write} makes, with its encoding. */
    String TYPE = "text/calendar";

    /**
     * A calendar: UTF-8, lines folded at 75 octets, times in their zones with the rules of these (VTIMEZONE).
     *
     * @param name shown by the calendar programs that know X-WR-CALNAME
     * @param refresh how often subscribers should ask again, in minutes (RFC 7986, 5.7); 0: not said
     */
    byte[] write(String name, int refresh, Collection<CalendarEvent> events);

    /**
     * Reads a calendar of up to 5 MiB and 5 000 events.
     *
     * @param zone of times that name none, or one that nobody knows
     * @throws org.parvis.api.route.Invalid (field {@code calendar}) if it is none, or too large
     * @throws IOException if reading fails
     */
    Content read(InputStream ics, ZoneId zone) throws IOException;

    /**
     * What takes place in a time, the soonest first: rules, exceptions, additions and replaced occurrences taken together. Civil time stays
     * what it is when clocks are changed.
     *
     * @param from whatever ends later than that (UTC)
     * @param until whatever begins earlier than that; at most ten years later
     * @param most at most as many; 5 000 at most
     */
    List<Occurrence> occurrences(Collection<CalendarEvent> events, Instant from, Instant until, int most);

    /** @param skipped names of events that could not be understood, with the key of a message that says why */
    record Content(List<CalendarEvent> events, List<Skipped> skipped) {
        public Content {
            events = List.copyOf(events);
            skipped = List.copyOf(skipped);
        }
    }

    /** An event that was left out. */
    record Skipped(String summary, String reasonKey) {}

    /** An event at one of its times. */
    record Occurrence(CalendarEvent event, ZonedDateTime start, ZonedDateTime end) {}
}
