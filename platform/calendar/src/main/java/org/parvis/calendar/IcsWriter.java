package org.parvis.calendar;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.parvis.api.calendar.CalendarEvent;

/** Writes a calendar. */
final class IcsWriter {

    static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);
    static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT);

    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private IcsWriter() {}

    static byte[] write(String name, int refresh, Collection<CalendarEvent> events) {
        IcsLines out = new IcsLines();
        out.line("BEGIN", "VCALENDAR");
        out.line("VERSION", "2.0");
        out.line("PRODID", "-//Parvis//Parvis//FR");
        out.line("CALSCALE", "GREGORIAN");
        out.text("X-WR-CALNAME", name);
        out.text("NAME", name);
        if (refresh > 0) {
            out.line("REFRESH-INTERVAL;VALUE=DURATION", "PT" + refresh + "M");
        }
        Map<String, ZoneId> zones = new LinkedHashMap<>();
        events.stream().filter(event -> !event.allDay()).map(event -> event.start().getZone()).filter(zone -> !isUtc(zone)).forEach(zone -> zones.put(zone.getId(), zone));
        zones.values().forEach(zone -> ZoneLines.write(out, zone));
        events.forEach(event -> event(out, event));
        out.line("END", "VCALENDAR");
        return out.bytes();
    }

    private static void event(IcsLines out, CalendarEvent event) {
        out.line("BEGIN", "VEVENT");
        out.text("UID", event.uid());
        out.line("DTSTAMP", UTC.format(event.changed()));
        out.line("LAST-MODIFIED", UTC.format(event.changed()));
        out.line("SEQUENCE", Integer.toString(event.sequence()));
        moments(out, "DTSTART", event, List.of(event.start()));
        if (event.end().isAfter(event.start())) {
            moments(out, "DTEND", event, List.of(event.end().withZoneSameInstant(event.start().getZone())));
        }
        if (!event.rule().isEmpty()) {
            out.line("RRULE", Rule.parse(event.rule(), event.start().getZone()).text());
        }
        moments(out, "EXDATE", event, event.except());
        moments(out, "RDATE", event, event.also());
        if (event.replaces() != null) {
            moments(out, "RECURRENCE-ID", event, List.of(event.replaces()));
        }
        out.text("SUMMARY", event.summary());
        out.text("DESCRIPTION", event.description());
        out.text("LOCATION", event.location());
        if (event.url().matches("https?://[^\\s\"<>]+")) {
            out.line("URL", event.url());
        }
        if (!event.categories().isEmpty()) {
            out.line("CATEGORIES", event.categories().stream().map(IcsLines::encode).collect(Collectors.joining(",")));
        }
        out.line("STATUS", event.status().name());
        out.line("END", "VEVENT");
    }

    /** Dates, times of the event's zone, or UTC. */
    private static void moments(IcsLines out, String name, CalendarEvent event, List<ZonedDateTime> moments) {
        if (moments.isEmpty()) {
            return;
        }
        ZoneId zone = event.start().getZone();
        if (event.allDay()) {
            out.line(name + ";VALUE=DATE", moments.stream().map(DAY::format).collect(Collectors.joining(",")));
        } else if (isUtc(zone)) {
            out.line(name, moments.stream().map(ZonedDateTime::toInstant).map(UTC::format).collect(Collectors.joining(",")));
        } else {
            out.line(name + ";TZID=" + zone.getId(), moments.stream().map(one -> LOCAL.format(one.withZoneSameInstant(zone))).collect(Collectors.joining(",")));
        }
    }

    private static boolean isUtc(ZoneId zone) {
        return zone.getRules().isFixedOffset() && zone.getRules().getOffset(Instant.EPOCH).equals(ZoneOffset.UTC);
    }
}
