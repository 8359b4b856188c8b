package org.parvis.demarches.design;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.parvis.api.route.Fields;
import org.parvis.api.route.Form;

/** What is asked in a form, in words: for lists to choose from, and for conditions. */
final class Asked {
    /** Between the path of a question and one of its values. */
    private static final String IS = "=";
    private static final String TICKED = "true";
    private static final int LEAST_CONDITIONS = 3;

    private final Parts parts;
    private final String language;

    Asked(Parts parts, String language) {
        this.parts = parts;
        this.language = language;
    }

    /** The answers to one question that a condition can look at; one without a label is a ticked box. */
    public record Group(String label, List<Workbench.Choice> options) {}

    /**
     * A condition in words.
     *
     * @param effect always, show, hide or kept
     * @param values labels of answers; an empty one is a ticked box
     */
    public record Sentence(String effect, String question, List<String> values) {}

    String language() {
        return language;
    }

    String label(String path) {
        return Question.of(parts, path).map(this::label).orElse(path);
    }

    private String label(Question question) {
        String label = parts.text(language, question.key() + ".label");
        return label.isBlank() ? question.path() : label;
    }

    /** Questions of one line of text, by path. */
    List<Workbench.Choice> texts() {
        List<Workbench.Choice> choices = new ArrayList<>();
        for (ObjectNode node : Outline.questions(parts.screens())) {
            Question.of(parts, Outline.path(node))
                    .filter(question -> question.property().schema().path("type").asText().equals("string"))
                    .ifPresent(question -> choices.add(new Workbench.Choice(question.path(), label(question))));
        }
        return choices;
    }

    /** What a thing can depend on: choices and boxes of its step and of those before, but not itself. */
    List<Group> conditions(int step, JsonNode except) {
        List<Group> groups = new ArrayList<>();
        for (int i = 0; i <= step && i < new Outline(parts).steps().size(); i++) {
            for (ObjectNode node : Outline.questions(new Outline(parts).steps().get(i))) {
                if (node != except && !Outline.questions(except).contains(node)) {
                    Question.of(parts, Outline.path(node)).ifPresent(question -> group(question, groups));
                }
            }
        }
        return groups;
    }

    private void group(Question question, List<Group> groups) {
        List<Workbench.Choice> options = new ArrayList<>();
        if (question.kind().choice()) {
            question.values().forEach(value -> options.add(new Workbench.Choice(question.path() + IS + value, said(question, value))));
        } else if (question.kind() == QuestionKind.CHECK) {
            options.add(new Workbench.Choice(question.path() + IS + TICKED, ""));
        }
        if (!options.isEmpty()) {
            groups.add(new Group(label(question), options));
        }
    }

    private String said(Question question, String value) {
        String text = parts.text(language, question.key() + "." + value);
        return text.isBlank() ? value : text;
    }

    Sentence sentence(JsonNode node) {
        Condition condition = Condition.of(node, parts);
        List<String> values = new ArrayList<>();
        condition.values().forEach(value -> values.add(Question.of(parts, condition.path()).filter(question -> question.kind().choice())
                .map(question -> said(question, value)).orElse("")));
        return new Sentence(condition.effect().name().toLowerCase(Locale.ROOT), condition.path().isEmpty() ? "" : label(condition.path()), values);
    }

    /** Fields of the form of a condition. */
    Map<String, String> typed(JsonNode node) {
        Condition condition = Condition.of(node, parts);
        Map<String, String> typed = new HashMap<>();
        typed.put("effect", condition.effect().name().toLowerCase(Locale.ROOT));
        for (int i = 0; i < condition.values().size(); i++) {
            typed.put("when." + i, condition.path() + IS + condition.values().get(i));
        }
        return typed;
    }

    /** How many answers can be chosen: some more than there are. */
    static int rows(JsonNode node) {
        int there = Condition.of(node).values().size();
        return Math.max(LEAST_CONDITIONS, there + 1);
    }

    /** Changes the condition of a thing as a form says. */
    void apply(ObjectNode node, Form form, Fields fields) {
        String effect = form.value("effect");
        if (effect.equals("always")) {
            Condition.ALWAYS.into(node, parts);
        } else if (effect.equals("show") || effect.equals("hide")) {
            List<String> chosen = new ArrayList<>();
            for (int i = 0; form.typed().containsKey("when." + i); i++) {
                form.text("when." + i).filter(one -> one.contains(IS)).ifPresent(chosen::add);
            }
            List<String> paths = chosen.stream().map(one -> one.substring(0, one.indexOf(IS))).distinct().toList();
            if (paths.size() != 1) {
                fields.wrong("when.0", chosen.isEmpty() ? "demarches.design.invalid.when" : "demarches.design.invalid.when.one");
                return;
            }
            List<String> values = chosen.stream().map(one -> one.substring(one.indexOf(IS) + 1)).distinct().toList();
            new Condition(Condition.Effect.valueOf(effect.toUpperCase(Locale.ROOT)), paths.get(0), values).into(node, parts);
        }
    }
}
