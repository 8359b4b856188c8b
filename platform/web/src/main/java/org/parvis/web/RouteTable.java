package org.parvis.web;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parvis.api.plugin.ActivePlugins;
import org.parvis.api.plugin.Contributed;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.route.Scope;
import org.parvis.api.view.FrameSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one set of plugins answers, compiled once. */
final class RouteTable {
    private static final Logger LOG = LoggerFactory.getLogger(RouteTable.class);

    private final Map<Scope, RouteTree> trees = new EnumMap<>(Scope.class);
    private final Reference<ActivePlugins> plugins;
    private final Optional<FrameSource> publicFrame;
    private final Optional<FrameSource> deskFrame;

    RouteTable(ActivePlugins plugins) {
        this.plugins = new WeakReference<>(plugins);
        for (Scope scope : Scope.values()) {
            trees.put(scope, new RouteTree());
        }
        for (Contributed<Routes> contributed : plugins.contributions(Routes.class)) {
            contributed.value().routes().forEach(route -> add(contributed, route));
        }
        List<FrameSource> frames = plugins.of(FrameSource.class);
        publicFrame = frames.stream().filter(frame -> !frame.desk()).findFirst();
        deskFrame = frames.stream().filter(FrameSource::desk).findFirst();
    }

    RouteTree.Found find(Scope scope, String method, List<String> segments) {
        RouteTree tree = trees.get(scope);
        return tree == null ? RouteTree.Found.NOTHING : tree.find(method.equals("HEAD") ? "GET" : method, segments);
    }

    /** Whether there is such a path, whatever the method. */
    boolean knows(Scope scope, List<String> segments) {
        RouteTree.Found found = find(scope, "GET", segments);
        return found.match() != null || !found.allowed().isEmpty();
    }

    /** Weak, so that what is kept of a page never keeps an old version of a plugin alive. */
    Reference<ActivePlugins> plugins() {
        return plugins;
    }

    Optional<FrameSource> frame(boolean desk) {
        return desk ? deskFrame : publicFrame;
    }

    private void add(Contributed<Routes> contributed, Route route) {
        try {
            RouteTree.Entry entry = new RouteTree.Entry(contributed.plugin(), route);
            RouteTree tree = trees.get(route.scope());
            RouteTree.Entry there = tree == null ? entry : tree.add(entry);
            if (there != entry) {
                LOG.warn("Route {} {} ({}) of {} is not served: {} has it already", route.method(), route.pattern(), route.scope(),
                        contributed.plugin(), there.plugin());
            }
        } catch (IllegalArgumentException e) {
            LOG.warn("A route of {} is not served: {}", contributed.plugin(), e.getMessage());
        }
    }
}
