package org.parvis.plugins;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.parvis.api.plugin.PluginFleet.Mode;
import org.parvis.api.plugin.PluginFleet.Refused;
import org.parvis.api.plugin.PluginRef;
import org.parvis.plugins.Jars.Jar;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings versions in and lets them go. All methods run in the one thread of the executor, but {@link #publish}.
 */
final class Lifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);

    /** Longer than the longest request may take; what holds on after that is cut off. */
    private static final long DRAIN_MINUTES = 5;

    private final BundleContext context;
    private final Installer installer;
    private final Jars jars;
    private final ThemeBundles themes;
    private final PluginTable table;
    private final Activations activations;
    private final History history;
    private final SignatureRule signatures;
    private final Executor thread;
    private volatile boolean up;
    private CompletableFuture<Void> draining = CompletableFuture.completedFuture(null);

    /** Refuses what is not signed as the operator demands; does nothing if he does not. */
    @FunctionalInterface
    interface SignatureRule {
        void check(Path jar) throws IOException;
    }

    Lifecycle(
            BundleContext context,
            Installer installer,
            Jars jars,
            PluginTable table,
            Activations activations,
            History history,
            SignatureRule signatures,
            Executor thread) {
        this.context = context;
        this.installer = installer;
        this.jars = jars;
        this.themes = new ThemeBundles(installer, jars);
        this.table = table;
        this.activations = activations;
        this.history = history;
        this.signatures = signatures;
        this.thread = thread;
    }

    /**
     * Installs what is in a file.
     *
     * @return what was new
     */
    List<PluginRef> install(Path file, Mode mode) throws IOException {
        Path scratch = Files.createTempDirectory("parvis-kar");
        try {
            List<Jar> found = jars.read(file, scratch);
            if (found.isEmpty()) {
                throw new Refused(file.getFileName() + " holds no plugin and no theme (no bundle with the header Parvis-Plugin or Parvis-Theme)");
            }
            List<PluginRef> installed = new ArrayList<>();
            for (Jar jar : found) {
                if (install(jar, mode)) {
                    installed.add(jar.descriptor().ref());
                }
            }
            return installed;
        } finally {
            Jars.delete(scratch);
        }
    }

    /** @return whether it was new */
    boolean install(Jar jar, Mode mode) throws IOException {
        Descriptor descriptor = jar.descriptor();
        try {
            signatures.check(jar.file());
            if (descriptor.kind() == Descriptor.Kind.THEME) {
                return themes.install(jar);
            }
            if (isThere(jar)) {
                if (mode == Mode.CURRENT) {
                    makeCurrent(descriptor.id(), descriptor.label());
                }
                return false;
            }
            checkAge(descriptor, mode);
            bringIn(jar, mode);
            return true;
        } catch (Refused e) {
            history.failed(descriptor.ref(), false, e.getMessage());
            throw e;
        }
    }

    private boolean isThere(Jar jar) throws IOException {
        Descriptor descriptor = jar.descriptor();
        if (descriptor.core()) {
            throw new Refused(descriptor.id() + " is part of the platform: it is updated with the distribution");
        }
        if (table.find(descriptor.id(), descriptor.label()).isEmpty()) {
            return false;
        }
        if (jars.kept(descriptor).filter(kept -> !kept.digest().equals(jar.digest())).isPresent()) {
            throw new Refused(descriptor.ref() + " is installed already with other content: give the new build another version");
        }
        return true;
    }

    private void checkAge(Descriptor descriptor, Mode mode) {
        Optional<PluginVersion> current = table.current(descriptor.id());
        if (mode == Mode.NEWER && current.filter(serving -> serving.descriptor().version().compareTo(descriptor.version()) > 0).isPresent()) {
            throw new Refused(descriptor.ref() + " is older than " + current.get().ref().version()
                    + ", which serves; to go back: parvis:plugin-install --current FILE");
        }
    }

    private void bringIn(Jar jar, Mode mode) throws IOException {
        Descriptor descriptor = jar.descriptor();
        String id = descriptor.id();
        if (mode == Mode.HELD) {
            table.current(id).ifPresent(current -> current(id, current.ref().version()));
        }
        Path kept = jars.keep(jar);
        PluginVersion version = installed(descriptor, kept);
        table.add(version);
        history.ready(version.ref());
        if (mode == Mode.CURRENT || (mode == Mode.NEWER && table.decisions().current().containsKey(id))) {
            current(id, descriptor.label());
        }
        publish();
        LOG.info("Plugin {} is ready", version.ref());
        sweep();
    }

    private PluginVersion installed(Descriptor descriptor, Path kept) throws IOException {
        boolean ready = false;
        try {
            PluginVersion version = installer.plugin(descriptor, kept);
            ready = true;
            return version;
        } finally {
            if (!ready) {
                jars.forget(descriptor);
            }
        }
    }

    void makeCurrent(String id, String label) {
        current(id, label);
        publish();
        sweep();
    }

    private void current(String id, String label) {
        activations.current(id, label);
        table.decisions(activations.read());
    }

    /** Brings in a plugin that was installed before; what fails is kept for the next start. */
    void startKept(Jar jar) {
        PluginRef ref = jar.descriptor().ref();
        try {
            signatures.check(jar.file());
            PluginVersion version = installer.plugin(jar.descriptor(), jar.file());
            table.add(version);
            history.ready(ref);
        } catch (Refused | IOException e) {
            LOG.error("Plugin {} was not started: {}", ref, e.getMessage());
            history.failed(ref, false, String.valueOf(e.getMessage()));
        }
    }

    /** Swaps in what is ready and decided by now; what was replaced is let go when nobody uses it any more. */
    void publish() {
        if (!up) {
            return;
        }
        CompletableFuture<Void> replaced = table.publish();
        synchronized (this) {
            draining = draining.isDone() ? replaced : CompletableFuture.allOf(draining, replaced);
        }
    }

    /** Everything has been started: from now on each change is published. */
    void up() {
        table.versions().forEach(version -> version.collect(context));
        up = true;
        publish();
        sweep();
    }

    /** Takes in the services that came or went. */
    void collect() {
        boolean changed = false;
        for (PluginVersion version : table.versions()) {
            changed |= version.collect(context);
        }
        if (changed) {
            publish();
        }
    }

    /** Lets versions go that serve nobody any more. */
    void sweep() {
        if (!up) {
            return;
        }
        for (PluginVersion version : table.superfluous()) {
            table.remove(version);
            history.draining(version.ref());
            CompletableFuture<Void> before;
            synchronized (this) {
                before = draining;
            }
            before.copy()
                    .orTimeout(DRAIN_MINUTES, TimeUnit.MINUTES)
                    .whenCompleteAsync((done, late) -> remove(version, late != null), thread);
        }
    }

    private void remove(PluginVersion version, boolean late) {
        if (late) {
            LOG.warn("Plugin {} is removed although requests still use it after {} minutes", version.ref(), DRAIN_MINUTES);
        }
        version.release(context);
        installer.uninstall(version.bundle());
        try {
            jars.forget(version.descriptor());
        } catch (IOException e) {
            LOG.warn("{} could not be deleted: {}", version.descriptor().fileName(), e.getMessage());
        }
        history.gone(version.ref());
        LOG.info("Plugin {} has left", version.ref());
    }

    /** What is kept from former runs, oldest version first. */
    List<Jar> kept() throws IOException {
        List<Jar> kept = new ArrayList<>();
        for (Path file : jars.all()) {
            try {
                jars.open(file).ifPresent(kept::add);
            } catch (Refused | IOException e) {
                LOG.error("{} is left out: {}", file, e.getMessage());
            }
        }
        kept.sort(Comparator.comparing(jar -> jar.descriptor().version()));
        return kept;
    }
}
