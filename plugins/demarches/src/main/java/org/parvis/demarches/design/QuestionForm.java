package org.parvis.demarches.design;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parvis.api.route.Fields;
import org.parvis.api.route.Form;
import org.parvis.demarches.procedure.Bounds;

/** The form in which a question is edited: what stands in its fields, and what becomes of the question when it is sent. */
final class QuestionForm {
    static final String TODAY = "today";
    static final String DAY = "day";
    /** Further choices that can be added at once. */
    static final int MORE = 3;
    private static final int LABEL = 500;
    private static final int HINT = 1_000;
    private static final int MOST_OPTIONS = 100;
    /** Texts that there are in each variant. */
    private static final List<String> TEXTS = List.of("label", "description");

    private final Question question;

    QuestionForm(Question question) {
        this.question = question;
    }

    Map<String, String> typed() {
        Map<String, String> typed = new HashMap<>();
        for (String variant : Parts.VARIANTS) {
            TEXTS.forEach(what -> typed.put(what + "." + variant, question.text(variant, what)));
        }
        for (String language : List.of("fr", "en")) {
            typed.put("error." + language, question.text(language, "error"));
            typed.put("item." + language, question.text(language, "item.label"));
        }
        JsonNode schema = question.property().schema();
        JsonNode options = question.control().path("options");
        typed.put("kind", question.kind().code());
        typed.put("required", question.property().required() ? "true" : "");
        typed.put("least", written(schema, limit(question.kind(), true)));
        typed.put("most", written(schema, limit(question.kind(), false)));
        day(typed, "first", schema.path("formatMinimum").asText(""));
        day(typed, "last", schema.path("formatMaximum").asText(""));
        typed.put("autocomplete", options.path("autocomplete").asText(""));
        List<String> accepted = new ArrayList<>();
        options.path("accept").forEach(type -> accepted.add(type.asText()));
        Question.MEDIA.forEach((name, type) -> typed.put("accept." + name, accepted.isEmpty() || accepted.contains(type) ? "true" : ""));
        List<String> values = question.values();
        for (int i = 0; i < values.size(); i++) {
            typed.put("option." + i + ".value", values.get(i));
            typed.put("option." + i + ".order", String.valueOf(i + 1));
            for (String language : List.of("fr", "en")) {
                typed.put("option." + i + "." + language, question.text(language, values.get(i)));
            }
        }
        return typed;
    }

    private static void day(Map<String, String> typed, String name, String bound) {
        boolean day = !bound.isEmpty() && !bound.equals(TODAY) && !Bounds.refers(bound);
        typed.put(name, day ? DAY : bound.equals(TODAY) ? TODAY : "");
        typed.put(name + ".day", day ? bound : "");
    }

    private static String written(JsonNode schema, String keyword) {
        JsonNode value = schema.path(keyword);
        return value.isNumber() ? value.decimalValue().toPlainString() : "";
    }

    /** The keyword of the least or the most of a kind; empty: it has none. */
    private static String limit(QuestionKind kind, boolean least) {
        if (QuestionKind.LENGTHS.contains(kind)) {
            return least ? "minLength" : "maxLength";
        }
        if (QuestionKind.NUMBERS.contains(kind)) {
            return least ? "minimum" : "maximum";
        }
        return QuestionKind.COUNTS.contains(kind) || kind == QuestionKind.BOXES ? (least ? "minItems" : "maxItems") : "";
    }

    /** Changes the question as the form says, as far as that makes sense. */
    void apply(Form form, Fields fields) {
        fields.required("label.fr", LABEL);
        for (String variant : Parts.VARIANTS) {
            set(variant, "label", fields.text("label." + variant, LABEL));
            set(variant, "description", fields.text("description." + variant, HINT));
        }
        for (String language : List.of("fr", "en")) {
            set(language, "error", fields.text("error." + language, HINT));
        }
        question.property().required(form.ticked("required"));
        QuestionKind wanted = QuestionKind.of(form.value("kind"));
        QuestionKind kind = question.kind();
        if (wanted != QuestionKind.KEPT && wanted != kind && (question.rows().isEmpty() || QuestionKind.COLUMNS.contains(wanted))) {
            // The limits that were typed are those of the other kind.
            wanted.into(question.property(), question.control());
            question.attach();
            return;
        }
        limits(form, fields, kind);
        String filled = form.value("autocomplete");
        if (!filled.equals(question.control().path("options").path("autocomplete").asText(""))) {
            QuestionKind.option(question.control(), "autocomplete", filled.matches("[a-z0-9-]{1,40}") ? Parts.MAKE.textNode(filled) : null);
        }
        if (kind.choice()) {
            options(form, fields);
        }
        if (kind == QuestionKind.ROWS) {
            for (String language : List.of("fr", "en")) {
                set(language, "item.label", fields.text("item." + language, LABEL));
            }
        }
        if (kind == QuestionKind.FILES) {
            accept(form);
        }
        question.attach();
    }

    private void set(String variant, String what, String text) {
        question.parts().messages(variant).set(question.key() + "." + what, text);
    }

