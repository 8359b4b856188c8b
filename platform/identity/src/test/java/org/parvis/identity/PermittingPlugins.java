package org.parvis.identity;

import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.parvis.api.plugin.ActivePlugins;
import org.parvis.api.plugin.Contributed;
import org.parvis.api.plugin.InstalledPlugin;
import org.parvis.api.plugin.PluginRef;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.tenant.TenantId;

/** Plugins that declare permissions, and nothing else. */
record PermittingPlugins(Map<String, String> permissions) implements Plugins, ActivePlugins {

    @Override
    public ActivePlugins of(TenantId tenant) {
        return this;
    }

    @Override
    public ActivePlugins all() {
        return this;
    }

    @Override
    public <T> T with(TenantId tenant, Function<ActivePlugins, T> work) {
        return work.apply(this);
    }

    @Override
    public List<InstalledPlugin> installed() {
        return List.of();
    }

    @Override
    public void activate(String pluginId, Collection<TenantId> tenants) {
        throw new IllegalStateException("fixed");
    }

    @Override
    public void deactivate(String pluginId, Collection<TenantId> tenants) {
        throw new IllegalStateException("fixed");
    }

    @Override
    public List<PluginRef> plugins() {
        return List.of();
    }

    @Override
    public <T> List<Contributed<T>> contributions(Class<T> kind) {
        return List.of();
    }

    @Override
    public boolean has(String pluginId) {
        return true;
    }

    @Override
    public List<String> resources(PluginRef plugin, String folder) {
        return List.of();
    }

    @Override
    public Optional<InputStream> resource(PluginRef plugin, String path) {
        return Optional.empty();
    }

    @Override
    public Optional<Hold> hold() {
        return Optional.empty();
    }
}
