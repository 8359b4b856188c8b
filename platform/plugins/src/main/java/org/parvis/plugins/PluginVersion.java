package org.parvis.plugins;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.parvis.api.plugin.InstalledPlugin;
import org.parvis.api.plugin.PluginRef;

/**
 * A version of a plugin that is installed on this node.
 *
 * <p>Its services are collected by one thread at a time; what was collected is published as an immutable {@link Content}.
 */
final class PluginVersion {

    private static final String API = "org.parvis.api.";

    private final Descriptor descriptor;
    private final Bundle bundle;
    private final long installed;
    private final Resources resources;
    private final Map<ServiceReference<?>, Object> services = new LinkedHashMap<>();
    private volatile Content content;

    /** @param installed milliseconds since 1970, to tell which of two equal versions is newer */
    PluginVersion(Descriptor descriptor, Bundle bundle, long installed) {
        this.descriptor = descriptor;
        this.bundle = bundle;
        this.installed = installed;
        this.resources = Resources.of(descriptor.id(), bundle);
        this.content = new Content(this, List.of());
    }

    PluginRef ref() {
        return descriptor.ref();
    }

    Descriptor descriptor() {
        return descriptor;
    }

    Bundle bundle() {
        return bundle;
    }

    Resources resources() {
        return resources;
    }

    Content content() {
        return content;
    }

    InstalledPlugin asInstalled() {
        return new InstalledPlugin(ref(), descriptor.core(), descriptor.permissions());
    }

    /** Later versions come later; among equal ones, what was installed later. */
    static int byAge(PluginVersion one, PluginVersion other) {
        int order = one.descriptor.version().compareTo(other.descriptor.version());
        return order != 0 ? order : Long.compare(one.installed, other.installed);
    }

    /**
     * Takes in the services that the bundle has registered by now; not under a lock, since it makes components.
     *
     * @return whether anything changed
     */
    boolean collect(BundleContext context) {
        Map<ServiceReference<?>, Object> now = new LinkedHashMap<>();
        ServiceReference<?>[] references = bundle.getState() == Bundle.ACTIVE ? bundle.getRegisteredServices() : null;
        for (ServiceReference<?> reference : references == null ? new ServiceReference<?>[0] : references) {
            if (isContribution(reference)) {
                Object known = services.get(reference);
                Object service = known != null ? known : context.getService(reference);
                if (service != null) {
                    now.put(reference, service);
                }
            }
        }
        List<Contribution> contributions = contributions(now);
        if (contributions.equals(content.contributions())) {
            return false;
        }
        services.keySet().stream().filter(old -> !now.containsKey(old)).forEach(context::ungetService);
        services.clear();
        services.putAll(now);
        content = new Content(this, contributions);
        return true;
    }

    /** Lets all services go. */
    void release(BundleContext context) {
        services.keySet().forEach(context::ungetService);
        services.clear();
        content = new Content(this, List.of());
    }

    static boolean isContribution(ServiceReference<?> reference) {
        for (String type : (String[]) reference.getProperty(Constants.OBJECTCLASS)) {
            if (type.startsWith(API)) {
                return true;
            }
        }
        return false;
    }

    private static List<Contribution> contributions(Map<ServiceReference<?>, Object> services) {
        List<Contribution> contributions = new ArrayList<>();
        services.forEach((reference, service) -> {
            int ranking = reference.getProperty(Constants.SERVICE_RANKING) instanceof Integer number ? number : 0;
            contributions.add(new Contribution(ranking, service));
        });
        return List.copyOf(contributions);
    }

    /** A service of the version. */
    record Contribution(int ranking, Object service) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Contribution that && ranking == that.ranking && service == that.service;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(service);
        }
    }

    /** What a version contributes at one moment; compared by identity. */
    static final class Content {
        private final PluginVersion version;
        private final List<Contribution> contributions;

        Content(PluginVersion version, List<Contribution> contributions) {
            this.version = version;
            this.contributions = contributions;
        }

        PluginVersion version() {
            return version;
        }

        List<Contribution> contributions() {
            return contributions;
        }
    }
}
