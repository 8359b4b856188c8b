package org.parvis.demarches.design;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.parvis.api.route.Fields;
import org.parvis.api.route.Form;
import org.parvis.demarches.procedure.Workflow;

/** The form of a way of the workflow: from where to where, who goes it, what it asks for, whom it tells, which letter it makes. */
final class WayForm {
    static final List<String> ACTORS = List.of("case_worker", "reception", "citizen", "clock", "payment");
    static final List<String> NEEDS = List.of("message", "reason", "due", "paid");
    static final List<String> TYPES = List.of("text", "area", "date", "number", Workflow.AMOUNT);
    /** Further fields that can be added at once. */
    static final int MORE = 2;
    private static final int MOST_FIELDS = 30;
    private static final int LABEL = 300;

    private final Parts parts;
    private final String id;
    private final ObjectNode way;

    WayForm(Parts parts, String id) {
        this.parts = parts;
        this.id = id;
        this.way = new Flow(parts).way(id).orElseThrow();
    }

    private String key() {
        return "transition." + id;
    }

    private List<String> fields() {
        List<String> names = new ArrayList<>();
        way.path("fields").fieldNames().forEachRemaining(names::add);
        return names;
    }

    Map<String, String> typed() {
        Map<String, String> typed = new HashMap<>();
        Parts.VARIANTS.forEach(variant -> typed.put("label." + variant, parts.messages(variant).get(key())));
        Lists.words(way.path("from")).forEach(state -> typed.put("from." + state, "true"));
        typed.put("to", way.path("to").asText(""));
        Lists.words(way.path("by")).forEach(actor -> typed.put("by." + actor, "true"));
        Lists.words(way.path("requires")).forEach(need -> typed.put("requires." + need, "true"));
        typed.put("notify", way.has("notify") ? (way.path("notify").asBoolean() ? "yes" : "no") : "");
        typed.put("document", way.path("document").asText(""));
        List<String> names = fields();
        for (int i = 0; i < names.size(); i++) {
            String field = "field." + i + ".";
            typed.put(field + "name", names.get(i));
            typed.put(field + "type", way.path("fields").path(names.get(i)).path("type").asText("text"));
            typed.put(field + "required", way.path("fields").path(names.get(i)).path("required").asBoolean() ? "true" : "");
            typed.put(field + "fr", parts.messages("fr").get(key() + "." + names.get(i)));
            typed.put(field + "en", parts.messages("en").get(key() + "." + names.get(i)));
        }
        return typed;
    }

    void apply(Form form, Fields fields) {
        fields.required("label.fr", LABEL);
        Parts.VARIANTS.forEach(variant -> parts.messages(variant).set(key(), fields.text("label." + variant, LABEL)));
        Lists.set(way, "from", ticked(form, "from.", new Flow(parts).states()));
        if (form.value("to").isEmpty()) {
            fields.wrong("to", "form.required");
        }
        Lists.set(way, "to", form.value("to"));
        Lists.set(way, "by", ticked(form, "by.", ACTORS));
        Lists.set(way, "requires", ticked(form, "requires.", NEEDS));
        String tells = form.value("notify");
        if (tells.isEmpty()) {
            way.remove("notify");
        } else if (!way.has("notify") || way.path("notify").asBoolean() != tells.equals("yes")) {
            way.put("notify", tells.equals("yes"));
        }
        Lists.set(way, "document", form.value("document"));
        asked(form, fields);
        new Flow(parts).settleLetters();
    }

    private static List<String> ticked(Form form, String prefix, List<String> among) {
        return among.stream().filter(one -> form.ticked(prefix + one)).toList();
    }

    /** What the agent fills in; fields keep their names, with which letters name them. */
    private void asked(Form form, Fields fields) {
        List<String> before = fields();
        ObjectNode asked = Parts.MAKE.objectNode();
        for (int i = 0; i < MOST_FIELDS && form.typed().containsKey("field." + i + ".fr"); i++) {
            String field = "field." + i + ".";
            String french = fields.text(field + "fr", LABEL);
            String english = fields.text(field + "en", LABEL);
            if (form.ticked(field + "drop") || french.isBlank() && english.isBlank()) {
                continue;
            }
            String typed = form.value(field + "name");
            List<String> taken = Stream.concat(before.stream(), names(asked).stream()).toList();
            String name = before.contains(typed) ? typed : free(taken, Outline.word(french.isBlank() ? english : french, "field"));
            ObjectNode one = way.path("fields").path(name) instanceof ObjectNode there ? there.deepCopy() : Parts.MAKE.objectNode();
            String type = form.value(field + "type");
            if (!one.path("type").asText("text").equals(type) || one.isEmpty()) {
                one.put("type", TYPES.contains(type) ? type : "text");
            }
            if (form.ticked(field + "required")) {
                one.put("required", true);
            } else {
                one.remove("required");
            }
            asked.set(name, one);
            parts.messages("fr").set(key() + "." + name, french);
            parts.messages("en").set(key() + "." + name, english);
        }
        before.stream().filter(name -> !asked.has(name)).forEach(name -> parts.forget(key() + "." + name));
        if (asked.isEmpty()) {
            way.remove("fields");
        } else {
            way.set("fields", asked);
        }
    }

    private static List<String> names(ObjectNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static String free(List<String> taken, String wanted) {
        String name = wanted;
        for (int i = 2; taken.contains(name); i++) {
            name = wanted + i;
        }
        return name;
    }
}
