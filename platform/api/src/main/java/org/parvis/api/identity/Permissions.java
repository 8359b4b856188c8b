package org.parvis.api.identity;

import org.osgi.annotation.versioning.ProviderType;
import org.parvis.api.tenant.TenantId;

/** Answers whether an agent may do something in a tenant, from the permissions that plugins declare; no query. */
@ProviderType
public interface Permissions {

    /** False for a permission that no active plugin of the tenant declares. What an auditor holds does not count: auditors do nothing. */
    boolean may(Agent agent, String permission, TenantId tenant);

    /** Whether an agent may look at what the permission opens: may do it, or is an auditor and the permission is declared for those. */
    default boolean mayRead(Agent agent, String permission, TenantId tenant) {
        return may(agent, permission, tenant);
    }
}
