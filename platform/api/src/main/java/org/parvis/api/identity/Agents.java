package org.parvis.api.identity;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;
import org.parvis.api.tenant.TenantId;

/**
 * Agents' accounts and roles. Each change is written to the audit log of the territory, which owns them, in its own transaction;
 * {@code by} is who makes it, or null on the operator's console.
 */
@ProviderType
public interface Agents {

    /**
     * Creates an account that must change its password at first use, or gives the existing one of that address one more role.
     *
     * @return the one-time password, empty if the account existed
     * @throws org.parvis.api.route.Invalid if the address is none
     */
    Optional<String> invite(TenantId tenant, String email, String name, Role role, @Nullable Agent by);

    /** Creates an account with a password that need not be changed: for demonstrations and first set-up. */
    void create(TenantId tenant, String email, String name, Role role, String password);

    Optional<Agent> byId(UUID id);

    /** Those with a role in the tenant, by name. */
    List<Agent> of(TenantId tenant);

    /** Takes all roles in the tenant away and ends the agent's sessions. */
    void remove(TenantId tenant, UUID agent, @Nullable Agent by);
}
