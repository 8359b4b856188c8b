package org.parvis.demarches.procedure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.networknt.schema.JsonSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands on a screen. */
public sealed interface Element {
    /** When it is there; null: always. */
    @Nullable Rule rule();

    /** A question. */
    record Control(Field field, @Nullable Rule rule) implements Element {}

    /** Words between questions. */
    record Words(String key, @Nullable Rule rule) implements Element {}

    /**
     * Several together.
     *
     * @param key of its title, or empty
     * @param horizontal side by side where there is room
     */
    record Box(String key, boolean horizontal, List<Element> elements, @Nullable Rule rule) implements Element {
        public Box {
            elements = List.copyOf(elements);
        }
    }

    /**
     * Shows or hides an element.
     *
     * @param pointer to the answer that is looked at
     * @param schema that it is checked against; of no answer, null is checked
     */
    record Rule(boolean show, String pointer, JsonSchema schema) {
        boolean shows(JsonNode answers) {
            JsonNode value = answers.at(pointer);
            return schema.validate(value.isMissingNode() ? NullNode.getInstance() : value).isEmpty() == show;
        }
    }

    default boolean shown(JsonNode answers) {
        Rule rule = rule();
        return rule == null || rule.shows(answers);
    }
}
