package org.parvis.api.identity;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.parvis.api.tenant.TenantId;

/**
 * A signed-in agent.
 *
 * @param name as shown to colleagues
 * @param language language tag of the interface: {@code fr}, {@code en}
 * @param grants roles in tenants; an operator's role is in {@link TenantId#TERRITORY} and holds everywhere
 */
public record Agent(UUID id, String name, String email, String language, Set<Grant> grants) {

    public Agent {
        grants = Set.copyOf(grants);
    }

    /** With one role in each tenant, without limits. */
    public Agent(UUID id, String name, String email, String language, Map<TenantId, Role> roles) {
        this(id, name, email, language, roles.entrySet().stream().map(role -> Grant.of(role.getKey(), role.getValue())).collect(Collectors.toSet()));
    }

    public boolean isOperator() {
        return grants.stream().anyMatch(grant -> grant.role() == Role.OPERATOR && grant.tenant().equals(TenantId.TERRITORY));
    }

    /** Where the agent holds a role; an operator's own, not all. */
    public Set<TenantId> tenants() {
        return grants.stream().map(Grant::tenant).collect(Collectors.toUnmodifiableSet());
    }

    /** The roles held in a tenant, in the order of {@link Role}; that of an operator in all. */
    public Set<Role> roles(TenantId tenant) {
        EnumSet<Role> held = EnumSet.noneOf(Role.class);
        grants.stream().filter(grant -> grant.tenant().equals(tenant)).forEach(grant -> held.add(grant.role()));
        if (isOperator()) {
            held.add(Role.OPERATOR);
        }
        return held;
    }

    public boolean worksIn(TenantId tenant) {
        return !roles(tenant).isEmpty();
    }

    /** Whether one of the roles held there includes that one. */
    public boolean hasAtLeast(Role role, TenantId tenant) {
        return roles(tenant).stream().anyMatch(mine -> mine.includes(role));
    }

    /** Whether a role is held for something that it can be limited to, such as a procedure: with that scope, or without limit. */
    public boolean holds(Role role, TenantId tenant, String scope) {
        return isOperator() || grants.stream()
                .anyMatch(grant -> grant.tenant().equals(tenant) && grant.role().includes(role) && (grant.scope().isEmpty() || grant.scope().equals(scope)));
    }

    /**
     * The same agent with no more than a deputy can take over: of a role that is limited (see {@link RoleScopes}), for the agent or the
     * deputy, only what both hold it for. Other roles stay: what the deputy may do with them is for permissions to say.
     */
    public Agent asFarAs(Agent deputy) {
        return new Agent(id, name, email, language, grants.stream().flatMap(grant -> shared(grant, deputy)).collect(Collectors.toSet()));
    }

    private static Stream<Grant> shared(Grant grant, Agent deputy) {
        if (grant.role().isOfLadder() || deputy.holds(grant.role(), grant.tenant(), grant.scope())) {
            return Stream.of(grant);
        }
        List<Grant> there = deputy.grants().stream().filter(own -> own.tenant().equals(grant.tenant())).toList();
        List<Grant> limited = there.stream().filter(own -> own.role() == grant.role()).toList();
        if (limited.isEmpty()) {
            return there.stream().anyMatch(own -> own.scope().isEmpty()) ? Stream.of(grant) : Stream.empty();
        }
        return grant.scope().isEmpty() ? limited.stream() : Stream.empty();
    }

    /** Whether the agent is there to look and to change nothing. */
    public boolean onlyReads(TenantId tenant) {
        return roles(tenant).equals(EnumSet.of(Role.AUDITOR));
    }
}
