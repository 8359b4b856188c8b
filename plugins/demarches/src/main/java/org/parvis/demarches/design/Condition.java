package org.parvis.demarches.design;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * When something is on the screen.
 *
 * @param path of the question that is looked at, or empty
 * @param values one of which it has to have, or must not have
 */
record Condition(Effect effect, String path, List<String> values) {
    static final Condition ALWAYS = new Condition(Effect.ALWAYS, "", List.of());

    Condition {
        values = List.copyOf(values);
    }

    /** How a rule reads. */
    enum Effect {
        ALWAYS,
        SHOW,
        HIDE,
        /** A rule that the designer cannot express; it is kept. */
        KEPT
    }

    /** Of a step, a group, words or a question. */
    static Condition of(JsonNode node) {
        if (!node.has("rule")) {
            return ALWAYS;
        }
        JsonNode rule = node.path("rule");
        JsonNode condition = rule.path("condition");
        String path = Outline.path(condition);
        List<String> values = values(condition.path("schema"));
        String effect = rule.path("effect").asText();
        boolean whole = rule.size() == 2 && condition.size() == 2;
        if (!whole || path.isEmpty() || values.isEmpty() || !effect.equals("SHOW") && !effect.equals("HIDE")) {
            return new Condition(Effect.KEPT, path, List.of());
        }
        return new Condition(Effect.valueOf(effect), path, values);
    }

    /** As it can be edited: one that looks at anything but a choice or a box to tick is kept. */
    static Condition of(JsonNode node, Parts parts) {
        Condition condition = of(node);
        boolean plain = condition.path.isEmpty()
                || Question.of(parts, condition.path).filter(question -> question.kind().choice() || question.kind() == QuestionKind.CHECK).isPresent();
        return plain ? condition : new Condition(Effect.KEPT, condition.path, List.of());
    }

    private static List<String> values(JsonNode schema) {
        if (schema.size() == 1 && schema.has("const") && simple(schema.path("const"))) {
            return List.of(schema.path("const").asText());
        }
        if (schema.size() == 1 && schema.path("enum").isArray()) {
            List<String> values = new ArrayList<>();
            for (JsonNode value : schema.path("enum")) {
                if (!value.isTextual()) {
                    return List.of();
                }
                values.add(value.asText());
            }
            return values;
        }
        boolean ticked = schema.size() == 2 && schema.path("type").asText().equals("array") && schema.path("contains").size() == 1;
        return ticked ? values(schema.path("contains")) : List.of();
    }

    private static boolean simple(JsonNode value) {
        return value.isTextual() || value.isBoolean() && value.asBoolean();
    }

    /** Writes it as the rule of something. */
    void into(ObjectNode node, Parts parts) {
        if (effect == Effect.KEPT || equals(of(node))) {
            return;
        }
        if (effect == Effect.ALWAYS) {
            node.remove("rule");
            return;
        }
        ObjectNode rule = Parts.MAKE.objectNode().put("effect", effect.name());
        ObjectNode condition = rule.putObject("condition").put("scope", Outline.scope(path));
        String type = new DataEdit(parts).find(path).map(property -> property.schema().path("type").asText()).orElse("");
        ObjectNode schema = condition.putObject("schema");
        if (type.equals("array")) {
            schema.put("type", "array");
            schema = schema.putObject("contains");
        }
        if (type.equals("boolean")) {
            schema.put("const", true);
        } else if (values.size() == 1) {
            schema.put("const", values.get(0));
        } else {
            ArrayNode all = schema.putArray("enum");
            values.forEach(all::add);
        }
        node.set("rule", rule);
    }
}
