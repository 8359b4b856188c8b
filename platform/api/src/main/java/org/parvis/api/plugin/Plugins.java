package org.parvis.api.plugin;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.osgi.annotation.versioning.ProviderType;
import org.parvis.api.tenant.TenantId;

/** Which version of which plugin serves which tenant. */
@ProviderType
public interface Plugins {

    /** What serves a tenant now; in memory, no query. */
    ActivePlugins of(TenantId tenant);

    /** All versions that serve some tenant now: for jobs and events, which run once for all tenants. */
    ActivePlugins all();

    /** The newest ready version of each plugin, whether or not it serves anybody, and the platform modules: for names in lists. */
    default ActivePlugins newest() {
        return all();
    }

    /** Runs work while the versions that serve the tenant are held. */
    <T> T with(TenantId tenant, Function<ActivePlugins, T> work);

    /** Plugins that a tenant may choose, each in its newest ready version (platform modules left out). */
    List<InstalledPlugin> installed();

    /**
     * Activates a plugin for tenants, in its newest ready version; visible on their next request.
     *
     * @throws IllegalArgumentException if there is no such plugin
     */
    void activate(String pluginId, Collection<TenantId> tenants);

    /** Removes a plugin's routes, menus, blocks and links from tenants; keeps its data. */
    void deactivate(String pluginId, Collection<TenantId> tenants);
}
