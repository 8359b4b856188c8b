package org.parvis.payments;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.desk.DayItems;
import org.parvis.api.tenant.TenantId;

/** Money that came for something that was paid already, until the accountant says that it was given back. */
@Component(service = DayItems.class)
public final class TwiceDay implements DayItems {
    private static final Kind KIND = new Kind("payments.twice", "payments.twice.label", Access.LEDGER, List.of());

    private final Database database;

    @Activate
    public TwiceDay(@Reference Database database) {
        this.database = database;
    }

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public List<Item> items(Asked asked) {
        return database.of(asked.tenants()).list(
                "select a.tenant_id, a.payment_id, a.reference as attempt_ref, a.begun_at, p.subject from payments_attempt a"
                        + " join payments_payment p on p.id = a.payment_id and p.tenant_id in (:tenants)"
                        + " where a.twice = true and a.returned_at is null and a.tenant_id in (:tenants) order by a.begun_at fetch first " + asked.limit() + " rows only",
                row -> new Item(
                        new TenantId(row.uuid("tenant_id")), row.uuid("payment_id").toString(), row.string("subject"), "payments.twice.day",
                        List.of(row.string("attempt_ref")), Ledger.DESK + "/" + row.uuid("payment_id"), null, false, row.instant("begun_at")));
    }
}
