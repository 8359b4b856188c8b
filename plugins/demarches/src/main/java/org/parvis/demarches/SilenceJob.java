package org.parvis.demarches;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.job.Job;
import org.parvis.api.route.Conflict;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.Tenants;
import org.parvis.demarches.procedure.Workflow;

/**
 * Ends files whose silence has become a decision, where their workflow says so ({@code by: [clock]}). The others stay with the agents, who
 * see them as over their time.
 */
@Component(service = Job.class)
public final class SilenceJob implements Job {
    private static final int BATCH = 500;

    private final Database database;
    private final Tenants tenants;
    private final Procedures procedures;
    private final Handling handling;

    @Activate
    public SilenceJob(@Reference Database database, @Reference Tenants tenants, @Reference Procedures procedures, @Reference Handling handling) {
        this.database = database;
        this.tenants = tenants;
        this.procedures = procedures;
        this.handling = handling;
    }

    @Override
    public String name() {
        return "demarches.silence";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(15);
    }

    @Override
    public void run(Instant now) {
        List<TenantId> due = database.acrossTerritory("files whose silence has become a decision").list(
                "select distinct f.tenant_id from demarches_file f where f.kind in ('OPEN', 'WAITING') and f.silence_at <= :now",
                row -> new TenantId(row.uuid("tenant_id")), "now", now);
        due.forEach(id -> tenants.byId(id).ifPresent(site -> end(site, now)));
    }

    private void end(Site site, Instant now) {
        for (Queue.Line line : Queue.silent(database.of(site.id()), now, BATCH)) {
            procedures.version(line.procedure(), line.version()).workflow().by(Workflow.Actor.CLOCK, line.state(), Workflow.Kind.CLOSED)
                    .ifPresent(way -> go(site, line, way, now));
        }
    }

    /** An agent who decides at the same moment comes first. */
    private void go(Site site, Queue.Line line, Workflow.Transition way, Instant now) {
        try {
            handling.move(site, line.id(), null, way, Handling.Given.NOTHING, new Handling.Actor(null, ""), now);
        } catch (Conflict meanwhile) {
            // The file has moved: silence decides nothing any more.
        }
    }
}
