package org.parvis.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
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
    private @Nullable ActivePlugins texts;

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

    /** With the messages and templates of a module: {@code pages.plugins()}. */
    public FakePlugins speaking(ActivePlugins module) {
        texts = module;
        return this;
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
        return texts == null ? List.of(ref) : texts.plugins();
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
        return texts == null ? List.of() : texts.resources(plugin, folder);
    }

    @Override
    public Optional<InputStream> resource(PluginRef plugin, String path) throws IOException {
        return texts == null ? Optional.empty() : texts.resource(plugin, path);
    }

    @Override
    public Optional<Hold> hold() {
        return Optional.of(() -> {});
    }
}
