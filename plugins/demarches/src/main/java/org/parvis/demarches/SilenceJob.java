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
    private final int batch;

    @Activate
    public SilenceJob(@Reference Database database, @Reference Tenants tenants, @Reference Procedures procedures, @Reference Handling handling) {
        this(database, tenants, procedures, handling, BATCH);
    }

    SilenceJob(Database database, Tenants tenants, Procedures procedures, Handling handling, int batch) {
        this.database = database;
        this.tenants = tenants;
        this.procedures = procedures;
        this.handling = handling;
        this.batch = batch;
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
        List<Queue.Line> lines;
        int staying = 0;
        do {
            // However many stay with the agents, those behind them have their turn.
            lines = Queue.silent(database.of(site.id()), now, staying, batch);
            staying += (int) lines.stream().filter(line -> !ended(site, line, now)).count();
        } while (lines.size() == batch);
    }

    private boolean ended(Site site, Queue.Line line, Instant now) {
        return procedures.version(line.procedure(), line.version()).workflow().by(Workflow.Actor.CLOCK, line.state(), Workflow.Kind.CLOSED)
                .filter(way -> go(site, line, way, now))
                .isPresent();
    }

    /** An agent who decides at the same moment comes first. */
    private boolean go(Site site, Queue.Line line, Workflow.Transition way, Instant now) {
        try {
            handling.move(site, line.id(), null, way, Handling.Given.NOTHING, new Handling.Actor(null, ""), now);
            return true;
        } catch (Conflict meanwhile) {
            // The file has moved: silence decides nothing any more.
            return false;
        }
    }
}
