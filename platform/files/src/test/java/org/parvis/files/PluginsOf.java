package org.parvis.files;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.parvis.api.plugin.ActivePlugins;
import org.parvis.api.plugin.InstalledPlugin;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.tenant.TenantId;

/** The same plugins for every tenant. */
record PluginsOf(ActivePlugins active, Plugins rest) implements Plugins {

    @Override
    public ActivePlugins of(TenantId tenant) {
        return active;
    }

    @Override
    public ActivePlugins all() {
        return active;
    }

    @Override
    public <T> T with(TenantId tenant, Function<ActivePlugins, T> work) {
        return work.apply(active);
    }

    @Override
    public List<InstalledPlugin> installed() {
        return rest.installed();
    }

    @Override
    public void activate(String pluginId, Collection<TenantId> tenants) {
        rest.activate(pluginId, tenants);
    }

    @Override
    public void deactivate(String pluginId, Collection<TenantId> tenants) {
        rest.deactivate(pluginId, tenants);
    }
}
