package org.parvis.demarches.procedure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parvis.demarches.procedure.Workflow.Kind;
import org.parvis.demarches.procedure.Workflow.Outcome;
import org.parvis.demarches.procedure.Workflow.State;
import org.parvis.demarches.procedure.Workflow.Transition;

/** Reads {@code workflow.yaml}. */
final class WorkflowReader {
    private static final String NAME = "[a-z][a-z0-9_]{0,39}";
    private static final Set<String> KEYS = Set.of("from", "to", "by", "requires", "fields", "notify", "document");

    private final Source source;
    private final Faults faults;
    private final Map<String, State> states = new LinkedHashMap<>();

    private WorkflowReader(Source source, Faults faults) {
        this.source = source;
        this.faults = faults;
    }

    /** Empty, with faults, if it cannot be walked through. */
    static Optional<Workflow> read(Source source, Faults faults) {
        return new WorkflowReader(source, faults).workflow();
    }

    /** The states and the ways that can be gone. */
    static Workflow salvaged(Source source) {
        return new WorkflowReader(source, new Faults()).parts();
    }

    private Workflow parts() {
        JsonNode root = source.root();
        for (Map.Entry<String, JsonNode> state : root.path("states").properties()) {
            readState(state.getKey(), state.getValue(), "/states/" + Source.escaped(state.getKey()));
        }
        List<Transition> transitions = new ArrayList<>();
        for (Map.Entry<String, JsonNode> way : root.path("transitions").properties()) {
            transition(way.getKey(), way.getValue(), "/transitions/" + Source.escaped(way.getKey())).ifPresent(transitions::add);
        }
        return new Workflow(root.path("initial").asText(), states, transitions);
    }

    private Optional<Workflow> workflow() {
        Workflow workflow = parts();
        String initial = workflow.initial();
        if (!states.containsKey(initial) || states.get(initial).kind() != Kind.OPEN) {
            faults.at(source, "/initial", "workflow.initial", initial);
            return Optional.empty();
        }
        WorkflowCheck.check(workflow, source, faults);
        return Optional.of(workflow);
    }

    private void readState(String id, JsonNode node, String pointer) {
        if (!id.matches(NAME)) {
            faults.at(source, pointer, "name", id);
        }
        Kind kind = one(Kind.class, node.path("kind"), pointer + "/kind").orElse(Kind.OPEN);
        Outcome outcome = kind == Kind.CLOSED ? one(Outcome.class, node.path("outcome"), pointer + "/outcome").orElse(Outcome.NONE) : null;
        states.put(id, new State(id, kind, outcome, text(node.path("pays"))));
    }

    private Optional<Transition> transition(String id, JsonNode node, String pointer) {
        node.fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                faults.at(source, pointer + "/" + Source.escaped(key), "key", key);
            }
        });
        if (!id.matches(NAME)) {
            faults.at(source, pointer, "name", id);
        }
        Set<String> from = new LinkedHashSet<>();
        node.path("from").forEach(state -> from.add(known(state.asText(), pointer + "/from")));
        String to = known(node.path("to").asText(), pointer + "/to");
        if (from.isEmpty()) {
            faults.at(source, pointer, "workflow.from", id);
        }
        Set<Workflow.Actor> by = several(Workflow.Actor.class, node.path("by"), pointer + "/by");
        if (by.isEmpty()) {
            faults.at(source, pointer, "workflow.by", id);
        }
        State target = states.get(to);
        if (target == null || !states.keySet().containsAll(from)) {
            return Optional.empty();
        }
        boolean notify = node.path("notify").asBoolean(target.kind() != Kind.OPEN);
        Set<Workflow.Need> needs = several(Workflow.Need.class, node.path("requires"), pointer + "/requires");
        return Optional.of(new Transition(id, from, to, by, needs, fields(node.path("fields"), pointer + "/fields"), notify, text(node.path("document"))));
    }

    private static @Nullable String text(JsonNode node) {
        return node.isMissingNode() ? null : node.asText();
    }

    private List<Workflow.Asked> fields(JsonNode node, String pointer) {
        List<Workflow.Asked> fields = new ArrayList<>();
        node.properties().forEach(field -> {
            String type = field.getValue().path("type").asText("text");
            if (!Set.of("text", "area", "date", "number", Workflow.AMOUNT).contains(type) || !field.getKey().matches("[a-z][A-Za-z0-9]{0,39}")) {
                faults.at(source, pointer + "/" + Source.escaped(field.getKey()), "workflow.field", field.getKey(), type);
            }
            fields.add(new Workflow.Asked(field.getKey(), type, field.getValue().path("required").asBoolean()));
        });
        return fields;
    }

    private String known(String state, String pointer) {
        if (!states.containsKey(state)) {
            faults.at(source, pointer, "workflow.state", state);
        }
        return state;
    }

    private <E extends Enum<E>> Set<E> several(Class<E> type, JsonNode nodes, String pointer) {
        Set<E> all = EnumSet.noneOf(type);
        nodes.forEach(node -> one(type, node, pointer).ifPresent(all::add));
        return all;
    }

    private <E extends Enum<E>> Optional<E> one(Class<E> type, JsonNode node, String pointer) {
        return Codes.one(type, node.asText(), source, pointer, faults);
    }
}
