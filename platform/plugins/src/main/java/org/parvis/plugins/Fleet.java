package org.parvis.plugins;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.parvis.api.plugin.ActivePlugins;
import org.parvis.api.plugin.InstalledPlugin;
import org.parvis.api.plugin.PluginFleet;
import org.parvis.api.plugin.PluginRef;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.tenant.TenantId;
import org.parvis.plugins.Activations.Decisions;
import org.parvis.plugins.Choice.Decision;

/** The two services: what serves whom, and what the operator does about it. */
final class Fleet implements Plugins, PluginFleet {

    private final PluginTable table;
    private final Activations activations;
    private final Lifecycle lifecycle;
    private final History history;
    private final ExecutorService thread;
    private final Supplier<List<TenantId>> tenants;

    /** @param tenants all of them, the territory included */
    Fleet(
            PluginTable table,
            Activations activations,
            Lifecycle lifecycle,
            History history,
            ExecutorService thread,
            Supplier<List<TenantId>> tenants) {
        this.table = table;
        this.activations = activations;
        this.lifecycle = lifecycle;
        this.history = history;
        this.thread = thread;
        this.tenants = tenants;
    }

    @Override
    public ActivePlugins of(TenantId tenant) {
        return table.of(tenant);
    }

    @Override
    public ActivePlugins all() {
        return table.all();
    }

    @Override
    public ActivePlugins newest() {
        return table.newestReady();
    }

    @Override
    @SuppressWarnings("try")
    public <T> T with(TenantId tenant, Function<ActivePlugins, T> work) {
        while (true) {
            ServingPlugins serving = table.of(tenant);
            var hold = serving.hold();
            if (hold.isPresent()) {
                try (var held = hold.get()) {
                    return work.apply(serving);
                }
            }
        }
    }

    @Override
    public List<InstalledPlugin> installed() {
        return table.newest().stream().map(PluginVersion::asInstalled).toList();
    }

    @Override
    public void activate(String pluginId, Collection<TenantId> targets) {
        pin(pluginId, null, targets);
    }

    @Override
    public void deactivate(String pluginId, Collection<TenantId> targets) {
        decide(pluginId, targets, new Decision(false, null));
    }

    @Override
    public void pin(String pluginId, @Nullable String version, Collection<TenantId> targets) {
        if (table.current(pluginId).isEmpty()) {
            throw new IllegalArgumentException("there is no plugin " + pluginId);
        }
        if (version != null) {
            requireReady(pluginId, version);
        }
        decide(pluginId, targets, new Decision(true, version));
    }

    private void requireReady(String pluginId, String version) {
        if (table.find(pluginId, version).isEmpty()) {
            throw new IllegalArgumentException("there is no version " + version + " of " + pluginId + " that is ready");
        }
    }

    private void decide(String pluginId, Collection<TenantId> targets, Decision decision) {
        Decisions before = table.decisions();
        activations.decide(pluginId, targets, decision);
        if (table.decisions() == before) {
            reload();
        }
        thread.execute(lifecycle::sweep);
    }

    /** Reads the decisions again: another node may have written them. */
    void reload() {
        table.decisions(activations.read());
        lifecycle.publish();
    }

    @Override
    public void makeCurrent(String pluginId, String version) {
        requireReady(pluginId, version);
        inThread(() -> {
            lifecycle.makeCurrent(pluginId, version);
            return version;
        });
    }

    @Override
    public List<PluginRef> install(Path file, Mode mode) throws IOException {
        try {
            return inThread(() -> lifecycle.install(file, mode));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private <T> T inThread(Callable<T> work) {
        Future<T> future = thread.submit(work);
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted; it goes on in the background", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            if (e.getCause() instanceof IOException io) {
                throw new UncheckedIOException(io);
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public List<TenantId> tenantsOf(String pluginId) {
        Map<ActivePlugins, Boolean> known = new IdentityHashMap<>();
        return tenants.get().stream()
                .filter(tenant -> known.computeIfAbsent(of(tenant), serving -> serving.has(pluginId)))
                .toList();
    }

    @Override
    public List<Version> versions() {
        Map<ActivePlugins, Integer> counts = new IdentityHashMap<>();
        tenants.get().forEach(tenant -> counts.merge(of(tenant), 1, Integer::sum));
        List<Version> versions = new ArrayList<>();
        for (PluginVersion version : table.versions()) {
            PluginRef ref = version.ref();
            boolean core = version.descriptor().core();
            int serves = counts.entrySet().stream()
                    .filter(entry -> entry.getKey().plugins().contains(ref))
                    .mapToInt(Map.Entry::getValue)
                    .sum();
            boolean current = core || table.current(ref.id()).filter(serving -> serving == version).isPresent();
            versions.add(new Version(ref, core, State.READY, current, serves, history.since(ref), null));
        }
        versions.addAll(history.others());
        return versions;
    }
}
