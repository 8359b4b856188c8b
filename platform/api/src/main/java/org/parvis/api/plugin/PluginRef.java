package org.parvis.api.plugin;

/**
 * One version of a plugin.
 *
 * @param version the bundle's version
 */
public record PluginRef(String id, String version) {
    @Override
    public String toString() {
        return id + " " + version;
    }
}
