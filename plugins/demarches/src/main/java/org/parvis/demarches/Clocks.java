package org.parvis.demarches;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
        return of(tenant, Region.of(tenant.insee()), silence, events, now);
    }

    /** @param region whose holidays count for the receipts */
    static Deadlines of(Tenant tenant, Region region, Header.Silence silence, List<ClockEvent> events, Instant now) {
        Terms terms = switch (silence.means()) {
            case REJECTION -> new Terms(Terms.Silence.REJECTION, silence.after(), silence.competent());
            case ACCEPTANCE -> new Terms(Terms.Silence.ACCEPTANCE, silence.after());
            case NONE -> new Terms(Terms.Silence.NONE, null);
        };
        // The clock of a machine that is set back, or differs from another's, makes nothing unsent.
        Instant received = events.stream().filter(ClockEvent.Received.class::isInstance).map(ClockEvent::at).min(Comparator.naturalOrder()).orElse(now);
        return LegalClock.at(now.isBefore(received) ? received : now, terms, events, tenant.zone(), region);
    }

    /** When silence becomes a decision, to be kept with the file: all that happened counts, also what has a later date than now. */
    public static @Nullable Instant silenceAt(Tenant tenant, Header.Silence silence, List<ClockEvent> events, Instant now) {
        Instant last = events.stream().map(ClockEvent::at).filter(now::isBefore).max(Comparator.naturalOrder()).orElse(now);
        return of(tenant, silence, events, last).silenceAt();
    }
}
