package org.parvis.api.event;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;
import org.parvis.api.tenant.TenantId;

/** The work queue as operators see it. */
@ProviderType
public interface WorkQueue {

    /** Work that was set aside, the latest first; at most {@code limit}. */
    List<SetAside> setAside(int limit);

    /** Has work that was set aside tried again at once; false if it is not there (any more). */
    boolean retry(UUID id);

    Counts counts();

    /**
     * @param waiting to be done, now or later
     * @param setAside failed too often
     */
    record Counts(long waiting, long setAside) {}

    /**
     * Work that failed too often.
     *
     * @param error what its last failure said
     * @param since when it was set aside (UTC)
     */
    record SetAside(UUID id, String queue, TenantId tenant, String payload, int attempts, String error, Instant since) {}
}
