package org.parvis.api.identity;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.parvis.api.tenant.TenantId;

/**
 * A signed-in agent.
 *
 * @param name as shown to colleagues
 * @param language language tag of the interface: {@code fr}, {@code en}
 * @param roles in each tenant; an operator's role is in {@link TenantId#TERRITORY} and holds everywhere
 */
public record Agent(UUID id, String name, String email, String language, Map<TenantId, Role> roles) {

    public Agent {
        roles = Map.copyOf(roles);
    }

    public boolean isOperator() {
        return roles.get(TenantId.TERRITORY) == Role.OPERATOR;
    }

    /** The role in a tenant, if any. */
    public Optional<Role> in(TenantId tenant) {
        return isOperator() ? Optional.of(Role.OPERATOR) : Optional.ofNullable(roles.get(tenant));
    }

    public boolean hasAtLeast(Role role, TenantId tenant) {
        return in(tenant).filter(mine -> mine.compareTo(role) >= 0).isPresent();
    }
}
