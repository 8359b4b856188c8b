package org.parvis.web;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.parvis.api.plugin.PluginRef;
import org.parvis.api.route.Route;

/** The routes of one scope, by path: a literal segment comes before a variable, a variable before a rest. */
final class RouteTree {
    private final Node root = new Node();

    /** A route of a plugin, and what was learnt of it. */
    static final class Entry {
        private final PluginRef plugin;
        private final Route route;
        private final RoutePattern pattern;
        private volatile boolean cached = true;

        Entry(PluginRef plugin, Route route) {
            this.plugin = plugin;
            this.route = route;
            this.pattern = RoutePattern.parse(route.pattern());
        }

        PluginRef plugin() {
            return plugin;
        }

        Route route() {
            return route;
        }

        /** Whether its last answer was one that the page cache keeps: else waiting for another's answer is a waste. */
        boolean cached() {
            return cached;
        }

        void cached(boolean last) {
            if (cached != last) {
                cached = last;
            }
        }
    }

    /** A route that answers a request. */
    record Match(Entry entry, Map<String, String> variables) {
        Route route() {
            return entry.route();
        }
    }

    /**
     * What was found.
     *
     * @param match null if there is no such path, or not with that method
     * @param allowed methods of the path; empty if there is no such path
     */
    record Found(@Nullable Match match, Set<String> allowed) {
        static final Found NOTHING = new Found(null, Set.of());
    }

    private static final class Node {
        private final Map<String, Node> literals = new HashMap<>();
        private final Map<String, Entry> here = new LinkedHashMap<>();
        private final Map<String, Entry> rest = new LinkedHashMap<>();
        private @Nullable Node one;
    }

    /** Adds a route unless another of the same method and shape is there: the first wins. Returns the one that is there. */
    Entry add(Entry entry) {
        Node node = root;
        for (RoutePattern.Part part : entry.pattern.parts()) {
            switch (part.kind()) {
                case LITERAL -> node = node.literals.computeIfAbsent(part.text(), ignored -> new Node());
                case ONE -> node = node.one = node.one == null ? new Node() : node.one;
                case REST -> {
                    Entry before = node.rest.putIfAbsent(entry.route.method(), entry);
                    return before == null ? entry : before;
                }
            }
        }
        Entry before = node.here.putIfAbsent(entry.route.method(), entry);
        return before == null ? entry : before;
    }

    /** @param method HEAD is asked for as GET */
    Found find(String method, List<String> segments) {
        Set<String> allowed = new TreeSet<>();
        Entry entry = find(root, method, segments, 0, allowed);
        if (entry == null) {
            return allowed.isEmpty() ? Found.NOTHING : new Found(null, allowed);
        }
        return new Found(new Match(entry, variables(entry, segments)), allowed);
    }

    private static @Nullable Entry find(Node node, String method, List<String> segments, int at, Set<String> allowed) {
        if (at == segments.size()) {
            return take(node.here, method, allowed);
        }
        Node literal = node.literals.get(segments.get(at));
        Entry found = literal == null ? null : find(literal, method, segments, at + 1, allowed);
        if (found == null && node.one != null) {
            found = find(node.one, method, segments, at + 1, allowed);
        }
        return found == null ? take(node.rest, method, allowed) : found;
    }

    private static @Nullable Entry take(Map<String, Entry> entries, String method, Set<String> allowed) {
        Entry entry = entries.get(method);
        if (entry == null) {
            allowed.addAll(entries.keySet());
        }
        return entry;
    }

    private static Map<String, String> variables(Entry entry, List<String> segments) {
        Map<String, String> variables = new HashMap<>();
        List<RoutePattern.Part> parts = entry.pattern.parts();
        for (int i = 0; i < parts.size(); i++) {
            switch (parts.get(i).kind()) {
                case ONE -> variables.put(parts.get(i).text(), segments.get(i));
                case REST -> variables.put(parts.get(i).text(), String.join("/", segments.subList(i, segments.size())));
                case LITERAL -> { }
            }
        }
        return variables;
    }
}
