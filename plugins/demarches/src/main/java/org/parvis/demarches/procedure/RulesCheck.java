package org.parvis.demarches.procedure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether each step and each question can be reached: a rule must be able to come true, and no question may wait for itself. */
final class RulesCheck {
    private final DataSchema data;
    private final Source source;
    private final Faults faults;
    /** Where each rule stands in the file. */
    private final Map<Element.Rule, String> pointers;
    /** Questions that a question waits for, with the place of the rule. */
    private final Map<String, Map<String, String>> waits = new HashMap<>();

    private RulesCheck(DataSchema data, Source source, Faults faults, Map<Element.Rule, String> pointers) {
        this.data = data;
        this.source = source;
        this.faults = faults;
        this.pointers = pointers;
    }

    static void check(Screens screens, DataSchema data, Source source, Faults faults, Map<Element.Rule, String> pointers) {
        RulesCheck check = new RulesCheck(data, source, faults, pointers);
        for (Screens.Step step : screens.steps()) {
            check.collect(step.elements(), rules(List.of(), step.rule()));
        }
        pointers.forEach(check::possible);
        check.cycles();
    }

    private static List<Element.Rule> rules(List<Element.Rule> above, Element.@Nullable Rule own) {
        List<Element.Rule> all = new ArrayList<>(above);
        if (own != null) {
            all.add(own);
        }
        return all;
    }

    private void collect(List<Element> elements, List<Element.Rule> above) {
        for (Element element : elements) {
            List<Element.Rule> rules = rules(above, element.rule());
            if (element instanceof Element.Box box) {
                collect(box.elements(), rules);
            } else if (element instanceof Element.Control control) {
                rules.forEach(rule -> waits.computeIfAbsent(control.field().path(), path -> new HashMap<>()).putIfAbsent(looked(rule), pointers.getOrDefault(rule, "")));
            }
        }
    }

    private static String looked(Element.Rule rule) {
        return rule.pointer().substring(1).replace('/', '.');
    }

    /** A rule about a choice or a box to tick comes true for one of its values, or for none. */
    private void possible(Element.Rule rule, String pointer) {
        List<JsonNode> values = new ArrayList<>(List.of(NullNode.getInstance()));
        DataSchema.Property property = data.properties().get(looked(rule));
        if (property == null) {
            return;
        }
        if (property.schema().has("enum")) {
            property.schema().path("enum").forEach(values::add);
        } else if (property.schema().path("type").asText().equals("boolean")) {
            values.addAll(List.of(BooleanNode.TRUE, BooleanNode.FALSE));
        } else {
            return;
        }
        if (values.stream().noneMatch(value -> rule.schema().validate(value).isEmpty() == rule.show())) {
            faults.at(source, pointer + "/condition", "ui.never", looked(rule));
        }
    }

    private void cycles() {
        waits.forEach((question, others) -> others.forEach((other, pointer) -> {
            if (other.equals(question) || reached(other).contains(question)) {
                faults.at(source, pointer, "ui.cycle", question);
            }
        }));
    }

    /** All that a question waits for, over others too. */
    private Set<String> reached(String question) {
        Set<String> reached = new HashSet<>();
        List<String> left = new ArrayList<>(waits.getOrDefault(question, Map.of()).keySet());
        while (!left.isEmpty()) {
            String next = left.remove(left.size() - 1);
            if (reached.add(next)) {
                left.addAll(waits.getOrDefault(next, Map.of()).keySet());
            }
        }
        return reached;
    }
}
