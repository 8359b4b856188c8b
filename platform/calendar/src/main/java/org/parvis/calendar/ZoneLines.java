package org.parvis.calendar;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransitionRule;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Locale;

/** The rules of a zone as a VTIMEZONE (RFC 5545, 3.6.5), from the JDK's tables: those that hold now, as if they had since 1996. */
final class ZoneLines {

    private static final int SINCE = 1996;
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);

    private ZoneLines() {}

    static void write(IcsLines out, ZoneId zone) {
        ZoneRules rules = zone.getRules();
        out.line("BEGIN", "VTIMEZONE");
        out.line("TZID", zone.getId());
        List<ZoneOffsetTransitionRule> changes = rules.getTransitionRules();
        if (changes.isEmpty()) {
            ZoneOffset offset = rules.getOffset(LocalDateTime.of(SINCE, 1, 1, 0, 0).atZone(zone).toInstant());
            part(out, "STANDARD", offset, offset, LocalDateTime.of(SINCE, 1, 1, 0, 0), "");
        }
        for (ZoneOffsetTransitionRule change : changes) {
            LocalDateTime first = change.createTransition(SINCE).getDateTimeBefore();
            boolean summer = change.getOffsetAfter().getTotalSeconds() > change.getStandardOffset().getTotalSeconds();
            part(out, summer ? "DAYLIGHT" : "STANDARD", change.getOffsetBefore(), change.getOffsetAfter(), first, rule(change, first));
        }
        out.line("END", "VTIMEZONE");
    }

    private static void part(IcsLines out, String name, ZoneOffset before, ZoneOffset after, LocalDateTime first, String rule) {
        out.line("BEGIN", name);
        out.line("DTSTART", LOCAL.format(first));
        if (!rule.isEmpty()) {
            out.line("RRULE", rule);
        }
        out.line("TZOFFSETFROM", offset(before));
        out.line("TZOFFSETTO", offset(after));
        out.line("END", name);
    }

    /** The last of its kind in a month, or the n-th: all zones that change their clocks today do so by one of these. */
    private static String rule(ZoneOffsetTransitionRule change, LocalDateTime first) {
        String month = "FREQ=YEARLY;BYMONTH=" + first.getMonthValue();
        DayOfWeek day = change.getDayOfWeek();
        if (day == null) {
            return month + ";BYMONTHDAY=" + first.getDayOfMonth();
        }
        int indicator = change.getDayOfMonthIndicator();
        boolean last = indicator < 0 || indicator + 6 >= change.getMonth().length(!Year.isLeap(SINCE + 1));
        int number = last ? -1 : (indicator - 1) / 7 + 1;
        return month + ";BYDAY=" + number + first.getDayOfWeek().name().substring(0, 2);
    }

    private static String offset(ZoneOffset offset) {
        int seconds = Math.abs(offset.getTotalSeconds());
        String text = String.format(Locale.ROOT, "%s%02d%02d", offset.getTotalSeconds() < 0 ? "-" : "+", seconds / 3_600, seconds / 60 % 60);
        return seconds % 60 == 0 ? text : text + String.format(Locale.ROOT, "%02d", seconds % 60);
    }
}
