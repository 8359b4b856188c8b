package org.parvis.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.job.Job;
import org.parvis.api.tenant.TenantId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes what is over its time: sessions, counted attempts, entries of the audit log. */
@Component
public final class Purge implements Job {
    /** How long the audit log is kept. */
    static final Period AUDIT = Period.ofYears(3);

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
            int pending = PendingTable.deleteExpired(transaction, now);
            int attempts = Throttle.deleteOld(transaction, now);
            LOG.debug("Deleted {} expired sessions, {} sign-ins without code and {} counts of attempts", sessions, pending, attempts);
        });
        Instant old = now.atOffset(ZoneOffset.UTC).minus(AUDIT).toInstant();
        List<UUID> tenants = database.acrossTerritory("purge of the audit log")
                .list("select distinct a.tenant_id from identity_audit a where a.happened < :old", row -> row.uuid("tenant_id"), "old", old);
        for (UUID tenant : tenants) {
            database.of(new TenantId(tenant)).write(transaction -> transaction.execute(
                    "delete from identity_audit a where a.tenant_id = :tenant and a.happened < :old", "old", old));
        }
    }
}
