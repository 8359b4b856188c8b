package org.parvis.plugins;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.parvis.api.plugin.ActivePlugins;
import org.parvis.api.plugin.Contributed;
import org.parvis.api.plugin.PluginRef;
import org.parvis.plugins.PluginVersion.Content;
import org.parvis.plugins.PluginVersion.Contribution;

/** The versions that serve some tenants, from one change to the next; counts who holds them. */
final class ServingPlugins implements ActivePlugins {

    /** Set in {@link #holds} once it is replaced; the other bits count. */
    private static final long RETIRED = 1L << 62;

    private final List<Content> contents;
    private final List<PluginRef> refs;
    private final Map<String, String> permissions;
    private final Map<Class<?>, List<? extends Contributed<?>>> byKind = new ConcurrentHashMap<>();
    private final AtomicLong holds = new AtomicLong();
    private final CompletableFuture<Void> drained = new CompletableFuture<>();

    ServingPlugins(List<Content> contents) {
        this.contents = List.copyOf(contents);
        this.refs = contents.stream().map(content -> content.version().ref()).toList();
        Map<String, String> all = new HashMap<>();
        contents.forEach(content -> all.putAll(content.version().descriptor().permissions()));
        this.permissions = Map.copyOf(all);
    }

    @Override
    public List<PluginRef> plugins() {
        return refs;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> List<Contributed<T>> contributions(Class<T> kind) {
        return (List<Contributed<T>>) byKind.computeIfAbsent(kind, this::find);
    }

    private <T> List<Contributed<T>> find(Class<T> kind) {
        record Found<T>(int ranking, Contributed<T> contributed) {}
        List<Found<T>> found = new ArrayList<>();
        for (Content content : contents) {
            for (Contribution contribution : content.contributions()) {
                if (kind.isInstance(contribution.service())) {
                    T service = kind.cast(contribution.service());
                    found.add(new Found<>(contribution.ranking(), new Contributed<>(content.version().ref(), service)));
                }
            }
        }
        found.sort(Comparator.comparingInt((Found<T> one) -> -one.ranking()).thenComparing(one -> one.contributed().plugin().id()));
        return found.stream().map(Found::contributed).toList();
    }

    @Override
    public boolean has(String pluginId) {
        return refs.stream().anyMatch(ref -> ref.id().equals(pluginId));
    }

    @Override
    public Map<String, String> permissions() {
        return permissions;
    }

    @Override
    public List<String> resources(PluginRef plugin, String folder) {
        return resources(plugin).map(found -> found.below(folder)).orElse(List.of());
    }

    @Override
    public Optional<InputStream> resource(PluginRef plugin, String path) {
        return resources(plugin).flatMap(found -> found.file(path));
    }

    private Optional<Resources> resources(PluginRef plugin) {
        return contents.stream()
                .map(Content::version)
                .filter(version -> version.ref().equals(plugin))
                .findFirst()
                .map(PluginVersion::resources);
    }

    @Override
    public Optional<Hold> hold() {
        long seen = holds.get();
        while (seen < RETIRED) {
            if (holds.compareAndSet(seen, seen + 1)) {
                return Optional.of(new CountedHold());
            }
            seen = holds.get();
        }
        return Optional.empty();
    }

    /** No new holds from now on; {@link #drained()} completes with the last one's end. */
    void retire() {
        if (holds.getAndUpdate(seen -> seen | RETIRED) == 0) {
            drained.complete(null);
        }
    }

    CompletableFuture<Void> drained() {
        return drained;
    }

    List<Content> contents() {
        return contents;
    }

    @Override
    public String toString() {
        return refs.toString();
    }

    private final class CountedHold implements Hold {
        private final AtomicBoolean open = new AtomicBoolean(true);

        @Override
        public void close() {
            if (open.compareAndSet(true, false) && holds.decrementAndGet() == RETIRED) {
                drained.complete(null);
            }
        }
    }
}
