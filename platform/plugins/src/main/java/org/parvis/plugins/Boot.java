package org.parvis.plugins;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.parvis.api.plugin.PluginFleet.Mode;
import org.parvis.api.plugin.PluginFleet.Refused;
import org.parvis.plugins.CoreModules.Module;
import org.parvis.plugins.Jars.Jar;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings everything up in order: themes, the platform's modules, the plugins that were installed before, those in the folders. */
final class Boot {

    private static final Logger LOG = LoggerFactory.getLogger(Boot.class);

    /** Time for all modules to find each other's services. */
    private static final Duration MODULES = Duration.ofSeconds(15);

    private final BundleContext context;
    private final CoreModules modules;
    private final Lifecycle lifecycle;
    private final PluginTable table;
    private final Jars jars;
    private final History history;

    Boot(BundleContext context, CoreModules modules, Lifecycle lifecycle, PluginTable table, Jars jars, History history) {
        this.context = context;
        this.modules = modules;
        this.lifecycle = lifecycle;
        this.table = table;
        this.jars = jars;
        this.history = history;
    }

    /** @param brought files that lie in the watched folders */
    void run(List<Path> brought) throws IOException {
        removeLeftovers();
        Path scratch = Files.createTempDirectory("parvis-boot");
        List<Jar> kept = lifecycle.kept();
        List<Jar> fresh = read(brought, scratch);
        List<Jar> all = new ArrayList<>(kept);
        all.addAll(fresh);
        all.stream().filter(jar -> jar.descriptor().kind() == Descriptor.Kind.THEME).forEach(this::install);
        List<Module> core = modules.find();
        core.forEach(this::start);
        long end = System.nanoTime() + MODULES.toNanos();
        core.forEach(module -> check(module, end));
        kept.stream().filter(jar -> jar.descriptor().kind() == Descriptor.Kind.PLUGIN).forEach(lifecycle::startKept);
        fresh.stream()
                .filter(jar -> jar.descriptor().kind() == Descriptor.Kind.PLUGIN)
                .sorted(Comparator.comparing((Jar jar) -> jar.descriptor().version()).reversed())
                .forEach(this::install);
        Jars.delete(scratch);
        lifecycle.up();
    }

    /** The jars in the data folder say what is installed, not what the container remembers from its last run. */
    private void removeLeftovers() {
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getLocation().startsWith("parvis:")) {
                try {
                    bundle.uninstall();
                } catch (BundleException e) {
                    LOG.warn("{} could not be uninstalled: {}", bundle.getLocation(), e.getMessage());
                }
            }
        }
    }

    private List<Jar> read(List<Path> files, Path scratch) {
        List<Jar> found = new ArrayList<>();
        for (Path file : files) {
            try {
                Path own = Files.createTempDirectory(scratch, "kar");
                found.addAll(jars.read(file, own));
            } catch (Refused | IOException e) {
                LOG.error("{} is left out: {}", file, e.getMessage());
            }
        }
        return found;
    }

    private void install(Jar jar) {
        try {
            boolean older = table.current(jar.descriptor().id())
                    .filter(current -> current.descriptor().version().compareTo(jar.descriptor().version()) > 0)
                    .isPresent();
            if (older) {
                LOG.info("{} is left out: a newer version is installed", jar.file().getFileName());
            } else {
                lifecycle.install(jar, Mode.NEWER);
            }
        } catch (Refused | IOException e) {
            LOG.error("{} was not installed: {}", jar.file().getFileName(), e.getMessage());
        }
    }

    private void start(Module module) {
        try {
            PluginVersion version = modules.start(module);
            table.addCore(version);
            history.ready(version.ref());
        } catch (Refused e) {
            LOG.error("{}", e.getMessage());
            history.failed(module.descriptor().ref(), true, e.getMessage());
        }
    }

    private void check(Module module, long end) {
        List<String> missing = modules.missing(module, Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        if (!missing.isEmpty()) {
            String reason = "the platform's module " + module.descriptor().ref() + " lacks something: " + String.join("; ", missing);
            LOG.error("{}", reason);
            history.failed(module.descriptor().ref(), true, reason);
        }
    }
}
