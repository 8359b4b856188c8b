package org.parvis.api.identity;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;
import org.parvis.api.tenant.TenantId;

/** Contribution: what a role can be limited to, such as procedures for case workers. Who gives roles chooses among them. */
@ConsumerType
public interface RoleScopes {

    Role role();

    /** In the order to show. */
    List<Scope> scopes(TenantId tenant);

    /**
     * @param id what {@link Agent#holds} is asked for: letters, digits, {@code . _ : -}, at most 80
     * @param label as it was written, in no need of translation
     */
    record Scope(String id, String label) {}
}
