package org.parvis.data;

import java.io.InputStream;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.parvis.api.plugin.ActivePlugins;
import org.parvis.api.plugin.Contributed;
import org.parvis.api.plugin.InstalledPlugin;
import org.parvis.api.plugin.PluginRef;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.tenant.TenantId;

/** Plugins that contribute what a test gives. */
final class FakeContributions implements Plugins, ActivePlugins {
    final List<Object> services = new CopyOnWriteArrayList<>();
    final AtomicInteger holds = new AtomicInteger();

    FakeContributions(Object... given) {
        services.addAll(Arrays.asList(given));
    }

    Contributors contributors() {
        Contributors contributors = new Contributors();
        contributors.plugins(this);
        return contributors;
    }

    @Override
    public <T> List<Contributed<T>> contributions(Class<T> kind) {
        return services.stream().filter(kind::isInstance).map(kind::cast).map(value -> new Contributed<>(new PluginRef("test", "1"), value)).toList();
    }

    @Override
    public Optional<Hold> hold() {
        holds.incrementAndGet();
        return Optional.of(holds::decrementAndGet);
    }

    @Override
    public ActivePlugins all() {
        return this;
    }

    @Override
    public ActivePlugins of(TenantId tenant) {
        return this;
    }

    @Override
    public List<PluginRef> plugins() {
        return List.of();
    }

    @Override
    public boolean has(String pluginId) {
        return false;
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
    public <T> T with(TenantId tenant, Function<ActivePlugins, T> work) {
        return work.apply(this);
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
