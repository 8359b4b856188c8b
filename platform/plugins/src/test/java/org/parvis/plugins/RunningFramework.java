package org.parvis.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.launch.Framework;
import org.parvis.api.data.Database;
import org.parvis.api.data.Migrations;
import org.parvis.api.plugin.PluginFleet;
import org.parvis.api.plugin.Plugins;
import org.osgi.util.tracker.ServiceTracker;

/** The real framework and the real component runtime with this module in it; database and migrations are the test's. */
final class RunningFramework implements AutoCloseable {

    private static final Path CLASSES = Path.of("target/classes");
    private static final Pattern IMPORTED = Pattern.compile("(org\\.parvis\\.api\\.\\w+);version=\"\\[([0-9.]+),");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final Path folder;
    private final Framework framework;

    RunningFramework(Path folder, Database database, Migrations migrations) {
        this.folder = folder;
        System.setProperty("karaf.base", folder.toString());
        System.setProperty("parvis.data", folder.resolve("data").toString());
        Map<String, String> settings = new HashMap<>();
        settings.put("org.osgi.framework.storage", folder.resolve("bundles").toString());
        try {
            settings.put("org.osgi.framework.system.packages.extra", apiPackages());
            framework = new FrameworkFactory().newFramework(settings);
            framework.start();
            BundleContext context = framework.getBundleContext();
            install("org.osgi.util.function.Function");
            install("org.osgi.util.promise.Promise");
            context.registerService(Database.class, database, null);
            context.registerService(Migrations.class, migrations, null);
            install("org.osgi.service.component.ComponentContext");
            install("org.apache.felix.scr.info.ScrInfo").start();
            context.installBundle("reference:file:" + CLASSES.toAbsolutePath()).start();
        } catch (BundleException | IOException e) {
            throw new IllegalStateException(e);
        }
        await(this::isBooted);
    }

    private boolean isBooted() {
        var reference = context().getServiceReference(Plugins.class);
        return reference != null && Boolean.TRUE.equals(reference.getProperty(PluginPlatform.BOOTED));
    }

    /** The api's packages, in the versions that this module was built with. */
    private static String apiPackages() throws IOException {
        Manifest manifest;
        try (InputStream in = Files.newInputStream(CLASSES.resolve("META-INF/MANIFEST.MF"))) {
            manifest = new Manifest(in);
        }
        StringBuilder packages = new StringBuilder("org.slf4j;version=1.7.36");
        Matcher imported = IMPORTED.matcher(manifest.getMainAttributes().getValue("Import-Package"));
        while (imported.find()) {
            packages.append(',').append(imported.group(1)).append(";version=").append(imported.group(2));
        }
        return packages.toString();
    }

    private Bundle install(String someClass) throws BundleException {
        try {
            var source = Class.forName(someClass, false, RunningFramework.class.getClassLoader()).getProtectionDomain().getCodeSource();
            return framework.getBundleContext().installBundle(source.getLocation().toString());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    Path deploy() {
        return folder.resolve("deploy");
    }

    Plugins plugins() {
        return service(Plugins.class);
    }

    PluginFleet fleet() {
        return service(PluginFleet.class);
    }

    private <T> T service(Class<T> type) {
        ServiceTracker<T, T> tracker = new ServiceTracker<>(context(), type, null);
        tracker.open();
        try {
            return tracker.waitForService(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            tracker.close();
        }
    }

    static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it did not happen within " + PATIENCE);
            }
            java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    @Override
    public void close() {
        try {
            framework.stop();
            framework.waitForStop(PATIENCE.toMillis());
        } catch (BundleException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
