package org.parvis.identity;

import java.time.Duration;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.route.Request;
import org.parvis.api.tenant.TenantId;

/** Slows down who sets off to identity providers again and again and never comes back: each way costs a row and the provider's patience. */
@Component(service = ProviderThrottle.class)
public final class ProviderThrottle {
    private final Throttle throttle;

    @Activate
    public ProviderThrottle(@Reference Database database) {
        this.throttle = new Throttle(database.of(TenantId.TERRITORY));
    }

    /** Counts; answers how long to wait if it may not be now. Somebody who signs in is not counted. */
    public Optional<Duration> enter(Request request) {
        return throttle.enter(Throttle.Purpose.PROVIDER, request.clientAddress(), request.now());
    }
}
