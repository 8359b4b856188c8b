package org.parvis.messaging.deliver;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When nobody is disturbed but for what is urgent, in a tenant's civil time.
 *
 * @param from first quiet moment of the evening (or night)
 * @param until first moment at which messages leave again
 */
public record QuietHours(LocalTime from, LocalTime until) {

    public static final String FROM = "messaging.quiet.from";
    public static final String UNTIL = "messaging.quiet.until";

    private static final QuietHours DEFAULT = new QuietHours(LocalTime.of(21, 0), LocalTime.of(8, 0));

    /** Those of a tenant's settings, 21:00 to 08:00 until it chooses; equal times are none at all. */
    public static QuietHours of(Map<String, String> settings) {
        LocalTime from = parse(settings.get(FROM));
        LocalTime until = parse(settings.get(UNTIL));
        return from == null || until == null ? DEFAULT : new QuietHours(from, until);
    }

    private static @Nullable LocalTime parse(@Nullable String text) {
        try {
            return text == null ? null : LocalTime.parse(text);
        } catch (DateTimeException malformed) {
            return null;
        }
    }

    /** That moment, or the end of the quiet hours that it falls into. */
    public Instant shift(Instant moment, ZoneId zone) {
        ZonedDateTime there = moment.atZone(zone);
        LocalTime time = there.toLocalTime();
        boolean overnight = from.isAfter(until);
        boolean quiet = overnight ? !time.isBefore(from) || time.isBefore(until) : !time.isBefore(from) && time.isBefore(until);
        if (!quiet) {
            return moment;
        }
        boolean tomorrow = overnight && !time.isBefore(from);
        return there.toLocalDate().plusDays(tomorrow ? 1 : 0).atTime(until).atZone(zone).toInstant();
    }
}
