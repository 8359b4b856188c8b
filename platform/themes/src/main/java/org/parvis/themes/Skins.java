package org.parvis.themes;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
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

    /** What makes a skin; without the plugins themselves, whose classes must be free to go. */
    private record Key(Chain chain, List<PluginRef> plugins) {
        static Key of(Chain chain, ActivePlugins plugins) {
            return new Key(chain, plugins.plugins());
        }
    }

    private static final class Used {
        private final Skin skin;
        private final Reference<ActivePlugins> plugins;
        private volatile long last;

        Used(Skin skin, ActivePlugins plugins) {
            this.skin = skin;
            this.plugins = new WeakReference<>(plugins);
        }

        boolean serves() {
            ActivePlugins known = plugins.get();
            return known != null && Skins.serves(known);
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
        Key key = Key.of(chain, plugins);
        Used used = skins.get(key);
        if (used == null) {
            return create(key, plugins);
        }
        used.last = uses.get();
        return used.skin;
    }

    private synchronized Skin create(Key key, ActivePlugins active) {
        Used known = skins.get(key);
        if (known != null) {
            return known.skin;
        }
        List<PluginContent> plugins = new ArrayList<>();
        for (PluginRef plugin : key.plugins()) {
            plugins.add(contents.computeIfAbsent(plugin, ref -> PluginContent.of(active, ref)));
        }
        Skin skin = new Skin(key.chain(), plugins);
        store.addAll(skin.assets());
        if (installed(key) && serves(active)) {
            if (skins.size() >= KEPT) {
                skins.entrySet().stream().min(Comparator.comparingLong(entry -> entry.getValue().last)).ifPresent(oldest -> skins.remove(oldest.getKey()));
            }
            Used used = new Used(skin, active);
            used.last = uses.incrementAndGet();
            skins.put(key, used);
        }
        return skin;
    }

    /** Forgets what replaced versions of plugins and themes held. */
    synchronized void forgetReplaced() {
        skins.entrySet().removeIf(entry -> !installed(entry.getKey()) || !entry.getValue().serves());
        Set<PluginRef> live = new HashSet<>();
        skins.keySet().forEach(key -> live.addAll(key.plugins()));
        contents.keySet().retainAll(live);
    }

    Collection<Asset> liveAssets() {
        List<Asset> live = new ArrayList<>();
        skins.values().forEach(used -> live.addAll(used.skin.assets()));
        themes.chains().forEach(chain -> live.addAll(chain.assets().values()));
        return live;
    }

    private boolean installed(Key key) {
        return themes.chains().contains(key.chain());
    }

    private static boolean serves(ActivePlugins plugins) {
        Optional<ActivePlugins.Hold> hold = plugins.hold();
        hold.ifPresent(ActivePlugins.Hold::close);
        return hold.isPresent();
    }
}
