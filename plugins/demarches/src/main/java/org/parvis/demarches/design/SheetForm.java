package org.parvis.demarches.design;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import org.parvis.api.payment.Euros;
import org.parvis.api.route.Fields;
import org.parvis.api.route.Form;
import org.parvis.demarches.procedure.Header;

/** The form of the sheet: what a procedure is, for whom, under which law and clock, what it costs, and how people read of it. */
final class SheetForm {
    static final List<String> TEXTS = List.of("title", "summary", "who", "needed", "duration", "cost", "more");
    static final List<String> CATEGORIES = List.of("town-hall", "civil-status", "family", "living", "association", "business", "safety", "death");
    static final List<String> AUDIENCES = List.of("person", "association", "company");
    static final List<String> AUTHORITIES = List.of("mayor", "council", "agent", "state");
    static final List<String> CHANNELS = List.of("counter", "phone", "post");
    static final List<String> MEANINGS = List.of("rejection", "acceptance", "none");
    static final List<String> UNITS = List.of("M", "D", "Y");
    static final List<String> APPLICANT = List.of("name", "email", "phone");
    /** Further rows that can be added at once. */
    static final int MORE = 2;
    private static final int MOST_ROWS = 20;
    private static final int TEXT = 2_000;

    private final Parts parts;
    private final ObjectNode header;

    SheetForm(Parts parts) {
        this.parts = parts;
        this.header = parts.header();
    }

    Map<String, String> typed() {
        Map<String, String> typed = new HashMap<>();
        for (String variant : Parts.VARIANTS) {
            TEXTS.forEach(key -> typed.put(key + "." + variant, parts.messages(variant).get(key)));
        }
        List.of("category", "authority", "link", "sheet", "subject").forEach(key -> typed.put(key, header.path(key).asText("")));
        Lists.words(header.path("audience")).forEach(each -> typed.put("audience." + each, "true"));
        Lists.words(header.path("channels")).forEach(each -> typed.put("channels." + each, "true"));
        typed.put("means", header.path("silence").path("means").asText(""));
        typed.put("silencelaw", header.path("silence").path("law").asText(""));
        period(typed, "after", header.path("silence").path("after").asText(""));
        period(typed, "retention", header.path("retention").asText(""));
        typed.put("archive", header.path("archive").asBoolean() ? "true" : "");
        APPLICANT.forEach(key -> typed.put("applicant." + key, header.path("applicant").path(key).asText("")));
        List<ObjectNode> laws = Lists.objects(header.path("law"));
        for (int i = 0; i < laws.size(); i++) {
            typed.put("law." + i + ".text", laws.get(i).path("text").asText(""));
            typed.put("law." + i + ".url", laws.get(i).path("url").asText(""));
        }
        int fee = 0;
        for (Map.Entry<String, JsonNode> each : header.path("fees").properties()) {
            typed.put("fee." + fee + ".name", each.getKey());
            if (!each.getValue().isObject()) {
                typed.put("fee." + fee + ".amount", BigDecimal.valueOf(each.getValue().asLong(), 2).toPlainString().replace('.', ','));
            } else {
                typed.put("fee." + fee + (each.getValue().path("tariff").asBoolean() ? ".tariff" : ".kept"), "true");
            }
            said(typed, "fee." + fee++, "fee." + each.getKey());
        }
        List<ObjectNode> cosigners = Lists.objects(header.path("cosigners"));
        for (int i = 0; i < cosigners.size(); i++) {
            String name = "cosigner." + i;
            String role = cosigners.get(i).path("role").asText("");
            typed.put(name + ".role", role);
            typed.put(name + ".name", cosigners.get(i).path("name").asText(""));
            typed.put(name + ".email", cosigners.get(i).path("email").asText(""));
            said(typed, name, "cosigner." + role);
        }
        return typed;
    }

    private void said(Map<String, String> typed, String name, String key) {
        typed.put(name + ".fr", parts.messages("fr").get(key));
        typed.put(name + ".en", parts.messages("en").get(key));
    }

    /** Of a period in one unit; another one stays as it is and is shown as it is written. */
    private static void period(Map<String, String> typed, String name, String written) {
        boolean plain = written.matches("P[0-9]{1,4}[MDY]");
        typed.put(name, plain ? written.substring(1, written.length() - 1) : written);
        typed.put(name + ".unit", plain ? written.substring(written.length() - 1) : written.isEmpty() ? "M" : "");
    }

    void apply(Form form, Fields fields) {
        for (String variant : Parts.VARIANTS) {
            TEXTS.forEach(key -> parts.messages(variant).set(key, fields.text(key + "." + variant, TEXT)));
        }
        fields.required("title.fr", 200);
        Lists.set(header, "category", among(CATEGORIES, form.value("category"), header.path("category").asText()));
        Lists.set(header, "authority", among(AUTHORITIES, form.value("authority"), header.path("authority").asText()));
        Lists.set(header, "audience", AUDIENCES.stream().filter(each -> form.ticked("audience." + each)).toList());
        Lists.set(header, "channels", CHANNELS.stream().filter(each -> form.ticked("channels." + each)).toList());
        Lists.rows(header, "law", rows(form, "law", "text", header.path("law"), (row, name) -> {
            Lists.set(row, "text", fields.text(name + "text", 500));
            Lists.set(row, "url", fields.text(name + "url", 410));
            return row;
        }));
        switch (header.path("kind").asText()) {
            case "online" -> filing(form, fields);
            case "link" -> Lists.set(header, "link", fields.text("link", 410));
            case "sheet" -> Lists.set(header, "sheet", fields.text("sheet", 10));
            default -> { }
        }
        fees(form, fields);
    }

