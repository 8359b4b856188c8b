package org.parvis.demarches.design;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Lists of words in trees, and rows of objects. */
final class Lists {
    private Lists() {}

    static List<String> words(JsonNode list) {
        List<String> words = new ArrayList<>();
        list.forEach(word -> words.add(word.asText()));
        return words;
    }

    /** Sets a list of words, unless it holds the same in another order; an empty one goes. */
    static void set(ObjectNode node, String name, List<String> wanted) {
        List<String> before = words(node.path(name));
        if (before.size() == wanted.size() && before.containsAll(wanted)) {
            return;
        }
        if (wanted.isEmpty()) {
            node.remove(name);
            return;
        }
        List<String> ordered = new ArrayList<>(before);
        ordered.retainAll(wanted);
        wanted.stream().filter(word -> !ordered.contains(word)).forEach(ordered::add);
        ArrayNode list = Parts.MAKE.arrayNode();
        ordered.forEach(list::add);
        node.set(name, list);
    }

    /** Sets a text; without one the name goes. */
    static void set(ObjectNode node, String name, String text) {
        if (text.isBlank()) {
            node.remove(name);
        } else if (!text.equals(node.path(name).asText(""))) {
            node.put(name, text);
        }
    }

    /** The objects of a list, as copies: what is not shown of them goes on with them. */
    static List<ObjectNode> objects(JsonNode list) {
        List<ObjectNode> objects = new ArrayList<>();
        list.forEach(one -> objects.add(one instanceof ObjectNode object ? object.deepCopy() : Parts.MAKE.objectNode()));
        return objects;
    }

    static void rows(ObjectNode node, String name, List<ObjectNode> rows) {
        if (rows.isEmpty()) {
            node.remove(name);
            return;
        }
        ArrayNode list = Parts.MAKE.arrayNode();
        rows.forEach(list::add);
        node.set(name, list);
    }
}
