package org.parvis.api.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The versions of plugins that serve a tenant at one moment.
 *
 * <p>Immutable; tenants served by the same versions share one instance until something changes, so that an instance is a key for
 * what is computed from it (route tables, templates). Compared by identity.
 */
@ProviderType
public interface ActivePlugins {

    /** Platform modules first, then plugins by id. */
    List<PluginRef> plugins();

    /** Services of that kind that these versions registered, by service ranking (highest first), then plugin id. */
    <T> List<Contributed<T>> contributions(Class<T> kind);

    default <T> List<T> of(Class<T> kind) {
        return contributions(kind).stream().map(Contributed::value).toList();
    }

    boolean has(String pluginId);

    /** Permissions that these versions declare, each with the roles that have it, by name in lower case, apart by {@code |}. */
    default Map<String, String> permissions() {
        return Map.of();
    }

    /** Paths below {@code plugin/<folder>/} in the bundle of a plugin, relative to that folder. */
    List<String> resources(PluginRef plugin, String folder);

    /** A file below {@code plugin/}: {@code templates/news/list.ftlh}. */
    Optional<InputStream> resource(PluginRef plugin, String path) throws IOException;

    /**
     * Keeps these versions running until the hold is closed. Empty when they have been replaced already: ask {@link Plugins} again.
     */
    Optional<Hold> hold();

    /** Open while a request, job or event uses a version of a plugin. */
    @ProviderType
    interface Hold extends AutoCloseable {
        @Override
        void close();
    }
}
