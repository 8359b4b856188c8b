package org.parvis.calendar;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parvis.api.calendar.CalendarEvent;

/** A VEVENT while it is read. */
final class IcsEvent {

    private static final Pattern DURATION = Pattern.compile("\\+?P(?:(\\d{1,4})W)?(?:(\\d{1,5})D)?(?:T(?:(\\d{1,5})H)?(?:(\\d{1,6})M)?(?:(\\d{1,7})S)?)?");
    private static final int LONGEST_TEXT = 20_000;

    /** How Microsoft's programs name zones that matter here. */
    private static final Map<String, String> WINDOWS = Map.of(
            "Romance Standard Time", "Europe/Paris", "W. Europe Standard Time", "Europe/Berlin", "Central European Standard Time", "Europe/Warsaw",
            "GMT Standard Time", "Europe/London", "SA Western Standard Time", "America/Martinique", "SA Eastern Standard Time", "America/Cayenne",
            "Mauritius Standard Time", "Indian/Reunion", "E. Africa Standard Time", "Indian/Mayotte");

    private final ZoneId fallback;
    private final Map<String, String> texts = new HashMap<>();
    private final List<String> categories = new ArrayList<>();
    private final Map<String, List<Moment>> moments = new HashMap<>();
    private @Nullable String wrong;

    IcsEvent(ZoneId fallback) {
        this.fallback = fallback;
    }

    /** A property before its value is known. */
    record Property(String name, Map<String, String> parameters) {
        Property(String name) {
            this(name, new HashMap<>());
        }
    }

    /** A date, or a time in a zone. */
    private record Moment(ZonedDateTime at, boolean day) {}

    /** Its message is the key of one that says why. */
    static final class NotUnderstood extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotUnderstood(String reasonKey) {
            super(reasonKey, null, false, false);
        }
    }

    void take(Property property, String value) {
        switch (property.name()) {
            case "DTSTART", "DTEND", "EXDATE", "RDATE", "RECURRENCE-ID", "DTSTAMP", "LAST-MODIFIED" -> moments(property, value);
            case "CATEGORIES" -> Stream.of(value.split("(?<!\\\\),")).map(IcsLines::decode).map(String::strip).filter(one -> !one.isEmpty()).limit(20).forEach(categories::add);
            case "RRULE", "DURATION", "SEQUENCE", "STATUS", "URL" -> texts.putIfAbsent(property.name(), value.strip());
            case "UID", "SUMMARY", "DESCRIPTION", "LOCATION" -> texts.putIfAbsent(property.name(), cut(IcsLines.decode(value)));
            default -> {
                // Participants, alarms, vendors' own: nothing for a public agenda.
            }
        }
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }

    private void moments(Property property, String value) {
        List<Moment> read = moments.computeIfAbsent(property.name(), name -> new ArrayList<>());
        for (String one : value.split(",")) {
            try {
                read.add(moment(one.strip(), property.parameters().get("TZID")));
            } catch (DateTimeException malformed) {
                wrong = "calendar.skipped.time";
            }
        }
    }

    private Moment moment(String text, @Nullable String zone) {
        // A PERIOD of an RDATE begins with its start.
        String start = text.indexOf('/') > 0 ? text.substring(0, text.indexOf('/')) : text;
        if (start.length() == 8) {
            return new Moment(LocalDate.parse(start, IcsWriter.DAY).atStartOfDay(fallback), true);
        }
        if (start.endsWith("Z")) {
            return new Moment(LocalDateTime.parse(start.substring(0, start.length() - 1), IcsWriter.LOCAL).atZone(ZoneOffset.UTC), false);
        }
        return new Moment(LocalDateTime.parse(start, IcsWriter.LOCAL).atZone(zone(zone)), false);
    }

    private ZoneId zone(@Nullable String name) {
        if (name == null) {
            return fallback;
        }
        String plain = name.replace("\"", "");
        try {
            return ZoneId.of(WINDOWS.getOrDefault(plain, plain));
        } catch (DateTimeException unknown) {
            return fallback;
        }
    }

    String summary() {
        return texts.getOrDefault("SUMMARY", "");
    }

    /** @throws NotUnderstood with what is missing or wrong */
    CalendarEvent event() {
        if (wrong != null) {
            throw new NotUnderstood(wrong);
        }
        Moment start = first("DTSTART");
        String uid = texts.getOrDefault("UID", "").strip();
        if (start == null || uid.isEmpty()) {
            throw new NotUnderstood("calendar.skipped.incomplete");
        }
        ZonedDateTime end = end(start);
        if (end.isBefore(start.at())) {
            throw new NotUnderstood("calendar.skipped.time");
        }
        String rule = texts.getOrDefault("RRULE", "");
        try {
            rule = rule.isEmpty() ? "" : Rule.parse(rule, start.at().getZone()).text();
        } catch (Rule.Refused refused) {
            throw new NotUnderstood("calendar.skipped.rule");
        }
        Moment replaces = first("RECURRENCE-ID");
        Moment changed = Stream.of("LAST-MODIFIED", "DTSTAMP").map(this::first).filter(one -> one != null).findFirst().orElse(null);
        String sequence = texts.getOrDefault("SEQUENCE", "0");
        return new CalendarEvent(
                uid, changed == null ? Instant.EPOCH : changed.at().toInstant(), sequence.matches("\\d{1,9}") ? Integer.parseInt(sequence) : 0, summary(),
                texts.getOrDefault("DESCRIPTION", ""), texts.getOrDefault("LOCATION", ""), texts.getOrDefault("URL", ""), categories, start.at(), end, start.day(),
                rule, all("EXDATE"), all("RDATE"), replaces == null ? null : replaces.at(), status());
    }

    private @Nullable Moment first(String name) {
        List<Moment> all = moments.getOrDefault(name, List.of());
        return all.isEmpty() ? null : all.get(0);
    }

    private List<ZonedDateTime> all(String name) {
        return moments.getOrDefault(name, List.of()).stream().map(Moment::at).toList();
    }

    /** RFC 5545, 3.6.1: without end and duration, a date lasts a day and a time no time. */
    private ZonedDateTime end(Moment start) {
        Moment end = first("DTEND");
        if (end != null) {
            return end.at();
        }
        String duration = texts.get("DURATION");
        if (duration == null) {
            return start.day() ? start.at().plusDays(1) : start.at();
        }
        Matcher matcher = DURATION.matcher(duration);
        if (!matcher.matches()) {
            throw new NotUnderstood("calendar.skipped.time");
        }
        Period days = Period.ofDays(7 * number(matcher.group(1)) + number(matcher.group(2)));
        Duration time = Duration.ofHours(number(matcher.group(3))).plusMinutes(number(matcher.group(4))).plusSeconds(number(matcher.group(5)));
        return start.at().plus(days).plus(time);
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private CalendarEvent.Status status() {
        return Stream.of(CalendarEvent.Status.values()).filter(one -> one.name().equalsIgnoreCase(texts.get("STATUS"))).findFirst().orElse(CalendarEvent.Status.CONFIRMED);
    }
}
