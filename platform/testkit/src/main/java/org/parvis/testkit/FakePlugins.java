package org.parvis.testkit;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.parvis.api.plugin.ActivePlugins;
import org.parvis.api.plugin.Contributed;
import org.parvis.api.plugin.InstalledPlugin;
import org.parvis.api.plugin.PluginRef;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.tenant.TenantId;

/** Plugins of a test: the same contributions for every tenant, under one plugin's id. */
public final class FakePlugins implements Plugins, ActivePlugins {

    private final PluginRef ref;
    private final List<Object> services = new ArrayList<>();

    private FakePlugins(String id) {
        ref = new PluginRef(id, "1.0.0");
    }

    public static FakePlugins of(String id, Object... services) {
        FakePlugins plugins = new FakePlugins(id);
        plugins.services.addAll(List.of(services));
        return plugins;
    }

    /** Contributes something more. */
    public void add(Object service) {
        services.add(service);
    }

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
        throw new IllegalStateException("the plugins of a test are fixed");
    }

    @Override
    public void deactivate(String pluginId, Collection<TenantId> tenants) {
        throw new IllegalStateException("the plugins of a test are fixed");
    }

    @Override
    public List<PluginRef> plugins() {
        return List.of(ref);
    }

    @Override
    public <T> List<Contributed<T>> contributions(Class<T> kind) {
        return services.stream().filter(kind::isInstance).map(kind::cast).map(value -> new Contributed<>(ref, value)).toList();
    }

    @Override
    public boolean has(String pluginId) {
        return ref.id().equals(pluginId);
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
        return Optional.of(() -> {});
    }
}
