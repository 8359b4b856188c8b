package org.parvis.demarches.rest;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Form;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.Upload;
import org.parvis.demarches.procedure.Answers;

/**
 * What a program sends with a way, as the form of the agents' screen, whose fields have the way's id in front.
 *
 * @param typed by the names of that form
 */
record GivenByProgram(String way, Map<String, String> typed) implements Form {
    private static final List<String> NEEDS = List.of("message", "reason", "due");

    static GivenByProgram of(String way, Form sent) {
        Map<String, String> typed = new TreeMap<>();
        if (!sent.value("fields").isEmpty()) {
            Answers.of(sent.value("fields")).json().properties().forEach(field -> {
                if (!field.getValue().isValueNode()) {
                    throw Invalid.field("fields." + field.getKey(), "gateway.problem.type");
                }
                typed.put(way + "." + field.getKey(), field.getValue().asText().strip());
            });
        }
        // Last, so that no field stands in for one of them.
        NEEDS.forEach(need -> typed.put(way + "." + need, sent.value(need)));
        return new GivenByProgram(way, typed);
    }

    /** Errors with the names that the program used. */
    List<FieldError> errors(Invalid refused) {
        return refused.errors().stream()
                .map(error -> {
                    String name = error.field().substring(Math.min(error.field().length(), way.length() + 1));
                    return new FieldError(NEEDS.contains(name) ? name : "fields." + name, error.messageKey(), error.arguments());
                })
                .toList();
    }

    /** The same for the same words of the same program about the same revision of a file: so that a repetition is known. */
    UUID deed(UUID program, UUID file, int revision) {
        return UUID.nameUUIDFromBytes((program + " " + file + " " + revision + " " + way + " " + typed).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String value(String name) {
        return typed.getOrDefault(name, "");
    }

    @Override
    public List<String> values(String name) {
        return typed.containsKey(name) ? List.of(value(name)) : List.of();
    }

    @Override
    public Optional<Upload> file(String name) {
        return Optional.empty();
    }

    @Override
    public List<Upload> files(String name) {
        return List.of();
    }
}
