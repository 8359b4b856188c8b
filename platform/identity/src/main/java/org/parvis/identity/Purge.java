package org.parvis.identity;

import java.time.Duration;
import java.time.Instant;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.job.Job;
import org.parvis.api.tenant.TenantId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes what is over its time: sessions, counted attempts. */
@Component
public final class Purge implements Job {
    private static final Logger LOG = LoggerFactory.getLogger(Purge.class);

    private final Database database;

    @Activate
    public Purge(@Reference Database database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "identity.purge";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void run(Instant now) {
        database.of(TenantId.TERRITORY).write(transaction -> {
            int sessions = SessionTable.deleteExpired(transaction, now);
            int attempts = Throttle.deleteOld(transaction, now);
            LOG.debug("Deleted {} expired sessions and {} counts of attempts", sessions, attempts);
        });
    }
}
