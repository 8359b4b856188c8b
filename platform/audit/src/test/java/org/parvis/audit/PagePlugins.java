package org.parvis.audit;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.parvis.api.plugin.ActivePlugins;
import org.parvis.api.plugin.InstalledPlugin;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.tenant.TenantId;

/** The module under test and its messages, for every tenant. */
record PagePlugins(ActivePlugins all) implements Plugins {
    @Override
    public ActivePlugins of(TenantId tenant) {
        return all;
    }

    @Override
    public <T> T with(TenantId tenant, Function<ActivePlugins, T> work) {
        return work.apply(all);
    }

    @Override
    public List<InstalledPlugin> installed() {
        return List.of();
    }

    @Override
    public void activate(String pluginId, Collection<TenantId> tenants) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void deactivate(String pluginId, Collection<TenantId> tenants) {
        throw new UnsupportedOperationException();
    }
}
