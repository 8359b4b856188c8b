package org.parvis.messaging.deliver;

import java.util.Optional;
import java.util.UUID;
import org.parvis.api.tenant.TenantId;

/** How a subscriber gets rid of a subscription. */
public interface Unsubscribing {

    /** Path of the one-click unsubscription on the tenant's site; empty when there is no such subscriber any more. */
    Optional<String> path(TenantId tenant, UUID subscriber);
}
