package org.parvis.plugins;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleRevision;
import org.parvis.api.plugin.PluginFleet.Refused;

/** The platform's own plugin-shaped modules: installed by the container, migrated and started here, in a fixed order. */
final class CoreModules {

    private static final List<String> ORDER =
            List.of("tenancy", "themes", "files", "documents", "audit", "identity", "privacy", "search", "stats", "outbound", "messaging", "calendar", "directory", "gateway",
                    "payments", "site", "backoffice", "operations");

    private final BundleContext context;
    private final Installer installer;

    CoreModules(BundleContext context, Installer installer) {
        this.context = context;
        this.installer = installer;
    }

    /** A module and its bundle, in the order to start them. */
    record Module(Descriptor descriptor, Bundle bundle) {}

    List<Module> find() {
        List<Module> modules = new ArrayList<>();
        for (Bundle bundle : context.getBundles()) {
            if (!bundle.getLocation().startsWith("parvis:") && !isFragment(bundle)) {
                Descriptor.read(bundle.getHeaders("")::get, null)
                        .filter(Descriptor::core)
                        .ifPresent(descriptor -> modules.add(new Module(descriptor, bundle)));
            }
        }
        modules.sort(Comparator.comparingInt(module -> place(module.descriptor().id())));
        return modules;
    }

    /** @throws Refused if it cannot be migrated or started */
    PluginVersion start(Module module) {
        return installer.start(module.descriptor(), module.bundle(), module.bundle().getLastModified());
    }

    /** What the module's components still miss. */
    List<String> missing(Module module, Duration time) {
        return installer.missing(module.bundle(), time);
    }

    private static int place(String id) {
        int place = ORDER.indexOf(id);
        return place < 0 ? ORDER.size() : place;
    }

    private static boolean isFragment(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        return revision == null
                || (revision.getTypes() & BundleRevision.TYPE_FRAGMENT) != 0
                || bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null;
    }
}
