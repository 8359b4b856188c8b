package org.parvis.calendar;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.fortuna.ical4j.model.Recur;
import org.jspecify.annotations.Nullable;

/**
 * A recurrence rule, worked out in civil time: so 10 o'clock stays 10 o'clock when clocks are changed.
 *
 * @param text as RFC 5545 writes it, with UNTIL as it was
 * @param until last start that the rule may give, in civil time, or null
 */
record Rule(String text, Recur<LocalDateTime> recur, @Nullable LocalDateTime until) {

    private static final Set<String> FREQUENCIES = Set.of("DAILY", "WEEKLY", "MONTHLY", "YEARLY");

    /** An event is on a page of a town, not on a clock of a machine. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String reason) {
            super(reason, null, false, false);
        }
    }

    /**
     * @param zone of the event, in which UNTIL is understood
     * @throws Refused if it is none, or recurs more often than once a day
     */
    static Rule parse(String text, ZoneId zone) {
        Map<String, String> parts = new LinkedHashMap<>();
        for (String part : text.strip().toUpperCase(Locale.ROOT).split(";")) {
            int equals = part.indexOf('=');
            if (equals < 1 || !part.matches("[A-Z0-9=,+:T-]{3,400}")) {
                throw new Refused(text);
            }
            parts.put(part.substring(0, equals), part.substring(equals + 1));
        }
        if (!FREQUENCIES.contains(parts.getOrDefault("FREQ", "")) || parts.containsKey("BYSECOND")) {
            throw new Refused(text);
        }
        String typed = parts.remove("UNTIL");
        String bare = parts.entrySet().stream().map(part -> part.getKey() + "=" + part.getValue()).collect(Collectors.joining(";"));
        try {
            LocalDateTime until = typed == null ? null : until(typed, zone);
            return new Rule(typed == null ? bare : bare + ";UNTIL=" + typed, new Recur<>(bare), until);
        } catch (IllegalArgumentException | DateTimeParseException malformed) {
            throw new Refused(text);
        }
    }

    private static LocalDateTime until(String typed, ZoneId zone) {
        if (typed.length() == 8) {
            return LocalDate.parse(typed, IcsWriter.DAY).plusDays(1).atStartOfDay().minusSeconds(1);
        }
        LocalDateTime time = LocalDateTime.parse(typed.endsWith("Z") ? typed.substring(0, typed.length() - 1) : typed, IcsWriter.LOCAL);
        return typed.endsWith("Z") ? time.atOffset(ZoneOffset.UTC).atZoneSameInstant(zone).toLocalDateTime() : time;
    }

    /** Starts within a time, both ends included. */
    List<LocalDateTime> starts(LocalDateTime first, LocalDateTime from, LocalDateTime to, int most) {
        LocalDateTime last = until != null && until.isBefore(to) ? until : to;
        if (last.isBefore(from)) {
            return List.of();
        }
        return recur.getDates(first, from, last, most).stream().filter(start -> !start.isBefore(from) && !start.isAfter(last)).toList();
    }
}
