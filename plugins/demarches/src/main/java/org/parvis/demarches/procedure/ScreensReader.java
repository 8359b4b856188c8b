package org.parvis.demarches.procedure;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a JSON Forms UI schema against the schema of the data. */
final class ScreensReader {
    private static final Set<String> BOXES = Set.of("Group", "VerticalLayout", "HorizontalLayout");
    private static final int DEEPEST = 8;

    private final DataSchema data;
    private final Source source;
    private final Faults faults;
    private final FieldReader fields;
    private final Set<String> seen = new HashSet<>();
    /** Where rules look, to be checked when all controls are known: pointer in the file to path and step. */
    private final Map<String, Looked> looked = new HashMap<>();
    private final Map<String, Integer> stepOf = new HashMap<>();
    private final Map<Element.Rule, String> pointers = new IdentityHashMap<>();
    private int step;

    private record Looked(String path, int step) {}

    private ScreensReader(DataSchema data, Source source, Faults faults) {
        this.data = data;
        this.source = source;
        this.faults = faults;
        this.fields = new FieldReader(data, source, faults);
    }

    static Screens read(DataSchema data, Source source, Faults faults) {
        return new ScreensReader(data, source, faults).screens();
    }

    private Screens screens() {
        JsonNode root = source.root();
        if (!root.path("type").asText().equals("Categorization") || root.path("elements").isEmpty()) {
            faults.at(source, "/type", "ui.root");
            return new Screens(List.of());
        }
        List<Screens.Step> steps = new ArrayList<>();
        for (step = 0; step < root.path("elements").size(); step++) {
            String pointer = "/elements/" + step;
            JsonNode category = root.path("elements").get(step);
            if (!category.path("type").asText().equals("Category") || key(category).isEmpty()) {
                faults.at(source, pointer, "ui.category");
            }
            steps.add(new Screens.Step(key(category), elements(category, pointer, 0), rule(category, pointer)));
        }
        checkRules();
        RulesCheck.check(new Screens(steps), data, source, faults, pointers);
        data.properties().values().stream()
                .filter(property -> property.required() && !seen.contains(property.path()))
                .forEach(property -> faults.at(data.source(), property.pointer(), "ui.unasked", property.path()));
        return new Screens(steps);
    }

    private List<Element> elements(JsonNode parent, String pointer, int depth) {
        List<Element> elements = new ArrayList<>();
        if (parent.path("elements").isEmpty() || depth > DEEPEST) {
            faults.at(source, pointer, "ui.empty");
            return elements;
        }
        for (int i = 0; i < parent.path("elements").size(); i++) {
            element(parent.path("elements").get(i), pointer + "/elements/" + i, depth).ifPresent(elements::add);
        }
        return elements;
    }

    private Optional<Element> element(JsonNode node, String pointer, int depth) {
        String type = node.path("type").asText();
        Element.Rule rule = rule(node, pointer);
        if (type.equals("Control")) {
            return control(node, pointer, rule);
        }
        if (type.equals("Label")) {
            if (key(node).isEmpty()) {
                faults.at(source, pointer, "ui.key");
            }
            return Optional.of(new Element.Words(key(node), rule));
        }
        if (BOXES.contains(type)) {
            if (type.equals("Group") && key(node).isEmpty()) {
                faults.at(source, pointer, "ui.key");
            }
            String key = type.equals("Group") ? key(node) : "";
            return Optional.of(new Element.Box(key, type.equals("HorizontalLayout"), elements(node, pointer, depth + 1), rule));
        }
        faults.at(source, pointer + "/type", "ui.type", type);
        return Optional.empty();
    }

    private Optional<Element> control(JsonNode node, String pointer, Element.@Nullable Rule rule) {
        String scope = node.path("scope").asText();
        Optional<DataSchema.Property> property = data.byScope(scope);
        if (property.isEmpty()) {
            faults.at(source, pointer + "/scope", "scope", scope);
            return Optional.empty();
        }
        if (!seen.add(property.get().path())) {
            faults.at(source, pointer + "/scope", "ui.twice", scope);
        }
        stepOf.put(property.get().path(), step);
        return Optional.of(new Element.Control(fields.field(property.get(), node, pointer), rule));
    }

    private static String key(JsonNode node) {
        return node.path("i18n").asText("");
    }

    private Element.@Nullable Rule rule(JsonNode node, String pointer) {
        if (!node.has("rule")) {
            return null;
        }
        String at = pointer + "/rule";
        String effect = node.path("rule").path("effect").asText();
        JsonNode condition = node.path("rule").path("condition");
        String scope = condition.path("scope").asText();
        Optional<DataSchema.Property> property = data.byScope(scope);
        if (!Set.of("SHOW", "HIDE").contains(effect)) {
            faults.at(source, at + "/effect", "ui.effect", effect);
        }
        if (property.isEmpty()) {
            faults.at(source, at + "/condition/scope", "scope", scope);
        } else {
            looked.put(at + "/condition/scope", new Looked(property.get().path(), step));
        }
        Optional<JsonSchema> schema = condition.has("schema")
                ? Schemas.compile(source, at + "/condition/schema", condition.path("schema"), faults)
                : Optional.empty();
        if (!condition.has("schema")) {
            faults.at(source, at, "ui.condition");
        }
        if (property.isEmpty() || schema.isEmpty()) {
            return null;
        }
        Element.Rule rule = new Element.Rule(effect.equals("SHOW"), "/" + property.get().path().replace('.', '/'), schema.get());
        pointers.put(rule, at);
        return rule;
    }

    private void checkRules() {
        looked.forEach((pointer, rule) -> {
            Integer asked = stepOf.get(rule.path());
            if (asked == null || asked > rule.step()) {
                faults.at(source, pointer, "ui.later", rule.path());
            }
        });
    }
}
