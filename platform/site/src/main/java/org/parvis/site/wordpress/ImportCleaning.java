package org.parvis.site.wordpress;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.job.Job;
import org.parvis.api.tenant.TenantId;

/** Deletes exports that nobody had imported, and old reports. */
@Component(service = Job.class)
public final class ImportCleaning implements Job {

    static final Duration UNUSED = Duration.ofDays(30);
    static final Duration REPORT = Duration.ofDays(365);

    private final Database database;

    @Activate
    public ImportCleaning(@Reference Database database) {
        this.database = database;
    }

    /** An import of a tenant. */
    private record Old(TenantId tenant, UUID id) {}

    @Override
    public String name() {
        return "site.import.cleaning";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(24);
    }

    @Override
    public void run(Instant now) {
        List<Old> old = database.acrossTerritory("site.import.cleaning: which exports and reports have had their time")
                .list(
                        "select i.tenant_id, i.id from site_import i"
                                + " where (i.state = 'READ' and i.created_at < :unused) or (i.state = 'DONE' and i.finished_at < :report)",
                        row -> new Old(new TenantId(row.uuid("tenant_id")), row.uuid("id")),
                        "unused", now.minus(UNUSED), "report", now.minus(REPORT));
        old.forEach(one -> database.of(one.tenant()).write(transaction -> ImportTable.delete(transaction, one.id())));
    }
}
