package org.parvis.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.job.Job;
import org.parvis.api.privacy.PersonalData;
import org.parvis.api.tenant.TenantId;

/** What entries say is kept for three years. */
@Component(service = {Job.class, PersonalData.class})
public final class AuditRetention implements Job, PersonalData {
    static final Period KEPT = Period.ofYears(3);

    private final Database database;
    private final Eraser eraser;

    @Activate
    public AuditRetention(@Reference Database database, @Reference Eraser eraser) {
        this.database = database;
        this.eraser = eraser;
    }

    @Override
    public String name() {
        return "audit.purge";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(12);
    }

    @Override
    public void run(Instant now) {
        Instant old = now.atOffset(ZoneOffset.UTC).minus(KEPT).toInstant();
        List<TenantId> tenants = database.acrossTerritory("audit.purge: whose entries are over their time")
                .list(
                        "select distinct a.tenant_id from audit_entry a where a.happened < :old and a.salt is not null and a.seal is not null",
                        row -> new TenantId(row.uuid("tenant_id")), "old", old);
        for (TenantId tenant : tenants) {
            while (database.of(tenant).call(transaction -> eraser.before(transaction, old)) == Eraser.BATCH) {
                // The next batch.
            }
        }
    }

    @Override
    public List<Processing> processings() {
        return List.of(new Processing("audit.log", "audit.data.purpose", "audit.data.categories", LegalBasis.LEGAL_OBLIGATION, KEPT));
    }
}
