package org.parvis.payments;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.data.TenantData;
import org.parvis.api.job.Job;
import org.parvis.api.payment.PaymentState;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.Tenants;

/** Asks what became of payments of which nothing was heard, and ends those whose time is over. */
@Component(service = Job.class)
public final class SettleJob implements Job {
    private static final int BATCH = 200;

    private final Database database;
    private final Tenants tenants;
    private final Ledger ledger;
    private final Online online;

    @Activate
    public SettleJob(@Reference Database database, @Reference Tenants tenants, @Reference Ledger ledger, @Reference Online online) {
        this.database = database;
        this.tenants = tenants;
        this.ledger = ledger;
        this.online = online;
    }

    @Override
    public String name() {
        return "payments.settle";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void run(Instant now) {
        List<TenantId> due = database.acrossTerritory("payments that are to be settled").list(
                "select distinct a.tenant_id from payments_attempt a where a.ask_at <= :now"
                        + " union select distinct p.tenant_id from payments_payment p where p.state = 'DUE' and p.expires_at <= :now",
                row -> new TenantId(row.uuid("tenant_id")), "now", now);
        for (TenantId tenant : due) {
            tenants.byId(tenant).ifPresent(site -> settle(site, now));
        }
    }

    private void settle(Site site, Instant now) {
        TenantData data = ledger.of(site.id());
        for (UUID attempt : AttemptTable.due(data, now, BATCH)) {
            online.due(site, attempt, now);
        }
        for (UUID id : PaymentTable.expired(data, now, BATCH)) {
            data.write(transaction -> PaymentTable.locked(transaction, id)
                    .filter(stored -> stored.payment().state() == PaymentState.DUE)
                    .ifPresent(stored -> ledger.change(transaction, stored.payment(), PaymentState.EXPIRED, null, now)));
        }
    }
}
