package org.parvis.plugins;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.parvis.api.plugin.PluginFleet.Refused;
import org.parvis.plugins.Jars.Jar;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Themes: the new version is installed beside the old one, which leaves as soon as the new one is there. */
final class ThemeBundles {

    private static final Logger LOG = LoggerFactory.getLogger(ThemeBundles.class);

    private final Installer installer;
    private final Jars jars;
    private final Map<String, Installed> installed = new LinkedHashMap<>();

    private record Installed(Descriptor descriptor, Bundle bundle) {}

    ThemeBundles(Installer installer, Jars jars) {
        this.installer = installer;
        this.jars = jars;
    }

    /** @return whether it was new */
    boolean install(Jar jar) throws IOException {
        Descriptor descriptor = jar.descriptor();
        Installed old = installed.get(descriptor.id());
        if (old != null && old.descriptor().label().equals(descriptor.label())) {
            if (jars.kept(descriptor).filter(kept -> !kept.digest().equals(jar.digest())).isPresent()) {
                throw new Refused("theme " + descriptor.ref() + " is installed already with other content: give the new build another version");
            }
            return false;
        }
        if (old != null && old.descriptor().version().compareTo(descriptor.version()) > 0) {
            throw new Refused("theme " + descriptor.ref() + " is older than " + old.descriptor().label() + ", which is installed");
        }
        Path kept = jars.keep(jar);
        Bundle bundle = installer.theme(descriptor, kept);
        installed.put(descriptor.id(), new Installed(descriptor, bundle));
        if (old != null) {
            installer.uninstall(old.bundle());
            jars.forget(old.descriptor());
        }
        LOG.info("Theme {} is ready", descriptor.ref());
        return true;
    }
}
