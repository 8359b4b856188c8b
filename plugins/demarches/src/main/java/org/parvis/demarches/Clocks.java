package org.parvis.demarches;

import java.time.Instant;
import java.util.List;
import org.parvis.api.calendar.PublicHolidays.Region;
import org.parvis.api.tenant.Tenant;
import org.parvis.demarches.clock.ClockEvent;
import org.parvis.demarches.clock.Deadlines;
import org.parvis.demarches.clock.LegalClock;
import org.parvis.demarches.clock.Terms;
import org.parvis.demarches.procedure.Header;

/** The clocks of files, in the civil time and with the holidays of their tenant. */
public final class Clocks {
    private Clocks() {}

    /** @param silence as it is with the answers of the file */
    public static Deadlines of(Tenant tenant, Header.Silence silence, List<ClockEvent> events, Instant now) {
        Terms terms = switch (silence.means()) {
            case REJECTION -> new Terms(Terms.Silence.REJECTION, silence.after(), silence.competent());
            case ACCEPTANCE -> new Terms(Terms.Silence.ACCEPTANCE, silence.after());
            case NONE -> new Terms(Terms.Silence.NONE, null);
        };
        return LegalClock.at(now, terms, events, tenant.zone(), Region.of(tenant.insee()));
    }
}
