package org.parvis.api.identity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;
import org.parvis.api.tenant.TenantId;

/**
 * Who stands in for whom. A deputy gets to see what waits for an absent agent, and no permission that they do not have themselves.
 * Days are those of each tenant's time zone.
 */
@ProviderType
public interface Absences {

    /** The absent agents for whom an agent stands in now, each with those of the tenants where that holds. */
    List<Cover> coveredBy(Agent deputy, Set<TenantId> tenants, Instant now);

    /** The deputies of those of the agents who are absent now in a tenant, by absent agent. */
    Map<UUID, Cover> deputies(TenantId tenant, Collection<UUID> agents, Instant now);

    /**
     * A deputy at work.
     *
     * @param until the last day of it
     */
    record Cover(Agent absent, Agent deputy, Set<TenantId> tenants, LocalDate until) {

        /**
         * The absent agent as far as the deputy stands in: without roles that are limited to something to which the deputy's are not.
         *
         * <p>What waits is asked for with this one: a deputy for one procedure does not see what waits for others.
         */
        public Agent inPart() {
            return absent.asFarAs(deputy);
        }
    }
}
