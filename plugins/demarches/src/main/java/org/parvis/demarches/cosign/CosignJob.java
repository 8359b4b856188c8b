package org.parvis.demarches.cosign;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.job.Job;
import org.parvis.api.tenant.TenantId;
import org.parvis.demarches.CaseView;
import org.parvis.demarches.Cases;

/** Reminds cosigners who have not answered within a week, once. */
@Component(service = Job.class)
public final class CosignJob implements Job {
    private static final Duration PATIENCE = Duration.ofDays(7);
    private static final int BATCH = 500;

    private final Database database;
    private final Cosigners cosigners;
    private final Cases cases;
    private final CaseView view;

    @Activate
    public CosignJob(@Reference Database database, @Reference Cosigners cosigners, @Reference Cases cases, @Reference CaseView view) {
        this.database = database;
        this.cosigners = cosigners;
        this.cases = cases;
        this.view = view;
    }

    @Override
    public String name() {
        return "demarches.cosign";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void run(Instant now) {
        Instant since = now.minus(PATIENCE);
        List<TenantId> due = database.acrossTerritory("cosigners who have not answered").list(
                "select distinct c.tenant_id from demarches_cosigner c where c.answer = 'WAITING' and c.reminded_at is null and c.asked_at <= :since",
                row -> new TenantId(row.uuid("tenant_id")), "since", since);
        for (TenantId tenant : due) {
            for (Cosigner cosigner : CosignerTable.silent(database.of(tenant), since, BATCH)) {
                cases.find(tenant, cosigner.file()).ifPresent(file -> cosigners.remind(tenant, view.procedure(file), file, cosigner, now));
            }
        }
    }
}
