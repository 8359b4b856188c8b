package org.parvis.api.identity;

import java.util.regex.Pattern;
import org.parvis.api.tenant.TenantId;

/**
 * A role that an agent holds in a tenant.
 *
 * @param scope to what the role is limited, such as the id of a procedure; the empty string: to nothing. See {@link RoleScopes}
 */
public record Grant(TenantId tenant, Role role, String scope) {
    private static final Pattern SCOPE = Pattern.compile("[A-Za-z0-9._:-]{0,80}");

    /** @throws IllegalArgumentException if the scope is malformed, or the role is of the ladder and has one */
    public Grant {
        if (!SCOPE.matcher(scope).matches() || (role.isOfLadder() && !scope.isEmpty())) {
            throw new IllegalArgumentException("no scope of a role: " + role + " " + scope);
        }
    }

    /** Without limit. */
    public static Grant of(TenantId tenant, Role role) {
        return new Grant(tenant, role, "");
    }
}
