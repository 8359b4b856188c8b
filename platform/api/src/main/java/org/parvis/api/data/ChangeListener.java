package org.parvis.api.data;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;
import org.parvis.api.tenant.TenantId;

/**
 * Whiteboard: follows the change log on every node.
 *
 * <p>Called once for each commit that touched tags: on the node that wrote, before the writer's {@code call} returns; on other
 * nodes, as their cursor comes by. Must be fast and must not write. A node that was away too long calls {@link #everything}.
 */
@ConsumerType
public interface ChangeListener {

    void changed(List<Change> changes);

    /** Anything may have changed: rebuild. */
    void everything();

    /** A tag touched in a tenant. */
    record Change(TenantId tenant, String tag) {}
}
