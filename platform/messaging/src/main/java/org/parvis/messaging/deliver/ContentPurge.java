package org.parvis.messaging.deliver;

import java.time.Duration;
import java.time.Instant;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.job.Job;
import org.parvis.api.tenant.TenantId;

/** Deletes contents that no message needs any more. */
@Component(service = Job.class)
public final class ContentPurge implements Job {
    private static final Duration AGE = Duration.ofDays(7);

    private final Database database;

    @Activate
    public ContentPurge(@Reference Database database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "messaging.contents";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(12);
    }

    @Override
    public void run(Instant now) {
        database.acrossTerritory("contents that no message needs")
                .list(
                        "select distinct c.tenant_id from messaging_content c where c.created < :before", row -> new TenantId(row.uuid("tenant_id")),
                        "before", now.minus(AGE))
                .forEach(tenant -> database.of(tenant).write(transaction -> Contents.purge(transaction, now.minus(AGE))));
    }
}
