package org.parvis.site.page;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.data.Database;
import org.parvis.api.data.Transaction;
import org.parvis.api.job.Job;
import org.parvis.api.tenant.TenantId;

/** Lets pages appear and leave at their time, to the minute; menus, search and site map follow as after any other change. */
@Component
public final class PageSchedule implements Job {

    private static final String APPEAR = "p.status = 'DRAFT' and p.scheduled = true and p.publish_at <= :now";
    private static final String LEAVE = "p.status = 'PUBLISHED' and p.expires_at <= :now";

    private final Database database;
    private final Audit audit;

    @Activate
    public PageSchedule(@Reference Database database, @Reference Audit audit) {
        this.database = database;
        this.audit = audit;
    }

    @Override
    public String name() {
        return "site.page.schedule";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void run(Instant now) {
        for (TenantId tenant : due(now)) {
            database.of(tenant).write(transaction -> {
                move(transaction, LEAVE, PageStatus.DRAFT, "site.page.leave", now);
                move(transaction, APPEAR, PageStatus.PUBLISHED, "site.page.appear", now);
            });
        }
    }

    private List<TenantId> due(Instant now) {
        return database.acrossTerritory("site.page.schedule: which tenants have pages that appear or leave").list(
                "select distinct p.tenant_id from site_page p where (" + APPEAR + ") or (" + LEAVE + ")",
                row -> new TenantId(row.uuid("tenant_id")), "now", now);
    }

    private void move(Transaction transaction, String which, PageStatus status, String action, Instant now) {
        for (UUID id : transaction.list("select p.id from site_page p where p.tenant_id = :tenant and " + which, row -> row.uuid("id"), "now", now)) {
            transaction.execute(
                    "update site_page p set status = :status, scheduled = false, version = p.version + 1 where p.tenant_id = :tenant and p.id = :id",
                    "status", status.name(), "id", id);
            audit.record(transaction, null, action, id.toString(), "");
            transaction.touch(Pages.TAG, "page:" + id);
        }
    }
}
