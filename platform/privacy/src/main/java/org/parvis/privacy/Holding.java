package org.parvis.privacy;

import java.util.Optional;
import java.util.function.Function;
import org.parvis.api.plugin.ActivePlugins;
import org.parvis.api.plugin.Plugins;

/** Work with the newest version of every plugin, also of those that no tenant has activated any more: their data are still there. */
final class Holding {
    private static final int TRIES = 5;

    private Holding() {}

    /** Runs work while the versions are held: an update waits until it has ended. */
    static <T> T newest(Plugins plugins, Function<ActivePlugins, T> work) {
        for (int i = 0; i < TRIES; i++) {
            ActivePlugins active = plugins.newest();
            Optional<ActivePlugins.Hold> hold = active.hold();
            if (hold.isPresent()) {
                try {
                    return work.apply(active);
                } finally {
                    hold.get().close();
                }
            }
        }
        throw new IllegalStateException("plugins are replaced faster than they can be asked");
    }
}
