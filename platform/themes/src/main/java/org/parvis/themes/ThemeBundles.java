package org.parvis.themes;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Version;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows theme bundles: copies each into memory as it comes, and puts the highest version of each theme in force.
 *
 * <p>A theme whose bundle goes stays in force while nothing replaces it: it is in memory, and sites still wear it.
 */
final class ThemeBundles implements BundleTrackerCustomizer<ThemeBundles.Copy> {
    private static final Logger LOG = LoggerFactory.getLogger(ThemeBundles.class);
    private static final String HEADER = "Parvis-Theme";
    private static final String PARENT = "Parvis-Theme-Parent";
    private static final String FOLDER = "theme/";

    private final ThemeEngine engine;
    private final BundleTracker<Copy> tracker;
    private final Map<Long, Copy> copies = new HashMap<>();
    private boolean open;

    record Copy(ThemeSource source, Version version, long bundle) {}

    ThemeBundles(BundleContext context, ThemeEngine engine) {
        this.engine = engine;
        this.tracker = new BundleTracker<>(context, Bundle.RESOLVED | Bundle.STARTING | Bundle.ACTIVE, this);
    }

    void open() {
        tracker.open();
        synchronized (this) {
            open = true;
            install();
        }
    }

    void close() {
        synchronized (this) {
            open = false;
        }
        tracker.close();
    }

    @Override
    public @Nullable Copy addingBundle(Bundle bundle, @Nullable BundleEvent event) {
        String id = bundle.getHeaders("").get(HEADER);
        if (id == null) {
            return null;
        }
        String parent = bundle.getHeaders("").get(PARENT);
        try {
            Copy copy = new Copy(
                    new ThemeSource(
                            id.strip(), bundle.getVersion().toString(), parent == null || parent.isBlank() ? null : parent.strip(), copy(bundle)),
                    bundle.getVersion(),
                    bundle.getBundleId());
            synchronized (this) {
                copies.put(copy.bundle(), copy);
                install();
            }
            return copy;
        } catch (IOException | InvalidTheme refused) {
            LOG.error("The theme bundle {} is not used: {}", bundle, refused.getMessage());
            return null;
        }
    }

    @Override
    public void modifiedBundle(Bundle bundle, @Nullable BundleEvent event, Copy copy) {
        // From resolved to active and back: the copy stays the same.
    }

    @Override
    public synchronized void removedBundle(Bundle bundle, @Nullable BundleEvent event, Copy copy) {
        boolean replaced = copies.values().stream().anyMatch(other -> other != copy && other.source().id().equals(copy.source().id()));
        if (replaced || bundle.getState() == Bundle.UNINSTALLED) {
            copies.remove(copy.bundle());
            install();
        }
    }

    private void install() {
        if (!open) {
            return;
        }
        Map<String, List<ThemeSource>> candidates = new HashMap<>();
        List<Copy> newestFirst = new ArrayList<>(copies.values());
        newestFirst.sort(Comparator.comparing(Copy::version).thenComparing(Copy::bundle).reversed());
        for (Copy copy : newestFirst) {
            candidates.computeIfAbsent(copy.source().id(), id -> new ArrayList<>()).add(copy.source());
        }
        engine.install(candidates);
    }

    private static Map<String, byte[]> copy(Bundle bundle) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        Enumeration<URL> entries = bundle.findEntries(FOLDER, "*", true);
        for (URL entry : entries == null ? List.<URL>of() : Collections.list(entries)) {
            String path = entry.getPath().substring(entry.getPath().indexOf(FOLDER) + FOLDER.length());
            if (!path.isEmpty() && !path.endsWith("/")) {
                try (InputStream in = entry.openStream()) {
                    files.put(path, in.readAllBytes());
                }
            }
        }
        return files;
    }
}
