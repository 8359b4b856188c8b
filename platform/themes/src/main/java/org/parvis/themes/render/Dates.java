package org.parvis.themes.render;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Map;

/** Dates and times as people write them, in French and in British English. */
final class Dates {
    private static final Map<String, String> FRENCH = Map.of(
            "full", "EEEE d MMMM yyyy",
            "long", "d MMMM yyyy",
            "medium", "d MMM yyyy",
            "short", "dd/MM/yyyy",
            "month", "MMMM yyyy",
            "time", "H'\u00a0h'");
    private static final Map<String, String> ENGLISH = Map.of(
            "full", "EEEE d MMMM yyyy",
            "long", "d MMMM yyyy",
            "medium", "d MMM yyyy",
            "short", "dd/MM/yyyy",
            "month", "MMMM yyyy",
            "time", "h:mm\u00a0a");
    private static final Dates IN_FRENCH = new Dates(Locale.FRANCE, FRENCH);
    private static final Dates IN_ENGLISH = new Dates(Locale.UK, ENGLISH);

    private final boolean french;
    private final Map<String, DateTimeFormatter> formatters;
    private final DateTimeFormatter frenchTimeWithMinutes = DateTimeFormatter.ofPattern("H'\u00a0h\u00a0'mm", Locale.FRANCE);

    private Dates(Locale locale, Map<String, String> patterns) {
        this.french = locale.equals(Locale.FRANCE);
        this.formatters = patterns.entrySet().stream()
                .collect(java.util.stream.Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, entry -> DateTimeFormatter.ofPattern(entry.getValue(), locale)));
    }

    static Dates in(Locale language) {
        return language.getLanguage().equals("en") ? IN_ENGLISH : IN_FRENCH;
    }

    /**
     * @param style full, long, medium, short, month, time or iso
     * @throws IllegalArgumentException if there is no such style
     * @throws java.time.DateTimeException if the value has no date, or no time, to show
     */
    String format(TemporalAccessor value, String style, ZoneId zone) {
        TemporalAccessor local = value instanceof Instant instant ? instant.atZone(zone) : value;
        if (style.equals("iso")) {
            return iso(local);
        }
        DateTimeFormatter formatter = formatters.get(style);
        if (formatter == null) {
            throw new IllegalArgumentException("there is no date style " + style);
        }
        if (style.equals("time")) {
            return time(LocalTime.from(local), formatter);
        }
        String text = formatter.format(local);
        return french && !style.equals("short") ? first(text, local) : text;
    }

    private String time(LocalTime time, DateTimeFormatter formatter) {
        if (french) {
            return (time.getMinute() == 0 ? formatter : frenchTimeWithMinutes).format(time);
        }
        return formatter.format(time).toLowerCase(Locale.ROOT);
    }

    /** The first of a month is « 1er » in French. */
    private static String first(String text, TemporalAccessor value) {
        if (!value.isSupported(ChronoField.DAY_OF_MONTH) || value.get(ChronoField.DAY_OF_MONTH) != 1) {
            return text;
        }
        int at = text.startsWith("1 ") ? 0 : text.indexOf(" 1 ") + 1;
        return text.startsWith("1 ", at) ? text.substring(0, at) + "1er" + text.substring(at + 1) : text;
    }

    private static String iso(TemporalAccessor value) {
        if (value instanceof LocalDate || value instanceof YearMonth || value instanceof MonthDay) {
            return value.toString();
        }
        if (value instanceof java.time.ZonedDateTime zoned) {
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(zoned.truncatedTo(ChronoUnit.SECONDS));
        }
        return value instanceof Temporal temporal && temporal.isSupported(ChronoUnit.SECONDS)
                ? temporal.with(ChronoField.NANO_OF_SECOND, 0).toString()
                : value.toString();
    }
}
