package org.parvis.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;
import org.parvis.api.data.Migrations;
import org.parvis.api.data.Migrations.MigrationFailed;
import org.parvis.api.plugin.PluginFleet.Refused;
import org.parvis.api.route.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a bundle from its jar to being ready, or leaves nothing of it. */
final class Installer {

    private static final Logger LOG = LoggerFactory.getLogger(Installer.class);
    private static final Duration COMPONENTS = Duration.ofSeconds(15);

    private final BundleContext context;
    private final Migrations migrations;
    private final Readiness readiness;

    Installer(BundleContext context, Migrations migrations, Readiness readiness) {
        this.context = context;
        this.migrations = migrations;
        this.readiness = readiness;
    }

    /**
     * Installs, migrates and starts a plugin.
     *
     * @throws Refused with the reason; nothing is left in the framework then
     */
    PluginVersion plugin(Descriptor descriptor, Path jar) {
        Bundle bundle = install(descriptor, jar);
        boolean ready = false;
        try {
            resolve(descriptor, bundle);
            PluginVersion version = start(descriptor, bundle, jar.toFile().lastModified());
            List<String> missing = readiness.await(bundle, COMPONENTS);
            version.collect(context);
            if (missing.isEmpty()) {
                missing = readiness.missing(bundle);
            }
            if (!missing.isEmpty()) {
                version.release(context);
                throw new Refused(descriptor.ref() + " does not work: " + String.join("; ", missing));
            }
            ready = true;
            return version;
        } finally {
            if (!ready) {
                uninstall(bundle);
            }
        }
    }

    /** Installs a theme: a bundle without Java, which the renderer finds by itself. */
    Bundle theme(Descriptor descriptor, Path jar) {
        Bundle bundle = install(descriptor, jar);
        boolean ready = false;
        try {
            resolve(descriptor, bundle);
            bundle.start(Bundle.START_TRANSIENT);
            ready = true;
            return bundle;
        } catch (BundleException e) {
            throw new Refused(descriptor.ref() + " cannot be started: " + reason(e));
        } finally {
            if (!ready) {
                uninstall(bundle);
            }
        }
    }

    /** Migrates and starts a bundle that is installed; one that runs already is left as it is. */
    PluginVersion start(Descriptor descriptor, Bundle bundle, long installed) {
        PluginVersion version = new PluginVersion(descriptor, bundle, installed);
        try {
            if (!version.resources().paths().isEmpty()) {
                migrations.apply(version.resources());
            }
            reachable(bundle);
            if (bundle.getState() != Bundle.ACTIVE) {
                bundle.start(Bundle.START_TRANSIENT);
            }
            return version;
        } catch (MigrationFailed e) {
            throw new Refused(descriptor.ref() + " was not started, its migration failed: " + e.getMessage());
        } catch (Unavailable e) {
            throw new Refused(descriptor.ref() + " was not started: the database cannot be written now");
        } catch (BundleException e) {
            throw new Refused(descriptor.ref() + " cannot be started: " + reason(e));
        }
    }

    /** What the components of a bundle still miss, after a moment. */
    List<String> missing(Bundle bundle, Duration time) {
        return readiness.await(bundle, time);
    }

    void uninstall(Bundle bundle) {
        try {
            if (bundle.getState() != Bundle.UNINSTALLED) {
                bundle.uninstall();
            }
        } catch (BundleException e) {
            LOG.warn("{} could not be uninstalled: {}", bundle.getLocation(), reason(e));
        }
    }

    private Bundle install(Descriptor descriptor, Path jar) {
        try (InputStream in = Files.newInputStream(jar)) {
            return context.installBundle(descriptor.location(), in);
        } catch (BundleException | IOException e) {
            throw new Refused(descriptor.ref() + " cannot be installed: " + reason(e));
        }
    }

    private void resolve(Descriptor descriptor, Bundle bundle) {
        List<String> unknown = unknownPackages(bundle);
        if (!unknown.isEmpty()) {
            throw new Refused(descriptor.ref() + " does not fit this platform, which does not offer " + String.join(", ", unknown));
        }
        FrameworkWiring wiring = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
        if (!wiring.resolveBundles(Set.of(bundle))) {
            throw new Refused(descriptor.ref() + " does not fit this platform: " + whyUnresolved(bundle));
        }
    }

    /** Starting a bundle asks the framework why it could not be resolved. */
    private static String whyUnresolved(Bundle bundle) {
        try {
            bundle.start(Bundle.START_TRANSIENT);
            return "it could not be resolved at once";
        } catch (BundleException e) {
            return reason(e);
        }
    }

    private List<String> unknownPackages(Bundle bundle) {
        List<String> unknown = new ArrayList<>();
        for (BundleRequirement requirement : bundle.adapt(BundleRevision.class).getDeclaredRequirements(PackageNamespace.PACKAGE_NAMESPACE)) {
            boolean optional = Constants.RESOLUTION_OPTIONAL.equals(requirement.getDirectives().get(Constants.RESOLUTION_DIRECTIVE));
            if (!optional && !offered(requirement)) {
                unknown.add(readable(requirement.getDirectives().get(Constants.FILTER_DIRECTIVE)));
            }
        }
        return unknown;
    }

    private boolean offered(BundleRequirement requirement) {
        for (Bundle other : context.getBundles()) {
            BundleRevision revision = other.adapt(BundleRevision.class);
            if (revision != null && revision.getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE).stream().anyMatch(requirement::matches)) {
                return true;
            }
            BundleWiring wiring = other.getBundleId() == 0 ? other.adapt(BundleWiring.class) : null;
            List<BundleCapability> system = wiring == null ? List.of() : wiring.getCapabilities(PackageNamespace.PACKAGE_NAMESPACE);
            if (system.stream().anyMatch(requirement::matches)) {
                return true;
            }
        }
        return false;
    }

    /** {@code (&(osgi.wiring.package=org.parvis.api.route)(version>=2.0.0)(!(version>=3.0.0)))} as a person reads it. */
    static String readable(String filter) {
        return filter.replaceAll("[()&]", " ")
                .replace("osgi.wiring.package=", "")
                .replaceAll("!\\s*version>=\\s*(\\S+)", "below $1")
                .replaceAll("version>=\\s*(\\S+)", "from $1")
                .replaceAll("\\s+", " ")
                .strip();
    }

    /** A bundle whose start level is above ours could not be started yet while the container comes up. */
    private void reachable(Bundle bundle) {
        FrameworkStartLevel framework = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkStartLevel.class);
        BundleStartLevel level = bundle.adapt(BundleStartLevel.class);
        int ours = context.getBundle().adapt(BundleStartLevel.class).getStartLevel();
        if (level.getStartLevel() > Math.max(ours, framework.getStartLevel())) {
            level.setStartLevel(ours);
        }
    }

    private static String reason(Exception exception) {
        Throwable deepest = exception;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return Optional.ofNullable(deepest.getMessage()).orElse(deepest.getClass().getSimpleName()).strip();
    }
}
