package org.parvis.demarches.procedure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The answer with which another question has to be answered: {@code if}/{@code then} of its schema, as far as it says just that. The schema
 * alone decides when a form is sent; this is to say so before.
 *
 * @param path of the question that decides
 * @param value with which
 */
public record Needed(String path, String value) {

    /** For the question at a path; empty: always needed, never, or after more than one answer. */
    public static Optional<Needed> of(Procedure procedure, String path) {
        int dot = path.lastIndexOf('.');
        String above = dot < 0 ? "" : path.substring(0, dot + 1);
        String name = path.substring(dot + 1);
        JsonNode schema = procedure.schema().getSchemaNode();
        JsonNode object = above.isEmpty() ? schema : schema.at("/properties/" + above.substring(0, above.length() - 1).replace(".", "/properties/"));
        List<JsonNode> conditions = new ArrayList<>(List.of(object));
        object.path("allOf").forEach(conditions::add);
        return conditions.stream()
                .filter(condition -> named(condition.path("then").path("required"), name))
                .map(condition -> condition.path("if").path("properties"))
                .filter(asked -> asked.size() == 1 && asked.elements().next().path("const").isTextual())
                .map(asked -> new Needed(above + asked.fieldNames().next(), asked.elements().next().path("const").asText()))
                .findFirst();
    }

    private static boolean named(JsonNode names, String name) {
        for (JsonNode each : names) {
            if (each.asText().equals(name)) {
                return true;
            }
        }
        return false;
    }
}
