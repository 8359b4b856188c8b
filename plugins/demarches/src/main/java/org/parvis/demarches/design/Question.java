package org.parvis.demarches.design;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A question, or a column of rows: its property in the data, its control on the screen, its texts.
 *
 * @param path of the answer; of a column, its name in the row
 * @param key of its texts
 * @param rows the control of the rows of which it is a column; a question has none
 */
record Question(Parts parts, DataEdit.Property property, ObjectNode control, String path, String key, Optional<ObjectNode> rows) {
    static final Map<String, String> MEDIA = Map.of("pdf", "application/pdf", "jpeg", "image/jpeg", "png", "image/png");
    /** What the designer shows; anything else is kept and told. */
    private static final Set<String> SHOWN = Set.of(
            "type", "format", "enum", "items", "const", "minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems", "uniqueItems", "formatMinimum",
            "formatMaximum", "properties", "required");
    private static final Set<String> SHOWN_OPTIONS = Set.of("multi", "format", "accept", "autocomplete", "inputmode", "detail");
    private static final Set<String> SHOWN_CONTROL = Set.of("type", "scope", "i18n", "options", "rule");

    static Optional<Question> of(Parts parts, String path) {
        return new Outline(parts).question(path).flatMap(place -> new DataEdit(parts).find(path)
                .map(property -> new Question(parts, property, place.node(), path, place.node().path("i18n").asText(path), Optional.empty())));
    }

    QuestionKind kind() {
        return QuestionKind.of(property.schema(), control);
    }

    List<String> columns() {
        List<String> names = new ArrayList<>();
        property.schema().path("items").path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    Optional<Question> column(String name) {
        if (!(property.schema().path("items") instanceof ObjectNode items)) {
            return Optional.empty();
        }
        return DataEdit.in(items, name).map(column -> {
            ObjectNode detail = Parts.MAKE.objectNode().put("type", "Control").put("scope", Outline.scope(name));
            for (JsonNode each : control.path("options").path("detail").path("elements")) {
                detail = Outline.path(each).equals(name) && each instanceof ObjectNode there ? there : detail;
            }
            return new Question(parts, column, detail, name, detail.path("i18n").asText(key + "." + name), Optional.of(control));
        });
    }

    /** A new question at the end of a step or group. */
    static Question add(Parts parts, ObjectNode container, String group, QuestionKind kind, String french, String english) {
        DataEdit data = new DataEdit(parts);
        String name = data.free(group, Outline.word(french, "question"));
        String path = group.isEmpty() ? name : group + "." + name;
        DataEdit.Property property = data.add(path);
        ObjectNode control = Parts.MAKE.objectNode().put("type", "Control").put("scope", Outline.scope(path));
        Outline.elements(container).add(control);
        return new Question(parts, property, control, path, path, Optional.empty()).begun(kind, french, english);
    }

    /** A new column. */
    Question addColumn(QuestionKind kind, String french, String english) {
        ObjectNode items = (ObjectNode) property.schema().path("items");
        String name = DataEdit.free(items, Outline.word(french, "column"));
        DataEdit.add(items, name);
        Question column = column(name).orElseThrow().begun(kind, french, english);
        column.attach();
        return column;
    }

    private Question begun(QuestionKind kind, String french, String english) {
        kind.into(property, control);
        parts.messages("fr").set(key + ".label", french);
        parts.messages("en").set(key + ".label", english);
        return this;
    }

    /** The control of a column stands among those of its row only if it says something. */
    void attach() {
        rows.ifPresent(of -> {
            if (control.size() > 2) {
                ObjectNode options = of.path("options") instanceof ObjectNode there ? there : of.putObject("options");
                ObjectNode detail = options.path("detail") instanceof ObjectNode there ? there : options.putObject("detail").put("type", "VerticalLayout");
                ArrayNode elements = Outline.elements(detail);
                if (!same(elements)) {
                    elements.add(control);
                }
            }
        });
    }

    private boolean same(ArrayNode elements) {
        for (JsonNode each : elements) {
            if (each == control) {
                return true;
            }
        }
        return false;
    }

    /** Takes a column away. */
    void removeColumn() {
        property.remove();
        rows.ifPresent(of -> {
            if (of.path("options").path("detail").path("elements") instanceof ArrayNode elements) {
                for (int i = elements.size() - 1; i >= 0; i--) {
                    if (elements.get(i) == control) {
                        elements.remove(i);
                    }
                }
                if (elements.isEmpty()) {
                    QuestionKind.option(of, "detail", null);
                }
            }
        });
        parts.forget(key);
    }

    /** The values of a choice. */
    List<String> values() {
        List<String> values = new ArrayList<>();
        enumeration().forEach(value -> values.add(value.asText()));
        return values;
    }

    JsonNode enumeration() {
        return property.schema().has("enum") ? property.schema().path("enum") : property.schema().path("items").path("enum");
    }

    /** What of it the designer leaves as it is, as it is written; by where it stands. */
    Map<String, String> kept() {
        Map<String, String> kept = new HashMap<>();
        property.schema().properties().forEach(each -> keep(kept, SHOWN, each));
        control.properties().forEach(each -> keep(kept, SHOWN_CONTROL, each));
        control.path("options").properties().forEach(each -> keep(kept, SHOWN_OPTIONS, each));
        if (Condition.of(control, parts).effect() == Condition.Effect.KEPT) {
            kept.put("rule", control.path("rule").toString());
        }
        return kept;
    }

    private static void keep(Map<String, String> kept, Set<String> shown, Map.Entry<String, JsonNode> each) {
        if (!shown.contains(each.getKey())) {
            kept.put(each.getKey(), each.getValue().isTextual() ? each.getValue().asText() : each.getValue().toString());
        }
    }

    String text(String variant, String what) {
        return parts.messages(variant).get(key + "." + what);
    }
}
