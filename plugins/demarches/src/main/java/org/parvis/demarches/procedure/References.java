package org.parvis.demarches.procedure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/**
 * How much there is to a schema once its references are followed: one that leads back to itself never ends, and a few that each name another
 * one twice take longer than anybody waits.
 */
final class References {
    private static final int MOST = 50_000;
    private static final int DEEPEST = 200;

    private final JsonNode root;
    private final Map<JsonNode, Integer> sizes = new IdentityHashMap<>();
    private final Set<JsonNode> open = Collections.newSetFromMap(new IdentityHashMap<>());

    private References(JsonNode root) {
        this.root = root;
    }

    /** Whether a check by the schema comes to an end, and soon. */
    static boolean end(JsonNode schema) {
        return new References(schema).size(schema, 0) <= MOST;
    }

    private int size(JsonNode node, int depth) {
        Integer known = sizes.get(node);
        if (known != null) {
            return known;
        }
        if (depth > DEEPEST || !node.isContainerNode()) {
            return node.isContainerNode() ? MOST + 1 : 1;
        }
        if (!open.add(node)) {
            return MOST + 1;
        }
        long size = 1;
        for (JsonNode below : node) {
            size += size(below, depth + 1);
        }
        if (node.path("$ref").isTextual()) {
            size += named(node.path("$ref").asText(), depth);
        }
        open.remove(node);
        int counted = (int) Math.min(size, MOST + 1);
        sizes.put(node, counted);
        return counted;
    }

    /** What is not there is told elsewhere. */
    private int named(String reference, int depth) {
        if (reference.equals("#")) {
            return size(root, depth + 1);
        }
        if (!reference.startsWith("#/") || reference.indexOf('%') >= 0) {
            return MOST + 1;
        }
        return size(root.at(reference.substring(1)), depth + 1);
    }
}
