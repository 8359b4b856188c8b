package org.parvis.identity.mandate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.job.Job;
import org.parvis.api.tenant.TenantId;
import org.parvis.identity.SqlAgents;

/** Writes down that mandates are in use no more: their agents signed out, or the mandates were over by themselves. */
@Component
public final class MandateUses implements Job {
    private final Database database;
    private final SqlMandates mandates;
    private final SqlAgents agents;

    @Activate
    public MandateUses(@Reference Database database, @Reference SqlMandates mandates, @Reference SqlAgents agents) {
        this.database = database;
        this.mandates = mandates;
        this.agents = agents;
    }

    @Override
    public String name() {
        return "identity.mandate-uses";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(10);
    }

    @Override
    public void run(Instant now) {
        List<TenantId> all = database.acrossTerritory("mandates in use")
                .list("select distinct u.tenant_id from identity_mandate_use u", row -> new TenantId(row.uuid("tenant_id")));
        all.forEach(tenant -> mandates.putAway(tenant, agents::byId, now));
    }
}
