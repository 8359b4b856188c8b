package org.parvis.api.plugin;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;
import org.parvis.api.tenant.TenantId;

/** The versions of plugins over the whole installation; for operators. */
@ProviderType
public interface PluginFleet {

    /** All versions known to this node, platform modules first, then by id and version. */
    List<Version> versions();

    /**
     * Installs a bundle (or the bundles of a KAR): a plugin's version or a theme's; it is ready when this returns.
     *
     * @return what was installed
     * @throws Refused with a sentence that says why; what served before goes on serving
     */
    List<PluginRef> install(Path file, Mode mode) throws IOException;

    /**
     * Serves tenants by that very version (a canary), activating the plugin for those that do not have it.
     *
     * @param version of the plugin, or null to follow the current one
     * @throws IllegalArgumentException if there is no such ready version
     */
    void pin(String pluginId, @Nullable String version, Collection<TenantId> tenants);

    /**
     * Makes a ready version the current one: that of all tenants that are not pinned to another.
     *
     * @throws IllegalArgumentException if there is no such ready version
     */
    void makeCurrent(String pluginId, String version);

    /** Tenants that a plugin is active for. */
    List<TenantId> tenantsOf(String pluginId);

    /**
     * One version of a plugin.
     *
     * @param current whether it serves the tenants that are not pinned to another
     * @param tenants how many it serves
     * @param since when it came into its state (UTC)
     * @param reason why it failed; null unless it did
     */
    record Version(PluginRef ref, boolean core, State state, boolean current, int tenants, Instant since, @Nullable String reason) {}

    /** What an installed version is for. */
    enum Mode {
        /** It becomes the current one; refused if it is older than that. */
        NEWER,
        /** It waits, ready, until tenants are pinned to it or it is made current: for canaries. */
        HELD,
        /** It becomes the current one, also if it is older: to go back. */
        CURRENT
    }

    /** Where a version is in its life. */
    enum State {
        /** Being installed and migrated. */
        STARTING,
        /** May serve. */
        READY,
        /** Replaced; finishes the requests that it holds. */
        DRAINING,
        /** Never serves; removed again. */
        FAILED
    }

    /** A bundle was refused. */
    final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** @param reason a sentence for the operator */
        public Refused(String reason) {
            super(reason, null, false, false);
        }
    }
}
