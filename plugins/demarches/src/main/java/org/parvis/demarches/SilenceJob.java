package org.parvis.demarches;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.data.Reader;
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

    /** However many stay with the agents: those that end themselves may come after them. */
    private void end(Site site, Instant now) {
        Silent last = null;
        List<Silent> files;
        do {
            files = silent(database.of(site.id()), now, last);
            for (Silent file : files) {
                procedures.of(file).workflow().by(Workflow.Actor.CLOCK, file.state(), Workflow.Kind.CLOSED)
                        .ifPresent(way -> go(site, file, way, now));
                last = file;
            }
        } while (files.size() == batch);
    }

    /** An open file whose silence has decided. */
    private record Silent(UUID id, String procedure, int version, String state, Instant at) implements Versioned {}

    /** @param last after which they come, or null: the first */
    private List<Silent> silent(Reader reader, Instant by, @Nullable Silent last) {
        List<Object> values = new ArrayList<>(List.of("by", by));
        if (last != null) {
            values.addAll(List.of("since", last.at(), "last", last.id()));
        }
        return reader.list(
                "select f.id, f.procedure_id, f.version_no, f.state, f.silence_at from demarches_file f where f.tenant_id = :tenant"
                        + " and f.kind in ('OPEN', 'WAITING') and f.silence_at <= :by"
                        + (last == null ? "" : " and (f.silence_at > :since or f.silence_at = :since and f.id > :last)")
                        + " order by f.silence_at, f.id fetch first " + batch + " rows only",
                row -> new Silent(row.uuid("id"), row.string("procedure_id"), row.integer("version_no"), row.string("state"), row.instant("silence_at")),
                values.toArray());
    }

    /** An agent who decides at the same moment comes first. */
    private void go(Site site, Silent line, Workflow.Transition way, Instant now) {
        try {
            handling.move(site, line.id(), null, way, Handling.Given.NOTHING, new Handling.Actor(null, ""), now);
        } catch (Conflict meanwhile) {
            // The file has moved: silence decides nothing any more.
        }
    }
}
