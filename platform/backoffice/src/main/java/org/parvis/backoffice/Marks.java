package org.parvis.backoffice;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.settings.Settings;
import org.parvis.api.tenant.TenantId;

/** Remembers which steps of the wizard a tenant has confirmed, for those whose data alone does not tell. */
@Component(service = Marks.class)
public final class Marks {

    private static final String PREFIX = "backoffice.step.";

    private final Settings settings;
    private final Database database;

    @Activate
    public Marks(@Reference Settings settings, @Reference Database database) {
        this.settings = settings;
        this.database = database;
    }

    boolean has(TenantId tenant, String step) {
        return settings.get(tenant, PREFIX + step).isPresent();
    }

    void set(TenantId tenant, String step) {
        if (!has(tenant, step)) {
            database.of(tenant).write(transaction -> settings.set(transaction, PREFIX + step, "done"));
        }
    }
}
