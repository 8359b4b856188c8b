package org.parvis.messaging.push;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.data.TenantData;
import org.parvis.api.job.Job;
import org.parvis.api.tenant.TenantId;

/** Encrypts what browsers subscribed with before there was encryption. */
@Component
public final class SealDevices implements Job {
    private static final int BATCH = 200;

    private final TenantData territory;
    private final SealedSubscriptions subscriptions;

    @Activate
    public SealDevices(@Reference Database database, @Reference SealedSubscriptions subscriptions) {
        this.territory = database.of(TenantId.TERRITORY);
        this.subscriptions = subscriptions;
    }

    @Override
    public String name() {
        return "messaging.seal-devices";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void run(Instant now) {
        List<Browser> clear = BrowserTable.clear(territory, BATCH);
        while (!clear.isEmpty()) {
            for (Browser browser : clear) {
                String sealed = subscriptions.seal(browser.id(), browser.subscription());
                territory.write(transaction -> BrowserTable.seal(transaction, browser.id(), sealed));
            }
            clear = BrowserTable.clear(territory, BATCH);
        }
    }
}
