package org.parvis.web;

import java.util.Map;
import java.util.WeakHashMap;
import org.parvis.api.plugin.ActivePlugins;

/** Route tables by set of plugins; forgotten with the set, and all at once when plugins change. */
final class RouteTables {
    private final Map<ActivePlugins, RouteTable> tables = new WeakHashMap<>();

    RouteTable of(ActivePlugins plugins) {
        synchronized (tables) {
            RouteTable table = tables.get(plugins);
            if (table != null) {
                return table;
            }
        }
        RouteTable made = new RouteTable(plugins);
        synchronized (tables) {
            RouteTable before = tables.putIfAbsent(plugins, made);
            return before == null ? made : before;
        }
    }

    void clear() {
        synchronized (tables) {
            tables.clear();
        }
    }
}
