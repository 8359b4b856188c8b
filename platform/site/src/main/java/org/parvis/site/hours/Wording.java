package org.parvis.site.hours;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.site.Texts;

/** Hours in words. */
final class Wording {

    private static final char NBSP = '\u00a0';

    private final Texts texts;

    Wording(Texts texts) {
        this.texts = texts;
    }

    /**
     * Whether it is open, as a sentence.
     *
     * @param validUntil when the sentence changes (UTC)
     */
    record Sentence(String text, boolean open, Instant validUntil) {}

    Sentence sentence(Schedule schedule, Instant now) {
        Schedule.State state = schedule.at(now);
        ZonedDateTime here = now.atZone(schedule.zone());
        Instant midnight = here.toLocalDate().plusDays(1).atStartOfDay(schedule.zone()).toInstant();
        Instant next = state.next();
        Instant validUntil = next == null || midnight.isBefore(next) ? midnight : next;
        return new Sentence(text(schedule, state.open(), next, here), state.open(), validUntil);
    }

    private String text(Schedule schedule, boolean open, @Nullable Instant next, ZonedDateTime here) {
        String why = open ? "" : why(schedule, here.toLocalDate());
        String closed = why.isEmpty() ? texts.of("site.hours.closed") : texts.of("site.hours.closed.why", why);
        if (next == null) {
            return closed;
        }
        String when = when(next.atZone(schedule.zone()), here.toLocalDate());
        return open ? texts.of("site.hours.open.until", when) : texts.of("site.hours.closed.until", closed, when);
    }

    /** Why a day differs from the week: the exception's reason or the holiday's name; else empty. */
    String why(Schedule schedule, LocalDate day) {
        return schedule.exceptionOn(day)
                .map(Exceptional::reason)
                .orElseGet(() -> schedule.holidayOn(day)
                        .map(holiday -> texts.of("calendar.holiday." + holiday.name().toLowerCase(Locale.ROOT)))
                        .orElse(""));
    }

    private String when(ZonedDateTime moment, LocalDate today) {
        LocalDate day = moment.toLocalDate();
        int minutes = moment.getHour() * 60 + moment.getMinute();
        // Midnight at the end of today reads as today's, not as tomorrow's.
        if (minutes == 0 && day.equals(today.plusDays(1))) {
            return texts.of("site.hours.at", texts.of("site.hours.midnight"));
        }
        String at = texts.of("site.hours.at", time(minutes));
        long days = day.toEpochDay() - today.toEpochDay();
        if (days == 0) {
            return at;
        }
        if (days == 1) {
            return texts.of("site.hours.tomorrow", at);
        }
        return days < 7 ? texts.of("site.hours.day", dayName(day), at) : texts.of("site.hours.date", date(day), at);
    }

    String dayName(LocalDate day) {
        return day.getDayOfWeek().getDisplayName(TextStyle.FULL, texts.language());
    }

    /** « lundi 4 janvier », "Monday 4 January"; the first of a month as « 1er ». */
    String date(LocalDate day) {
        String written = DateTimeFormatter.ofPattern("EEEE d MMMM", texts.language()).format(day);
        return texts.english() ? written : written.replaceFirst(" 1 ", " 1er ").replaceFirst(" (\\d+(?:er)?) ", " $1" + NBSP);
    }

    /** « du 24 au 26 décembre ». */
    String range(LocalDate from, LocalDate to) {
        return from.equals(to) ? texts.of("site.hours.on", date(from)) : texts.of("site.hours.range", date(from), date(to));
    }

    /** « 9 h 30 », "9:30 am". */
    String time(int minutes) {
        int hour = minutes / 60;
        int minute = minutes % 60;
        if (texts.english()) {
            String half = hour % 24 < 12 ? "am" : "pm";
            int twelve = hour % 12 == 0 ? 12 : hour % 12;
            return twelve + (minute == 0 ? "" : ":" + Slot.twoDigits(minute)) + NBSP + half;
        }
        return hour + String.valueOf(NBSP) + "h" + (minute == 0 ? "" : NBSP + Slot.twoDigits(minute));
    }

    /** « 9 h – 12 h, 14 h – 17 h », or that it is closed. */
    String slots(List<Slot> slots) {
        return slots.isEmpty()
                ? texts.of("site.hours.closed")
                : slots.stream()
                        .map(slot -> texts.of("site.hours.slot", time(slot.from()), time(slot.to())))
                        .collect(Collectors.joining(", "));
    }
}
