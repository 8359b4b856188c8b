package org.parvis.identity;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
        Optional<Role> held = agent.in(tenant);
        if (held.isEmpty()) {
            return false;
        }
        Map<String, String> declared = plugins.of(tenant).permissions();
        String lowest = declared.get(permission);
        return lowest != null && held.get().compareTo(Role.valueOf(lowest.toUpperCase(Locale.ROOT))) >= 0;
    }
}
