package org.parvis.backoffice;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.parvis.api.identity.Absences;
import org.parvis.api.identity.Agent;
import org.parvis.api.tenant.TenantId;

/** Who is away, as the test says. */
final class Away implements Absences {
    final List<Cover> covers = new ArrayList<>();

    @Override
    public List<Cover> coveredBy(Agent deputy, Set<TenantId> tenants, Instant now) {
        return covers.stream().filter(cover -> cover.deputy().equals(deputy)).toList();
    }

    @Override
    public Map<UUID, Cover> deputies(TenantId tenant, Collection<UUID> agents, Instant now) {
        return Map.of();
    }
}
