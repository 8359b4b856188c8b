package org.parvis.api.desk;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;
import org.parvis.api.identity.Agent;
import org.parvis.api.tenant.TenantId;

/** Contribution: what waits for an agent, in « Ma journée ». */
@ConsumerType
public interface DayItems {

    List<Item> items(TenantId tenant, Agent agent, Instant now);

    /**
     * @param titleKey message with arguments
     * @param path below {@code /bureau/<slug>}
     * @param due when it should be done (UTC), or null
     */
    record Item(String titleKey, List<Object> arguments, String path, @Nullable Instant due) {}
}
