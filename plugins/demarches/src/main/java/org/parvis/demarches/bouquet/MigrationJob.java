package org.parvis.demarches.bouquet;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Agents;
import org.parvis.api.job.Job;

/** Does the migrations that were asked for, batch by batch. */
@Component(service = Job.class)
public final class MigrationJob implements Job {
    static final String NAME = "demarches.migration";

    private final Migrating migrating;
    private final Agents agents;

    @Activate
    public MigrationJob(@Reference Migrating migrating, @Reference Agents agents) {
        this.migrating = migrating;
        this.agents = agents;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void run(Instant now) {
        run(now, Progress.NONE);
    }

    @Override
    public void run(Instant now, Progress progress) {
        for (Migration migration : migrating.running()) {
            Agent agent = agents.byId(migration.askedBy()).orElse(null);
            @Nullable Migration left = migration;
            while (left != null) {
                progress.at(left.moved() + (long) left.kept(), left.total());
                left = migrating.next(left, agent);
            }
        }
    }
}
