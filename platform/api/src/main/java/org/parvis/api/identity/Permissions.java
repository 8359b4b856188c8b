package org.parvis.api.identity;

import org.osgi.annotation.versioning.ProviderType;
import org.parvis.api.tenant.TenantId;

/** Answers whether an agent may do something in a tenant, from the permissions that plugins declare; no query. */
@ProviderType
public interface Permissions {

    /** False for a permission that no active plugin of the tenant declares. */
    boolean may(Agent agent, String permission, TenantId tenant);
}
