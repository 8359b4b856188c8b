package org.parvis.api.calendar;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event as iCalendar knows it (RFC 5545, 3.6.1); texts may be empty.
 *
 * @param uid the same for ever, over all calendars: {@code <uuid>@<host>}
 * @param changed when it was last changed (UTC)
 * @param sequence goes up with each change of when or where
 * @param start in civil time of its zone; of an event of whole days, the first moment of the first day
 * @param end not included; of whole days, the first moment of the day after the last
 * @param allDay whether only the dates count
 * @param rule a recurrence rule (RRULE) without its name: {@code FREQ=WEEKLY;BYDAY=MO}; empty: once
 * @param except starts that the rule gives and that do not take place (EXDATE)
 * @param also starts besides those of the rule (RDATE)
 * @param replaces the start of the occurrence, of an event with the same uid, in place of which this one stands (RECURRENCE-ID); or null
 */
public record CalendarEvent(
        String uid,
        Instant changed,
        int sequence,
        String summary,
        String description,
        String location,
        String url,
        List<String> categories,
        ZonedDateTime start,
        ZonedDateTime end,
        boolean allDay,
        String rule,
        List<ZonedDateTime> except,
        List<ZonedDateTime> also,
        @Nullable ZonedDateTime replaces,
        Status status) {

    /** Whether it takes place. */
    public enum Status {
        CONFIRMED,
        TENTATIVE,
        CANCELLED
    }

    /** @throws IllegalArgumentException if it ends before it starts, or has no uid */
    public CalendarEvent {
        categories = List.copyOf(categories);
        except = List.copyOf(except);
        also = List.copyOf(also);
        if (uid.isBlank() || end.isBefore(start)) {
            throw new IllegalArgumentException("no event: " + uid + " " + start + " " + end);
        }
    }

    /** An event that takes place once. */
    public static CalendarEvent once(String uid, Instant changed, String summary, ZonedDateTime start, ZonedDateTime end) {
        return new CalendarEvent(
                uid, changed, 0, summary, "", "", "", List.of(), start, end, false, "", List.of(), List.of(), null, Status.CONFIRMED);
    }

    public CalendarEvent at(String place) {
        return new CalendarEvent(
                uid, changed, sequence, summary, description, place, url, categories, start, end, allDay, rule, except, also, replaces, status);
    }

    public CalendarEvent described(String text, String address) {
        return new CalendarEvent(
                uid, changed, sequence, summary, text, location, address, categories, start, end, allDay, rule, except, also, replaces, status);
    }

    public CalendarEvent repeated(String by, List<ZonedDateTime> butNot, List<ZonedDateTime> andAlso) {
        return new CalendarEvent(
                uid, changed, sequence, summary, description, location, url, categories, start, end, allDay, by, butNot, andAlso, replaces, status);
    }

    public CalendarEvent ofWholeDays() {
        return new CalendarEvent(
                uid, changed, sequence, summary, description, location, url, categories, start, end, true, rule, except, also, replaces, status);
    }

    /** In place of one occurrence of an event that recurs. */
    public CalendarEvent replacing(ZonedDateTime occurrence) {
        return new CalendarEvent(
                uid, changed, sequence, summary, description, location, url, categories, start, end, allDay, rule, except, also, occurrence, status);
    }

    public CalendarEvent with(Status other) {
        return new CalendarEvent(
                uid, changed, sequence, summary, description, location, url, categories, start, end, allDay, rule, except, also, replaces, other);
    }
}
