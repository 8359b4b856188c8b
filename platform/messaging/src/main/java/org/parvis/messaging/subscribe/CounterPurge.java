package org.parvis.messaging.subscribe;

import java.time.Duration;
import java.time.Instant;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.job.Job;
import org.parvis.api.tenant.TenantId;

/** Forgets how often strangers asked, and what was told long ago. */
@Component(service = Job.class)
public final class CounterPurge implements Job {
    private static final Duration ALERTS = Duration.ofDays(90);

    private final Database database;

    @Activate
    public CounterPurge(@Reference Database database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "messaging.counters";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void run(Instant now) {
        database.acrossTerritory("counters and alerts that are over")
                .list(
                        """
                        select t.tenant_id from messaging_throttle t where t.since <= :counted
                        union select a.tenant_id from messaging_alert a where a.noted < :told
                        """,
                        row -> new TenantId(row.uuid("tenant_id")),
                        "counted", now.minus(PublicThrottle.WINDOW), "told", now.minus(ALERTS))
                .forEach(tenant -> database.of(tenant).write(transaction -> {
                    PublicThrottle.deleteOld(transaction, now);
                    AlertTable.purge(transaction, now.minus(ALERTS));
                }));
    }
}