    private void limits(Form form, Fields fields, QuestionKind kind) {
        for (boolean least : List.of(true, false)) {
            String keyword = limit(kind, least);
            if (!keyword.isEmpty()) {
                number(form, fields, least ? "least" : "most", keyword, kind == QuestionKind.NUMBER);
            }
        }
        if (kind == QuestionKind.DATE) {
            bound(form, fields, "first", "formatMinimum");
            bound(form, fields, "last", "formatMaximum");
        }
    }

    private void number(Form form, Fields fields, String name, String keyword, boolean decimals) {
        ObjectNode schema = question.property().schema();
        String typed = form.value(name).replace(',', '.').replace(" ", "");
        if (typed.equals(written(schema, keyword))) {
            return;
        }
        boolean signed = keyword.equals("minimum") || keyword.equals("maximum");
        if (typed.isEmpty()) {
            schema.remove(keyword);
        } else if (!typed.matches((signed ? "-?" : "") + "[0-9]{1,9}" + (decimals ? "(\\.[0-9]{1,4})?" : ""))) {
            fields.wrong(name, "demarches.design.invalid.number");
        } else if (typed.contains(".")) {
            schema.put(keyword, new BigDecimal(typed));
        } else {
            schema.put(keyword, Long.parseLong(typed));
        }
    }

    private void bound(Form form, Fields fields, String name, String keyword) {
        ObjectNode schema = question.property().schema();
        String chosen = form.value(name);
        String bound = chosen.equals(DAY) ? day(form.value(name + ".day")) : chosen.equals(TODAY) ? TODAY : "";
        if (bound == null) {
            fields.wrong(name + ".day", "demarches.design.invalid.day");
        } else if (bound.isEmpty()) {
            // One that names another date is said in files alone, and stays.
            if (!Bounds.refers(schema.path(keyword).asText(""))) {
                schema.remove(keyword);
            }
        } else {
            schema.put(keyword, bound);
        }
    }

    private static @Nullable String day(String typed) {
        try {
            return LocalDate.parse(typed).toString();
        } catch (DateTimeException malformed) {
            return null;
        }
    }

    private void accept(Form form) {
        List<String> wanted = new ArrayList<>();
        JsonNode before = question.control().path("options").path("accept");
        before.forEach(type -> {
            boolean known = Question.MEDIA.containsValue(type.asText());
            if (!known || form.ticked("accept." + type.asText().replaceFirst(".*/", ""))) {
                wanted.add(type.asText());
            }
        });
        Stream.of("pdf", "jpeg", "png").filter(name -> form.ticked("accept." + name)).map(Question.MEDIA::get).filter(type -> !wanted.contains(type)).forEach(wanted::add);
        boolean usual = before.isMissingNode() && wanted.size() == Question.MEDIA.size();
        ArrayNode list = Parts.MAKE.arrayNode();
        wanted.forEach(list::add);
        QuestionKind.option(question.control(), "accept", wanted.isEmpty() || usual ? null : list);
    }

    /** A choice as it was typed. */
    private record Option(String value, String french, String english, int order) {}

    private void options(Form form, Fields fields) {
        List<Option> options = new ArrayList<>();
        List<String> before = question.values();
        List<String> gone = new ArrayList<>(before);
        for (int i = 0; i < MOST_OPTIONS && form.typed().containsKey("option." + i + ".fr"); i++) {
            String name = "option." + i + ".";
            String french = fields.text(name + "fr", LABEL);
            String english = fields.text(name + "en", LABEL);
            if (form.ticked(name + "drop") || french.isBlank() && english.isBlank()) {
                continue;
            }
            String value = form.value(name + "value");
            String kept = before.contains(value) ? value : free(french.isBlank() ? english : french, before, options);
            gone.remove(kept);
            options.add(new Option(kept, french, english, order(form.value(name + "order"))));
        }
        options.sort(Comparator.comparingInt(Option::order));
        List<String> values = options.stream().map(Option::value).toList();
        if (!values.equals(before)) {
            ArrayNode list = Parts.MAKE.arrayNode();
            values.forEach(list::add);
            ObjectNode schema = question.property().schema();
            (schema.has("enum") ? schema : (ObjectNode) schema.path("items")).set("enum", list);
        }
        gone.forEach(value -> question.parts().forget(question.key() + "." + value));
        options.forEach(option -> {
            set("fr", option.value(), option.french());
            set("en", option.value(), option.english());
        });
        if (options.isEmpty()) {
            fields.wrong("option.0.fr", "demarches.design.invalid.options");
        }
    }

    private static int order(String typed) {
        return typed.matches("[0-9]{1,3}") ? Integer.parseInt(typed) : MOST_OPTIONS;
    }

    /** A value for the files, which people never see. */
    private static String free(String label, List<String> before, List<Option> options) {
        String wanted = Outline.word(label, "choice");
        String value = wanted;
        for (int i = 2; before.contains(value) || taken(options, value); i++) {
            value = wanted + i;
        }
        return value;
    }

    private static boolean taken(List<Option> options, String value) {
        return options.stream().anyMatch(option -> option.value().equals(value)) || List.of("label", "description", "error", "item").contains(value);
    }
}
