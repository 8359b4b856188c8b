package org.parvis.demarches.procedure;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which messages a procedure needs and may have, and whether they are there: in French and in English, and no others. */
final class TextsCheck {
    private static final List<String> SHEET = List.of("title", "summary", "who", "duration", "cost");

    private final Map<String, Place> needed = new HashMap<>();
    private final Set<String> allowed = new HashSet<>(Set.of("needed", "more"));

    private record Place(String file, int line) {}

    TextsCheck() {
        SHEET.forEach(key -> need(key, null, ""));
    }

    private void need(String key, @Nullable Source source, String pointer) {
        needed.putIfAbsent(key, source == null ? new Place("", 0) : new Place(source.file(), source.line(pointer)));
    }

    void header(Header header, Source source) {
        header.filing().cosigners().forEach(cosigner -> need("cosigner." + cosigner.role(), source, "/cosigners"));
        for (String recourse : List.of("appeal", "contest")) {
            allowed.add(recourse);
            header.silence().when().keySet().forEach(answer -> allowed.add(recourse + "." + answer));
        }
        header.fees().forEach(fee -> {
            need("fee." + fee.name(), source, "/fees/" + fee.name());
            fee.per().forEach(measure -> need("fee." + fee.name() + "." + measure.name(), source, "/fees/" + fee.name()));
        });
    }

    void screens(Screens screens, Source source) {
        for (int i = 0; i < screens.steps().size(); i++) {
            Screens.Step step = screens.steps().get(i);
            titled(step.key(), source, "/elements/" + i);
            elements(step.elements(), source, "/elements/" + i);
        }
    }

    private void titled(String key, Source source, String pointer) {
        if (!key.isEmpty()) {
            need(key + ".label", source, pointer);
            allowed.add(key + ".description");
        }
    }

    private void elements(List<Element> elements, Source source, String pointer) {
        for (int i = 0; i < elements.size(); i++) {
            String at = pointer + "/elements/" + i;
            if (elements.get(i) instanceof Element.Control control) {
                field(control.field(), source, at);
            } else if (elements.get(i) instanceof Element.Box box) {
                titled(box.key(), source, at);
                elements(box.elements(), source, at);
            } else if (elements.get(i) instanceof Element.Words words) {
                titled(words.key(), source, at);
            }
        }
    }

    private void field(Field field, Source source, String pointer) {
        titled(field.key(), source, pointer);
        field.values().forEach(value -> need(field.key() + "." + value, source, pointer));
        field.columns().forEach(column -> field(column, source, pointer));
        allowed.add(field.key() + ".error");
        for (String keyword : List.of("required", "pattern", "minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems", "const", "format", "type")) {
            allowed.add(field.key() + ".error." + keyword);
        }
        if (field.kind() == Field.Kind.ROWS) {
            allowed.add(field.key() + ".item.label");
        }
    }

    void workflow(Workflow workflow, Source source) {
        workflow.states().keySet().forEach(state -> {
            need("state." + state, source, "/states/" + state);
            allowed.add("state." + state + ".description");
        });
        for (Workflow.Transition way : workflow.transitions()) {
            String pointer = "/transitions/" + way.id();
            need("transition." + way.id(), source, pointer);
            way.fields().forEach(field -> need("transition." + way.id() + "." + field.name(), source, pointer + "/fields"));
            if (way.document() != null) {
                need("document." + way.document(), source, pointer + "/document");
            }
        }
    }

    /** What is used nowhere is told only when all else is right: a fault elsewhere makes many messages seem useless. */
    void check(TextsReader reader, Faults faults) {
        boolean fine = faults.none();
        Texts texts = reader.texts();
        texts.variants().forEach((variant, messages) -> {
            boolean simple = variant.endsWith(Texts.SIMPLE);
            if (!simple) {
                needed.forEach((key, place) -> {
                    if (messages.getOrDefault(key, "").isBlank()) {
                        String file = place.file().isEmpty() ? TextsReader.name(variant) : place.file();
                        faults.add(file, place.line(), "message.missing", key, TextsReader.name(variant));
                    }
                });
            }
            messages.keySet().stream()
                    .filter(key -> fine && !needed.containsKey(key) && !allowed.contains(key))
                    .forEach(key -> faults.add(TextsReader.name(variant), reader.line(variant, key), "message.unknown", key));
        });
        Map<String, String> french = texts.variants().getOrDefault("fr", Map.of());
        Map<String, String> english = texts.variants().getOrDefault("en", Map.of());
        french.keySet().stream().filter(key -> allowed.contains(key) && !english.containsKey(key))
                .forEach(key -> faults.add(TextsReader.name("fr"), reader.line("fr", key), "message.missing", key, TextsReader.name("en")));
        english.keySet().stream().filter(key -> allowed.contains(key) && !french.containsKey(key))
                .forEach(key -> faults.add(TextsReader.name("en"), reader.line("en", key), "message.missing", key, TextsReader.name("fr")));
    }
}
