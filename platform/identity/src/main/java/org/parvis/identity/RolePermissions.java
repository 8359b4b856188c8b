package org.parvis.identity;

import java.util.Locale;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Permissions;
import org.parvis.api.identity.Role;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.tenant.TenantId;

/** Permissions as the plugins that serve a tenant declare them. */
@Component
public final class RolePermissions implements Permissions {
    private final Plugins plugins;

    @Activate
    public RolePermissions(@Reference Plugins plugins) {
        this.plugins = plugins;
    }

    @Override
    public boolean may(Agent agent, String permission, TenantId tenant) {
        Set<Role> held = agent.roles(tenant);
        held.remove(Role.AUDITOR);
        return isDeclaredForOneOf(held, permission, tenant);
    }

    @Override
    public boolean mayRead(Agent agent, String permission, TenantId tenant) {
        return isDeclaredForOneOf(agent.roles(tenant), permission, tenant);
    }

    private boolean isDeclaredForOneOf(Set<Role> held, String permission, TenantId tenant) {
        String declared = held.isEmpty() ? null : plugins.of(tenant).permissions().get(permission);
        if (declared == null) {
            return false;
        }
        for (String name : declared.split("\\|")) {
            Role role = Role.valueOf(name.toUpperCase(Locale.ROOT));
            if (held.stream().anyMatch(mine -> mine.includes(role))) {
                return true;
            }
        }
        return false;
    }
}
