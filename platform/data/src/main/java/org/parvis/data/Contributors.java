package org.parvis.data;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.ChangeListener;
import org.parvis.api.plugin.ActivePlugins;
import org.parvis.api.plugin.Plugins;

/** Who is told of changes, and who takes work and jobs; both come and go while the database is open. */
final class Contributors {
    private static final int TRIES = 5;

    private final List<ChangeListener> listeners = new CopyOnWriteArrayList<>();
    private final Map<ChangeListener, Integer> rankings = new IdentityHashMap<>();
    private volatile @Nullable Plugins plugins;

    /** In the order in which they are told. */
    List<ChangeListener> listeners() {
        return listeners;
    }

    /** Adds a listener that is told before those of lower ranking, after those of its own that came earlier. */
    synchronized void addListener(ChangeListener listener, int ranking) {
        int at = 0;
        while (at < listeners.size() && rankings.getOrDefault(listeners.get(at), 0) >= ranking) {
            at++;
        }
        rankings.put(listener, ranking);
        listeners.add(at, listener);
    }

    synchronized void removeListener(ChangeListener listener) {
        listeners.remove(listener);
        rankings.remove(listener);
    }

    void plugins(Plugins arrived) {
        plugins = arrived;
    }

    void noPlugins(Plugins gone) {
        if (plugins == gone) {
            plugins = null;
        }
    }

    /** Runs something while the versions that contribute are held; null when there are none (yet), or they change too fast. */
    <T> @Nullable T holding(Function<ActivePlugins, @Nullable T> work) {
        Plugins all = plugins;
        if (all == null) {
            return null;
        }
        for (int i = 0; i < TRIES; i++) {
            ActivePlugins active = all.all();
            var hold = active.hold();
            if (hold.isPresent()) {
                try {
                    return work.apply(active);
                } finally {
                    hold.get().close();
                }
            }
        }
        return null;
    }
}
