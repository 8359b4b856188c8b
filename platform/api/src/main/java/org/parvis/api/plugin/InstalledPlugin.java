package org.parvis.api.plugin;

import java.util.Map;

/**
 * A plugin that is installed and ready.
 *
 * @param permissions permission to the roles that have it, by name in lower case, apart by {@code |}
 */
public record InstalledPlugin(PluginRef ref, boolean core, Map<String, String> permissions) {
    public InstalledPlugin {
        permissions = Map.copyOf(permissions);
    }
}
