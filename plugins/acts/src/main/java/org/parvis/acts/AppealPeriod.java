package org.parvis.acts;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import org.parvis.api.calendar.LegalPeriods;
import org.parvis.api.calendar.PublicHolidays.Region;
import org.parvis.api.tenant.Tenant;
import org.parvis.api.tenant.Tenants;

/**
 * Until when an act can be contested before the administrative court: two months from its publication (CJA, R421-1), counted as a
 * <em>délai franc</em>: neither the day of publication nor that of expiry counts, so that the last day is that of the same number two
 * months later, and one more; where that is a Saturday, a Sunday or a public holiday, the next working day. Days are civil days of the
 * tenant.
 */
final class AppealPeriod {
    /** Of the period, and the least that an act stays online (CGCT, R2131-1). */
    static final int MONTHS = 2;

    private AppealPeriod() {}

    static LocalDate lastDay(Instant published, Tenant tenant, Tenants tenants) {
        return lastDay(LocalDate.ofInstant(published, tenant.zone()), Region.of(tenant, tenants));
    }

    static LocalDate lastDay(LocalDate published, Region region) {
        return LegalPeriods.clear(published, Period.ofMonths(MONTHS), region);
    }

    /** The first moment at which an act has been online as long as it must. */
    static Instant longEnough(Instant published, ZoneId zone) {
        return LocalDate.ofInstant(published, zone).plusMonths(MONTHS).plusDays(1).atStartOfDay(zone).toInstant();
    }
}
