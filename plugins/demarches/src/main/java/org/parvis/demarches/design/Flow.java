package org.parvis.demarches.design;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parvis.api.content.Slug;
import org.parvis.api.route.Fields;
import org.parvis.api.route.Form;

/** The life of a file as it is in {@code workflow.yaml}: states and the ways between them. */
final class Flow {
    static final List<String> KINDS = List.of("open", "waiting", "closed");
    static final List<String> OUTCOMES = List.of("granted", "refused", "none");
    private static final int LABEL = 300;
    private static final int LONGEST_NAME = 36;

    private final Parts parts;

    Flow(Parts parts) {
        this.parts = parts;
    }

    private ObjectNode object(String name) {
        return parts.workflow().path(name) instanceof ObjectNode there ? there : parts.workflow().putObject(name);
    }

    List<String> states() {
        List<String> ids = new ArrayList<>();
        parts.workflow().path("states").fieldNames().forEachRemaining(ids::add);
        return ids;
    }

    List<String> ways() {
        List<String> ids = new ArrayList<>();
        parts.workflow().path("transitions").fieldNames().forEachRemaining(ids::add);
        return ids;
    }

    /** What the sheet says that there is to pay. */
    List<String> fees() {
        List<String> names = new ArrayList<>();
        parts.header().path("fees").fieldNames().forEachRemaining(names::add);
        return names;
    }

    Optional<ObjectNode> state(String id) {
        return parts.workflow().path("states").path(id) instanceof ObjectNode there ? Optional.of(there) : Optional.empty();
    }

    Optional<ObjectNode> way(String id) {
        return parts.workflow().path("transitions").path(id) instanceof ObjectNode there ? Optional.of(there) : Optional.empty();
    }

    String initial() {
        return parts.workflow().path("initial").asText("");
    }

    void initial(String state) {
        Lists.set(parts.workflow(), "initial", state);
    }

    String addState(String french, String english) {
        String id = free(states(), french, "state");
        object("states").putObject(id).put("kind", "open");
        say("state." + id, french, english);
        return id;
    }

    String addWay(String french, String english) {
        String id = free(ways(), french, "way");
        object("transitions").putObject(id);
        say("transition." + id, french, english);
        return id;
    }

    private void say(String key, String french, String english) {
        parts.messages("fr").set(key, french);
        parts.messages("en").set(key, english);
    }

    /** A name for the technical files out of a label: {@code En cours d’examen} gives {@code en_cours_d_examen}. */
    static String free(List<String> taken, String label, String otherwise) {
        String slug = Slug.of(label).replace('-', '_');
        String cut = slug.substring(0, Math.min(slug.length(), LONGEST_NAME)).replaceAll("_+$", "");
        String wanted = cut.matches("[a-z].*") ? cut : otherwise;
        String id = wanted;
        for (int i = 2; taken.contains(id); i++) {
            id = wanted + "_" + i;
        }
        return id;
    }

    /** A state goes; ways that also begin elsewhere go on from there. Ways that lead to it are told by the check. */
    void removeState(String id) {
        object("states").remove(id);
        parts.forget("state." + id);
        for (String way : ways()) {
            way(way).ifPresent(node -> {
                List<String> from = new ArrayList<>(Lists.words(node.path("from")));
                if (from.remove(id)) {
                    Lists.set(node, "from", from);
                }
            });
        }
    }

    void removeWay(String id) {
        object("transitions").remove(id);
        parts.forget("transition." + id);
        settleLetters();
    }

    /** A letter that a way makes has a title: that of its first line until another one is given; one that none makes has none. */
    void settleLetters() {
        for (String letter : parts.letters()) {
            if (ways().stream().noneMatch(way -> way(way).filter(node -> node.path("document").asText("").equals(letter)).isPresent())) {
                parts.forget("document." + letter);
                continue;
            }
            for (String language : List.of("fr", "en")) {
                if (parts.messages(language).get("document." + letter).isBlank()) {
                    parts.letter(letter, language).lines().filter(line -> line.startsWith("# ")).findFirst()
                            .ifPresent(line -> parts.messages(language).set("document." + letter, line.substring(2).replaceAll("\\[[^]]*]", "").strip()));
                }
            }
        }
    }

    Map<String, String> typedState(String id) {
        Map<String, String> typed = new HashMap<>();
        ObjectNode state = state(id).orElseThrow();
        typed.put("kind", state.path("kind").asText());
        typed.put("outcome", state.path("outcome").asText(""));
        typed.put("pays", state.path("pays").asText(""));
        typed.put("initial", initial().equals(id) ? "true" : "");
        for (String variant : Parts.VARIANTS) {
            typed.put("label." + variant, parts.messages(variant).get("state." + id));
            typed.put("description." + variant, parts.messages(variant).get("state." + id + ".description"));
        }
        return typed;
    }

    void applyState(String id, Form form, Fields fields) {
        ObjectNode state = state(id).orElseThrow();
        fields.required("label.fr", LABEL);
        for (String variant : Parts.VARIANTS) {
            parts.messages(variant).set("state." + id, fields.text("label." + variant, LABEL));
            parts.messages(variant).set("state." + id + ".description", fields.text("description." + variant, 1_000));
        }
        String kind = form.value("kind");
        if (KINDS.contains(kind)) {
            Lists.set(state, "kind", kind);
        }
        String outcome = form.value("outcome");
        Lists.set(state, "outcome", kind.equals("closed") && OUTCOMES.contains(outcome) ? outcome : "");
        if (kind.equals("closed") && outcome.isEmpty()) {
            fields.wrong("outcome", "form.required");
        }
        String fee = form.value("pays");
        Lists.set(state, "pays", fees().contains(fee) || fee.equals(state.path("pays").asText()) ? fee : "");
        if (form.ticked("initial")) {
            initial(id);
        }
    }
}
