package org.parvis.demarches.procedure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The steps of a form, in order. */
public record Screens(List<Step> steps) {
    public Screens {
        steps = List.copyOf(steps);
    }

    /** One screen. */
    public record Step(String key, List<Element> elements, Element.@Nullable Rule rule) {
        public Step {
            elements = List.copyOf(elements);
        }

        public boolean shown(JsonNode answers) {
            return rule == null || rule.shows(answers);
        }

        /** The questions that are asked, as things stand. */
        public List<Field> asked(JsonNode answers) {
            List<Field> fields = new ArrayList<>();
            if (shown(answers)) {
                collect(elements, element -> element.shown(answers), fields);
            }
            return fields;
        }
    }

    private static void collect(List<Element> elements, Predicate<Element> which, List<Field> into) {
        for (Element element : elements) {
            if (which.test(element) && element instanceof Element.Control control) {
                into.add(control.field());
            } else if (which.test(element) && element instanceof Element.Box box) {
                collect(box.elements(), which, into);
            }
        }
    }

    /** All questions. */
    public List<Field> fields() {
        List<Field> fields = new ArrayList<>();
        steps.forEach(step -> collect(step.elements(), element -> true, fields));
        return fields;
    }

    /** The questions that are asked, as things stand. */
    public List<Field> asked(JsonNode answers) {
        List<Field> fields = new ArrayList<>();
        steps.forEach(step -> fields.addAll(step.asked(answers)));
        return fields;
    }

    /** The steps that are there, as things stand. */
    public List<Step> shown(JsonNode answers) {
        return steps.stream().filter(step -> step.shown(answers)).toList();
    }
}
