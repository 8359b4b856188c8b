package org.parvis.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parvis.api.calendar.CalendarEvent;
import org.parvis.api.calendar.Calendars;
import org.parvis.api.route.Invalid;

class CalendarsTest {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final Instant CHANGED = Instant.parse("2026-06-15T08:00:00Z");

    private final Calendars calendars = new IcsCalendars();

    private static ZonedDateTime at(String time, ZoneId zone) {
        return LocalDateTime.parse(time).atZone(zone);
    }

    private static CalendarEvent event(String start, ZoneId zone, String rule) {
        ZonedDateTime at = at(start, zone);
        return CalendarEvent.once("one@example.org", CHANGED, "Marché", at, at.plusHours(1)).repeated(rule, List.of(), List.of());
    }

    private Calendars.Content read(String... lines) throws IOException {
        return calendars.read(new ByteArrayInputStream(String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8)), PARIS);
    }

    private List<LocalDateTime> starts(CalendarEvent event, String from, String until) {
        return calendars.occurrences(List.of(event), Instant.parse(from), Instant.parse(until), 100).stream().map(one -> one.start().toLocalDateTime()).toList();
    }

    private static String text(byte[] ics) {
        return new String(ics, StandardCharsets.UTF_8);
    }

    /** The examples of RFC 5545, 3.8.5.3, as far as they recur by days or more seldom; DTSTART in New York at 9. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', value = {
        "1997-09-02 | FREQ=DAILY;COUNT=10 | 1997-09-02 1997-09-03 1997-09-04 1997-09-05 1997-09-06 1997-09-07 1997-09-08 1997-09-09 1997-09-10 1997-09-11",
        "1997-09-02 | FREQ=DAILY;INTERVAL=10;COUNT=5 | 1997-09-02 1997-09-12 1997-09-22 1997-10-02 1997-10-12",
        "1997-09-02 | FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH | 1997-09-02 1997-09-04 1997-09-09 1997-09-11 1997-09-16 1997-09-18 1997-09-23 1997-09-25 1997-09-30 1997-10-02",
        "1997-09-02 | FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH | 1997-09-02 1997-09-04 1997-09-16 1997-09-18 1997-09-30 1997-10-02 1997-10-14 1997-10-16",
        "1997-09-05 | FREQ=MONTHLY;COUNT=5;BYDAY=1FR | 1997-09-05 1997-10-03 1997-11-07 1997-12-05 1998-01-02",
        "1997-09-22 | FREQ=MONTHLY;COUNT=3;BYDAY=-2MO | 1997-09-22 1997-10-20 1997-11-17",
        "1997-09-30 | FREQ=MONTHLY;COUNT=5;BYMONTHDAY=1,-1 | 1997-09-30 1997-10-01 1997-10-31 1997-11-01 1997-11-30",
        "1997-06-10 | FREQ=YEARLY;COUNT=4;BYMONTH=6,7 | 1997-06-10 1997-07-10 1998-06-10 1998-07-10",
        "1997-05-12 | FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;COUNT=3 | 1997-05-12 1998-05-11 1999-05-17",
        "1997-09-02 | FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=3 | 1998-02-13 1998-03-13 1998-11-13",
        "1996-11-05 | FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8;COUNT=2 | 1996-11-05 2000-11-07",
        "1997-09-04 | FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3 | 1997-09-04 1997-10-07 1997-11-06"
    })
    void theExamplesOfTheRfcComeOutAsItSays(String first, String rule, String expected) {
        List<LocalDate> dates = Arrays.stream(expected.split(" ")).map(LocalDate::parse).toList();
        assertThat(starts(event(first + "T09:00:00", NEW_YORK, rule), "1996-01-01T00:00:00Z", "2001-01-01T00:00:00Z"))
                .isEqualTo(dates.stream().map(date -> date.atTime(9, 0)).toList());
    }

    @Test
    void tenOClockStaysTenOClockWhenClocksAreChanged() {
        CalendarEvent market = event("2026-03-22T10:00:00", PARIS, "FREQ=WEEKLY;COUNT=2");
        assertThat(calendars.occurrences(List.of(market), Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-05-01T00:00:00Z"), 10))
                .extracting(one -> one.start().toInstant())
                .containsExactly(Instant.parse("2026-03-22T09:00:00Z"), Instant.parse("2026-03-29T08:00:00Z"));
    }

    @Test
    void aTimeThatClocksSkipDoesNotTakePlace() {
        // RFC 5545, 3.3.10: nonexistent local times are ignored. 29 March 2026 has no 02:30 in Paris.
        assertThat(starts(event("2026-03-28T02:30:00", PARIS, "FREQ=DAILY"), "2026-03-28T00:00:00Z", "2026-03-31T00:00:00Z"))
                .containsExactly(LocalDateTime.of(2026, 3, 28, 2, 30), LocalDateTime.of(2026, 3, 30, 2, 30));
    }

    @Test
    void exceptionsAdditionsAndReplacementsCount() {
        CalendarEvent weekly = event("2026-06-01T18:00:00", PARIS, "FREQ=WEEKLY")
                .repeated("FREQ=WEEKLY", List.of(at("2026-06-08T18:00:00", PARIS)), List.of(at("2026-06-10T18:00:00", PARIS)));
        CalendarEvent moved = CalendarEvent.once("one@example.org", CHANGED, "Déplacé", at("2026-06-16T20:00:00", PARIS), at("2026-06-16T21:00:00", PARIS))
                .replacing(at("2026-06-15T18:00:00", PARIS));
        CalendarEvent cancelled = CalendarEvent.once("one@example.org", CHANGED, "Annulé", at("2026-06-22T18:00:00", PARIS), at("2026-06-22T19:00:00", PARIS))
                .replacing(at("2026-06-22T18:00:00", PARIS)).with(CalendarEvent.Status.CANCELLED);
        List<Calendars.Occurrence> june = calendars.occurrences(
                List.of(weekly, moved, cancelled), Instant.parse("2026-06-01T00:00:00Z"), Instant.parse("2026-07-01T00:00:00Z"), 100);
        assertThat(june).extracting(one -> one.start().toLocalDate() + " " + one.event().summary()).containsExactly(
                "2026-06-01 Marché", "2026-06-10 Marché", "2026-06-16 Déplacé", "2026-06-29 Marché");
    }

    @Test
    void whatGoesOnIsFoundAndWhatIsOverIsNot() {
        CalendarEvent night = CalendarEvent.once("n@example.org", CHANGED, "Nuit", at("2026-06-20T22:00:00", PARIS), at("2026-06-21T06:00:00", PARIS));
        assertThat(starts(night, "2026-06-21T03:00:00Z", "2026-06-22T00:00:00Z")).hasSize(1);
        assertThat(starts(night, "2026-06-21T04:00:00Z", "2026-06-22T00:00:00Z")).as("it ends at four").isEmpty();
        assertThat(starts(night, "2026-06-19T00:00:00Z", "2026-06-20T20:00:00Z")).as("it begins at eight").isEmpty();
    }

    @Test
    @Timeout(20)
    void aRuleCostsNoMoreThanItMay() {
        assertThat(starts(event("1970-01-01T10:00:00", PARIS, "FREQ=DAILY"), "2026-01-01T00:00:00Z", "2036-01-01T00:00:00Z")).hasSize(100);
        assertThat(starts(event("2026-01-01T10:00:00", PARIS, "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"), "2026-01-01T00:00:00Z", "2036-01-01T00:00:00Z")).isEmpty();
        assertThat(starts(event("2026-01-01T10:00:00", PARIS, "FREQ=DAILY;INTERVAL=1"), "0001-01-01T00:00:00Z", "9999-01-01T00:00:00Z").size()).isLessThanOrEqualTo(100);
        assertThatExceptionOfType(Rule.Refused.class).isThrownBy(() -> Rule.parse("FREQ=SECONDLY", PARIS));
        assertThatExceptionOfType(Rule.Refused.class).isThrownBy(() -> Rule.parse("FREQ=DAILY;BYSECOND=1", PARIS));
        assertThatExceptionOfType(Rule.Refused.class).isThrownBy(() -> Rule.parse("FREQ=DAILY;COUNT=x", PARIS));
        assertThatExceptionOfType(Rule.Refused.class).isThrownBy(() -> Rule.parse("nonsense", PARIS));
    }

    @Test
    void linesAreFoldedBy75OctetsAndNoLetterIsCut() {
        String long_ = "é".repeat(200);
        byte[] ics = calendars.write("Agenda", 60, List.of(event("2026-06-15T10:00:00", PARIS, "").described(long_, "https://rodez.example/agenda")));
        for (String line : text(ics).split("\r\n")) {
            assertThat(line.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(75);
            assertThat(line).doesNotContain("\uFFFD");
        }
        assertThat(text(ics).replace("\r\n ", "")).contains("DESCRIPTION:" + long_, "URL:https://rodez.example/agenda", "REFRESH-INTERVAL;VALUE=DURATION:PT60M");
        assertThat(text(ics)).startsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n").endsWith("END:VCALENDAR\r\n");
    }

    @Test
    void textsAreEscapedAsTheRfcSaysAndCannotAddLines() {
        CalendarEvent event = event("2026-06-15T10:00:00", PARIS, "").described("Un; deux, trois\\quatre\nCinq\r\nSUMMARY:faux", "").at("Salle\rATTENDEE:mailto:x@example.org");
        String ics = text(calendars.write("A\nBEGIN:VEVENT", 0, List.of(event)));
        assertThat(ics.replace("\r\n ", "")).contains(
                "DESCRIPTION:Un\\; deux\\, trois\\\\quatre\\nCinq\\nSUMMARY:faux\r\n", "LOCATION:Salle\\nATTENDEE:mailto:x@example.org\r\n", "X-WR-CALNAME:A\\nBEGIN:VEVENT\r\n");
        assertThat(ics.lines().filter("BEGIN:VEVENT"::equals)).hasSize(1);
    }

    @Test
    void theZoneOfAnEventComesWithItsRules() {
        String ics = text(calendars.write("Agenda", 0, List.of(event("2026-06-15T10:00:00", PARIS, "FREQ=WEEKLY;UNTIL=20261231T230000Z"))));
        // The rules of directive 2000/84/CE: last Sundays of March and October, at 01:00 UTC.
        assertThat(ics).contains(
                "TZID:Europe/Paris", "DTSTART;TZID=Europe/Paris:20260615T100000", "DTEND;TZID=Europe/Paris:20260615T110000",
                "BEGIN:DAYLIGHT\r\nDTSTART:19960331T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n",
                "BEGIN:STANDARD\r\nDTSTART:19961027T030000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\n",
                "RRULE:FREQ=WEEKLY;UNTIL=20261231T230000Z");
        String reunion = text(calendars.write("Agenda", 0, List.of(event("2026-06-15T10:00:00", ZoneId.of("Indian/Reunion"), ""))));
        assertThat(reunion).contains("TZID:Indian/Reunion", "TZOFFSETFROM:+0400\r\nTZOFFSETTO:+0400");
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        CalendarEvent days = CalendarEvent.once("d@example.org", CHANGED, "Fête, de trois jours; oui", at("2026-08-14T00:00:00", PARIS), at("2026-08-17T00:00:00", PARIS))
                .ofWholeDays().described("Texte\nsur deux lignes \\ fin", "https://rodez.example/a");
        CalendarEvent weekly = event("2026-06-15T10:00:00", PARIS, "FREQ=WEEKLY;BYDAY=MO")
                .repeated("FREQ=WEEKLY;BYDAY=MO", List.of(at("2026-06-22T10:00:00", PARIS)), List.of()).at("Salle des fêtes");
        CalendarEvent utc = event("2026-06-15T10:00:00", ZoneId.of("UTC"), "");
        byte[] ics = calendars.write("Agenda", 0, List.of(days, weekly));
        Calendars.Content content = calendars.read(new ByteArrayInputStream(ics), PARIS);
        assertThat(content.skipped()).isEmpty();
        assertThat(content.events()).containsExactly(days, weekly);
        assertThat(text(calendars.write("Agenda", 0, List.of(utc)))).contains("DTSTART:20260615T100000Z").doesNotContain("VTIMEZONE");
    }

    @Test
    void calendarsOfOtherProgramsAreUnderstood() throws IOException {
        Calendars.Content content = read(
                "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Other//EN",
                "BEGIN:VTIMEZONE", "TZID:Romance Standard Time", "BEGIN:STANDARD", "DTSTART:16010101T030000", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "END:STANDARD",
                "END:VTIMEZONE",
                "BEGIN:VEVENT", "UID:1", "DTSTAMP:20260101T000000Z", "DTSTART;TZID=\"Romance Standard Time\":20260615T100000", "DURATION:PT1H30M", "SUMMARY;LANGUAGE=fr:R\u00e9union",
                "BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:Alarm", "TRIGGER:-PT15M", "END:VALARM", "DESCRIPTION:Pas l'ala", " rme", "END:VEVENT",
                "BEGIN:VEVENT", "UID:2", "DTSTAMP:20260101T000000Z", "DTSTART;VALUE=DATE:20260714", "SUMMARY:Bal", "CATEGORIES:F\u00eate,Musique\\, danse", "END:VEVENT",
                "BEGIN:VEVENT", "UID:3", "DTSTAMP:20260101T000000Z", "DTSTART:20260615T100000", "SUMMARY:Flottant", "END:VEVENT",
                "BEGIN:VTODO", "UID:4", "SUMMARY:Une t\u00e2che", "END:VTODO",
                "END:VCALENDAR", "");
        assertThat(content.skipped()).isEmpty();
        assertThat(content.events()).hasSize(3);
        CalendarEvent first = content.events().get(0);
        assertThat(first.start()).isEqualTo(at("2026-06-15T10:00:00", PARIS));
        assertThat(Duration.between(first.start(), first.end())).isEqualTo(Duration.ofMinutes(90));
        assertThat(first.description()).isEqualTo("Pas l'alarme");
        CalendarEvent second = content.events().get(1);
        assertThat(second.allDay()).isTrue();
        assertThat(second.end().toLocalDate()).isEqualTo(LocalDate.of(2026, 7, 15));
        assertThat(second.categories()).containsExactly("Fête", "Musique, danse");
        assertThat(content.events().get(2).start().getZone()).isEqualTo(PARIS);
    }

    @Test
    void whatCannotBeUnderstoodIsToldAndTheRestIsRead() throws IOException {
        Calendars.Content content = read(
                "BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:1", "SUMMARY:Sans date", "END:VEVENT",
                "BEGIN:VEVENT", "UID:2", "DTSTART:2026-06-15", "SUMMARY:Mauvaise date", "END:VEVENT",
                "BEGIN:VEVENT", "UID:3", "DTSTART:20260615T100000", "RRULE:FREQ=SECONDLY", "SUMMARY:Trop souvent", "END:VEVENT",
                "BEGIN:VEVENT", "UID:4", "DTSTART:20260615T100000", "DTEND:20260614T100000", "SUMMARY:À l'envers", "END:VEVENT",
                "BEGIN:VEVENT", "UID:5", "DTSTART:20260615T100000", "SUMMARY:Bon", "END:VEVENT", "END:VCALENDAR", "");
        assertThat(content.events()).extracting(CalendarEvent::summary).containsExactly("Bon");
        assertThat(content.skipped()).containsExactly(
                new Calendars.Skipped("Sans date", "calendar.skipped.incomplete"), new Calendars.Skipped("Mauvaise date", "calendar.skipped.time"),
                new Calendars.Skipped("Trop souvent", "calendar.skipped.rule"), new Calendars.Skipped("À l'envers", "calendar.skipped.time"));
    }

    @Test
    void whatIsNoCalendarIsRefused() {
        for (String text : List.of("", "<html></html>", "BEGIN:VCARD\r\nEND:VCARD\r\n", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID")) {
            assertThatExceptionOfType(Invalid.class).as(text).isThrownBy(() -> read(text))
                    .satisfies(invalid -> assertThat(invalid.errors().get(0).messageKey()).isEqualTo("calendar.error.malformed"));
        }
        byte[] huge = new byte[(5 << 20) + 1];
        assertThatExceptionOfType(Invalid.class).isThrownBy(() -> calendars.read(new ByteArrayInputStream(huge), PARIS))
                .satisfies(invalid -> assertThat(invalid.errors().get(0).messageKey()).isEqualTo("calendar.error.large"));
    }
}
