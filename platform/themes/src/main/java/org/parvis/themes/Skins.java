package org.parvis.themes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.parvis.api.plugin.ActivePlugins;
import org.parvis.api.plugin.PluginRef;

/** Skins in use, by theme and versions of plugins; a bounded number, and none of versions that have been replaced. */
final class Skins {
    private static final int KEPT = 32;

    private final InstalledThemes themes;
    private final AssetStore store;
    private final Map<Key, Used> skins = new ConcurrentHashMap<>();
    private final Map<PluginRef, PluginContent> contents = new ConcurrentHashMap<>();
    private final AtomicLong uses = new AtomicLong();

    /** Both compared by identity. */
    private record Key(Chain chain, ActivePlugins plugins) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.chain == chain && key.plugins == plugins;
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(chain) + System.identityHashCode(plugins);
        }
    }

    private static final class Used {
        private final Skin skin;
        private volatile long last;

        Used(Skin skin) {
            this.skin = skin;
        }
    }

    Skins(InstalledThemes themes, AssetStore store) {
        this.themes = themes;
        this.store = store;
    }

    /** @throws IllegalStateException if not even the base theme is installed */
    Skin of(String theme, ActivePlugins plugins) {
        Chain chain = themes.chain(theme)
                .orElseThrow(() -> new IllegalStateException("theme " + theme + " is not installed, and the base theme neither"));
        Used used = skins.get(new Key(chain, plugins));
        if (used == null) {
            return create(new Key(chain, plugins));
        }
        used.last = uses.get();
        return used.skin;
    }

    private synchronized Skin create(Key key) {
        Used known = skins.get(key);
        if (known != null) {
            return known.skin;
        }
        List<PluginContent> plugins = new ArrayList<>();
        for (PluginRef plugin : key.plugins().plugins()) {
            plugins.add(contents.computeIfAbsent(plugin, ref -> PluginContent.of(key.plugins(), ref)));
        }
        Skin skin = new Skin(key.chain(), plugins);
        store.addAll(skin.assets());
        if (current(key)) {
            if (skins.size() >= KEPT) {
                skins.entrySet().stream().min(Comparator.comparingLong(entry -> entry.getValue().last)).ifPresent(oldest -> skins.remove(oldest.getKey()));
            }
            Used used = new Used(skin);
            used.last = uses.incrementAndGet();
            skins.put(key, used);
        }
        return skin;
    }

    /** Forgets what replaced versions of plugins and themes held. */
    synchronized void forgetReplaced() {
        skins.keySet().removeIf(key -> !current(key));
        Set<PluginRef> live = new HashSet<>();
        skins.keySet().forEach(key -> live.addAll(key.plugins().plugins()));
        contents.keySet().retainAll(live);
    }

    Collection<Asset> liveAssets() {
        List<Asset> live = new ArrayList<>();
        skins.values().forEach(used -> live.addAll(used.skin.assets()));
        themes.chains().forEach(chain -> live.addAll(chain.assets().values()));
        return live;
    }

    private boolean current(Key key) {
        Optional<ActivePlugins.Hold> hold = key.plugins().hold();
        hold.ifPresent(ActivePlugins.Hold::close);
        return hold.isPresent() && themes.chains().contains(key.chain());
    }
}
