package org.parvis.site.page;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import org.parvis.api.route.Fields;
import org.parvis.api.route.Form;

/**
 * When a page is to be on the site.
 *
 * @param from when it is to appear (UTC), or null
 * @param until when it is to leave (UTC), or null
 * @param scheduled whether it appears by itself at that moment: it is a draft until then
 */
public record PagePeriod(@Nullable Instant from, @Nullable Instant until, boolean scheduled) {

    static final PagePeriod ALWAYS = new PagePeriod(null, null, false);

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");

    /**
     * Reads the two moments of a form, in civil time of the tenant.
     *
     * @param publishing whether the page is to be public from the first on
     */
    static PagePeriod read(Form form, Fields fields, ZoneId zone, Instant now, boolean publishing) {
        Instant from = moment(form, fields, "publish", zone);
        Instant until = moment(form, fields, "expires", zone);
        if (from != null && until != null && !until.isAfter(from)) {
            fields.wrong("expires", "site.desk.page.expires.before");
        } else if (publishing && until != null && !until.isAfter(now)) {
            fields.wrong("expires", "site.desk.page.expires.past");
        }
        return new PagePeriod(from, until, publishing && from != null && from.isAfter(now));
    }

    private static @Nullable Instant moment(Form form, Fields fields, String name, ZoneId zone) {
        try {
            return form.value(name).isBlank() ? null : LocalDateTime.parse(form.value(name)).atZone(zone).toInstant();
        } catch (DateTimeException malformed) {
            fields.wrong(name, "site.desk.page.moment");
            return null;
        }
    }

    static String local(@Nullable Instant moment, ZoneId zone) {
        return moment == null ? "" : LOCAL.format(moment.atZone(zone));
    }
}
