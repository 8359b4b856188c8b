package org.parvis.plugins;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the operator decided for a tenant, plugin by plugin; tenants with the same decisions share one instance.
 *
 * @param decisions by plugin; a plugin that is not there is active if it is one of the default ones
 */
record Choice(SortedMap<String, Decision> decisions) {

    static final Choice NONE = new Choice(new TreeMap<>());

    /** @param version to be served by, or null for the current one */
    record Decision(boolean active, @Nullable String version) {}

    static Choice of(Map<String, Decision> decisions) {
        return new Choice(new TreeMap<>(decisions));
    }
}
