package org.parvis.demarches;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.event.WorkConsumer;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.Tenants;

/** When an EPCI changes what it shares, search on the sites of its communes looks at it again. */
@Component(service = WorkConsumer.class)
public final class SharedSearch implements WorkConsumer {
    public static final String QUEUE = "demarches.shared";

    private final Database database;
    private final Tenants tenants;

    @Activate
    public SharedSearch(@Reference Database database, @Reference Tenants tenants) {
        this.database = database;
        this.tenants = tenants;
    }

    @Override
    public String queue() {
        return QUEUE;
    }

    /** @param procedure its id */
    @Override
    public void work(TenantId tenant, String procedure) {
        for (Site site : tenants.below(tenant)) {
            database.of(site.id()).write(transaction -> transaction.touch(Offers.TAG + ":" + procedure, "site"));
        }
    }
}
