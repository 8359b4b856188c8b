package org.parvis.gateway.rest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.parvis.api.plugin.ActivePlugins;
import org.parvis.api.rest.Resource;
import org.parvis.api.rest.Resources;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.NotFound;

/** The resources of a site: those of its active plugins. */
final class Catalogue {
    private final List<Resource> all;

    private Catalogue(List<Resource> all) {
        this.all = all;
    }

    static Catalogue of(ActivePlugins plugins) {
        return new Catalogue(plugins.of(Resources.class).stream().flatMap(one -> one.resources().stream()).toList());
    }

    List<Resource> all() {
        return all;
    }

    /** What answers a request. */
    record Match(Resource resource, Map<String, String> variables) {}

    /**
     * @param path below {@code /api/v1}, starting with a slash
     * @throws NotFound if there is no such path
     * @throws Invalid 405 if there is, but not with that method
     */
    Match find(String method, String path) {
        Set<String> allowed = new TreeSet<>();
        for (Resource resource : all) {
            Optional<Map<String, String>> variables = variables(resource.path(), path);
            if (variables.isPresent() && resource.method().equals(method.equals("HEAD") ? "GET" : method)) {
                return new Match(resource, variables.get());
            }
            if (variables.isPresent()) {
                allowed.add(resource.method());
            }
        }
        if (allowed.isEmpty()) {
            throw new NotFound("gateway.problem.unknown");
        }
        throw Invalid.request(405, "gateway.problem.method").with(Map.of("Allow", String.join(", ", allowed)));
    }

    private static Optional<Map<String, String>> variables(String pattern, String path) {
        String[] wanted = pattern.split("/");
        String[] given = path.split("/");
        if (wanted.length != given.length) {
            return Optional.empty();
        }
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].startsWith("{")) {
                variables.put(wanted[i].substring(1, wanted[i].length() - 1), given[i]);
            } else if (!wanted[i].equals(given[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }
}