    private static String among(List<String> known, String typed, String before) {
        return known.contains(typed) ? typed : before;
    }

    private void filing(Form form, Fields fields) {
        String means = among(MEANINGS, form.value("means"), "none");
        ObjectNode silence = header.path("silence") instanceof ObjectNode there ? there : header.putObject("silence");
        Lists.set(silence, "means", means);
        Lists.set(silence, "after", means.equals("none") ? "" : written(form, fields, "after"));
        Lists.set(silence, "law", fields.text("silencelaw", 500));
        Lists.set(header, "retention", written(form, fields, "retention"));
        if (form.ticked("archive") != header.path("archive").asBoolean()) {
            if (form.ticked("archive")) {
                header.put("archive", true);
            } else {
                header.remove("archive");
            }
        }
        ObjectNode applicant = header.path("applicant") instanceof ObjectNode there ? there : header.putObject("applicant");
        APPLICANT.forEach(key -> Lists.set(applicant, key, form.value("applicant." + key)));
        Lists.set(header, "subject", form.value("subject"));
        List<String> roles = Lists.objects(header.path("cosigners")).stream().map(each -> each.path("role").asText()).toList();
        Lists.rows(header, "cosigners", rows(form, "cosigner", "fr", header.path("cosigners"), (row, name) -> {
            String role = row.path("role").asText("").isEmpty() ? Flow.free(roles, form.value(name + "fr"), "role") : row.path("role").asText();
            Lists.set(row, "role", role);
            Lists.set(row, "name", form.value(name + "name"));
            Lists.set(row, "email", form.value(name + "email"));
            say("cosigner." + role, fields, name);
            return row;
        }));
        roles.stream().filter(role -> Lists.objects(header.path("cosigners")).stream().noneMatch(each -> each.path("role").asText().equals(role)))
                .forEach(role -> parts.forget("cosigner." + role));
    }

    private void say(String key, Fields fields, String name) {
        parts.messages("fr").set(key, fields.text(name + "fr", 300));
        parts.messages("en").set(key, fields.text(name + "en", 300));
    }

    private static String written(Form form, Fields fields, String name) {
        String typed = form.value(name);
        String unit = form.value(name + ".unit");
        if (typed.isEmpty() || unit.isEmpty() || !UNITS.contains(unit)) {
            return fields.text(name, 40);
        }
        if (!typed.matches("[1-9][0-9]{0,3}")) {
            fields.wrong(name, "demarches.design.invalid.number");
        }
        return "P" + typed + unit;
    }

    /** Rows in which something is typed; those that were there keep what the form does not show. */
    private static List<ObjectNode> rows(Form form, String prefix, String needed, JsonNode before, BiFunction<ObjectNode, String, ObjectNode> read) {
        List<ObjectNode> there = Lists.objects(before);
        List<ObjectNode> rows = new ArrayList<>();
        for (int i = 0; i < MOST_ROWS && form.typed().containsKey(prefix + "." + i + "." + needed); i++) {
            String name = prefix + "." + i + ".";
            if (!form.ticked(name + "drop") && (i < there.size() || form.text(name + needed).isPresent())) {
                rows.add(read.apply(i < there.size() ? there.get(i) : Parts.MAKE.objectNode(), name));
            }
        }
        return rows;
    }

    /** What depends on an answer, or is typed by an agent, stays as it is. */
    private static JsonNode fee(JsonNode there, Form form, Fields fields, String name) {
        boolean tariff = there.path("tariff").asBoolean();
        if (there.isObject() && (!tariff || form.ticked(name + "tariff"))) {
            return there;
        }
        if (form.ticked(name + "tariff")) {
            return Parts.MAKE.objectNode().put("tariff", true);
        }
        OptionalLong cents = Euros.cents(form.value(name + "amount"));
        if (cents.isEmpty() || cents.getAsLong() > Header.Fee.MOST_CENTS) {
            fields.wrong(name + "amount", "demarches.design.invalid.amount");
        }
        return Parts.MAKE.numberNode(cents.orElse(0));
    }

    private void fees(Form form, Fields fields) {
        List<String> before = new ArrayList<>();
        header.path("fees").fieldNames().forEachRemaining(before::add);
        ObjectNode fees = Parts.MAKE.objectNode();
        for (int i = 0; i < MOST_ROWS && form.typed().containsKey("fee." + i + ".fr"); i++) {
            String name = "fee." + i + ".";
            if (form.ticked(name + "drop") || form.text(name + "fr").isEmpty() && i >= before.size()) {
                continue;
            }
            List<String> taken = new ArrayList<>(before);
            fees.fieldNames().forEachRemaining(taken::add);
            String fee = i < before.size() ? before.get(i) : Flow.free(taken, form.value(name + "fr"), "fee");
            fees.set(fee, fee(header.path("fees").path(fee), form, fields, name));
            say("fee." + fee, fields, name);
        }
        before.stream().filter(fee -> !fees.has(fee)).forEach(fee -> parts.forget("fee." + fee));
        header.path("fees").properties().forEach(old -> old.getValue().path("per").fieldNames().forEachRemaining(measure -> {
            if (!fees.path(old.getKey()).path("per").has(measure)) {
                parts.forget("fee." + old.getKey() + "." + measure);
            }
        }));
        if (fees.isEmpty()) {
            header.remove("fees");
        } else if (!fees.equals(header.path("fees"))) {
            header.set("fees", fees);
        }
    }
}
