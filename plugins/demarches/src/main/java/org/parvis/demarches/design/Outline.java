package org.parvis.demarches.design;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.parvis.api.content.Slug;

/**
 * The steps of a form and what stands on them, as they are in {@code ui.json}. A question is named by the path of its answer, everything
 * else by the key of its messages: names stay while others move things about.
 */
final class Outline {
    private static final String PREFIX = "#/properties/";

    private final Parts parts;

    Outline(Parts parts) {
        this.parts = parts;
    }

    /** Where something stands. */
    record Place(ArrayNode siblings, int index, ObjectNode node) {}

    ArrayNode steps() {
        return elements(parts.screens());
    }

    static ArrayNode elements(ObjectNode of) {
        return of.path("elements") instanceof ArrayNode there ? there : of.putArray("elements");
    }

    static String key(JsonNode node) {
        return node.path("i18n").asText("");
    }

    /** From a scope to a path; empty if it is none. */
    static String path(JsonNode node) {
        String scope = node.path("scope").asText("");
        return scope.startsWith(PREFIX) ? scope.substring(PREFIX.length()).replace("/properties/", ".") : "";
    }

    static String scope(String path) {
        return PREFIX + path.replace(".", "/properties/");
    }

    static boolean control(JsonNode node) {
        return node.path("type").asText().equals("Control");
    }

    /** The name under which something can be changed; empty: the designer leaves it as it is. */
    static String name(JsonNode node) {
        return control(node) ? path(node) : key(node);
    }

    Optional<Place> step(String key) {
        return among(steps(), node -> key(node).equals(key));
    }

    Optional<Place> question(String path) {
        return find(steps(), node -> control(node) && path(node).equals(path));
    }

    /** A group or words. */
    Optional<Place> piece(String key) {
        return find(steps(), node -> !control(node) && !node.path("type").asText().equals("Category") && key(node).equals(key));
    }

    /** A question, a group or words. */
    Optional<Place> element(String name) {
        return question(name).or(() -> piece(name));
    }

    private static Optional<Place> among(ArrayNode siblings, Predicate<JsonNode> which) {
        for (int i = 0; i < siblings.size(); i++) {
            if (siblings.get(i) instanceof ObjectNode node && which.test(node)) {
                return Optional.of(new Place(siblings, i, node));
            }
        }
        return Optional.empty();
    }

    private static Optional<Place> find(ArrayNode siblings, Predicate<JsonNode> which) {
        Optional<Place> here = among(siblings, which);
        for (int i = 0; here.isEmpty() && i < siblings.size(); i++) {
            if (siblings.get(i).path("elements") instanceof ArrayNode below) {
                here = find(below, which);
            }
        }
        return here;
    }

    /** All questions below something, in their order. */
    static List<ObjectNode> questions(JsonNode below) {
        List<ObjectNode> all = new ArrayList<>();
        for (JsonNode node : below.path("elements")) {
            if (control(node) && node instanceof ObjectNode object) {
                all.add(object);
            }
            all.addAll(questions(node));
        }
        return all;
    }

    /** The number, from 0, of the step on which something stands; -1: on none. */
    int stepOf(String name) {
        for (int i = 0; i < steps().size(); i++) {
            if (steps().get(i) instanceof ObjectNode step && find(elements(step), node -> name(node).equals(name)).isPresent()) {
                return i;
            }
        }
        return -1;
    }

    /** False if it stands first or last already. */
    static boolean move(Place place, int by) {
        int to = place.index() + by;
        if (to < 0 || to >= place.siblings().size()) {
            return false;
        }
        place.siblings().remove(place.index());
        place.siblings().insert(to, place.node());
        return true;
    }

    /** Puts something at the end of a step or a group; false if it stands there, or would stand within itself. */
    boolean moveInto(Place place, String container) {
        Optional<Place> target = container(container);
        if (target.isEmpty() || target.get().node() == place.node() || within(place.node(), target.get().node())) {
            return false;
        }
        ArrayNode end = elements(target.get().node());
        if (end == place.siblings()) {
            return false;
        }
        place.siblings().remove(place.index());
        end.add(place.node());
        return true;
    }

    private static boolean within(JsonNode outer, JsonNode inner) {
        for (JsonNode node : outer.path("elements")) {
            if (node == inner || within(node, inner)) {
                return true;
            }
        }
        return false;
    }

    /** A step or a group. */
    Optional<Place> container(String key) {
        return key.isEmpty() ? Optional.empty() : step(key).or(() -> piece(key).filter(place -> place.node().has("elements")));
    }

    /** A new step at the end; its key. */
    String addStep(String french, String english) {
        String key = fresh("step." + word(french, "step"));
        ObjectNode step = Parts.MAKE.objectNode().put("type", "Category").put("i18n", key);
        step.putArray("elements");
        steps().add(step);
        label(key, french, english);
        return key;
    }

    /** A new group or new words at the end of a step or a group; its key. */
    String addPiece(ObjectNode container, String type, String french, String english) {
        String key = fresh((type.equals("Group") ? "group." : "words.") + word(french, "text"));
        ObjectNode piece = Parts.MAKE.objectNode().put("type", type).put("i18n", key);
        if (type.equals("Group")) {
            piece.putArray("elements");
        }
        elements(container).add(piece);
        label(key, french, english);
        return key;
    }

    private void label(String key, String french, String english) {
        parts.messages("fr").set(key + ".label", french);
        parts.messages("en").set(key + ".label", english);
    }

    /** A key that no message has yet. */
    private String fresh(String wanted) {
        String key = wanted;
        for (int i = 2; taken(key); i++) {
            key = wanted + i;
        }
        return key;
    }

    private boolean taken(String key) {
        String label = key + ".label";
        return Parts.VARIANTS.stream().anyMatch(variant -> parts.messages(variant).keys().contains(label)) || container(key).isPresent() || piece(key).isPresent();
    }

    /** A name for the technical files out of a label: {@code Nom de l’enfant} gives {@code nomDeLEnfant}. */
    static String word(String label, String otherwise) {
        StringBuilder word = new StringBuilder();
        for (String each : Slug.of(label).split("-")) {
            if (word.isEmpty() ? each.matches("[a-z].*") : !each.isEmpty() && word.length() + each.length() < 32) {
                word.append(word.isEmpty() ? each.substring(0, Math.min(each.length(), 30)) : Character.toUpperCase(each.charAt(0)) + each.substring(1));
            }
        }
        return word.isEmpty() ? otherwise : word.toString();
    }

    /** Takes something away with all that stands in it: questions with their data, and all texts. */
    void remove(Place place) {
        place.siblings().remove(place.index());
        List<ObjectNode> gone = control(place.node()) ? List.of(place.node()) : questions(place.node());
        for (ObjectNode question : gone) {
            new DataEdit(parts).remove(path(question));
            String key = question.path("i18n").asText(path(question));
            boolean shared = questions(parts.screens()).stream().map(other -> other.path("i18n").asText(path(other)))
                    .anyMatch(other -> other.equals(key) || other.startsWith(key + "."));
            if (!shared) {
                parts.forget(key);
            }
        }
        forget(place.node());
    }

    /** The labels of steps and pieces: other keys may begin with the same words. */
    private void forget(JsonNode node) {
        if (!control(node) && !key(node).isEmpty()) {
            parts.forget(key(node) + ".label");
            parts.forget(key(node) + ".description");
        }
        node.path("elements").forEach(this::forget);
    }
}
