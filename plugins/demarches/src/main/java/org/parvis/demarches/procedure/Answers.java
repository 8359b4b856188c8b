package org.parvis.demarches.procedure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a person answered, as a JSON object. Values are changed in copies alone. */
public record Answers(ObjectNode json) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    public static Answers none() {
        return new Answers(JsonNodeFactory.instance.objectNode());
    }

    /** @throws IllegalArgumentException if it is no JSON object */
    public static Answers of(String text) {
        try {
            if (MAPPER.readTree(text) instanceof ObjectNode object) {
                return new Answers(object);
            }
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(malformed);
        }
        throw new IllegalArgumentException("no JSON object");
    }

    public JsonNode at(Field field) {
        return json.at(field.pointer());
    }

    /** The text at a path such as {@code applicant.name}, or empty. */
    public String text(String path) {
        return path.isEmpty() ? "" : json.at("/" + path.replace('.', '/')).asText("");
    }

    /** With a value; null or a missing node takes it away. */
    public Answers with(String path, JsonNode value) {
        ObjectNode copy = json.deepCopy();
        ObjectNode parent = copy;
        String[] names = path.split("\\.");
        for (int i = 0; i < names.length - 1; i++) {
            parent = parent.path(names[i]) instanceof ObjectNode there ? there : parent.putObject(names[i]);
        }
        if (value.isNull() || value.isMissingNode()) {
            parent.remove(names[names.length - 1]);
        } else {
            parent.set(names[names.length - 1], value);
        }
        return new Answers(copy);
    }

    /** Without what is not asked as things stand: what a rule hides was dropped by the person who changed their mind. */
    public Answers pruned(Screens screens) {
        Answers pruned = this;
        for (int round = 0; round < screens.steps().size() + 2; round++) {
            Set<String> asked = paths(screens.asked(pruned.json));
            Answers before = pruned;
            for (Field field : screens.fields()) {
                if (!asked.contains(field.path()) && !pruned.at(field).isMissingNode()) {
                    pruned = pruned.with(field.path(), JsonNodeFactory.instance.missingNode());
                }
            }
            if (pruned == before) {
                return pruned;
            }
        }
        return pruned;
    }

    /** All texts that are in it, wherever. */
    public Set<String> texts() {
        Set<String> texts = new HashSet<>();
        collect(json, texts);
        return texts;
    }

    private static void collect(JsonNode node, Set<String> texts) {
        if (node.isTextual()) {
            texts.add(node.asText());
        }
        node.forEach(each -> collect(each, texts));
    }

    static Set<String> paths(List<Field> fields) {
        Set<String> paths = new HashSet<>();
        fields.forEach(field -> paths.add(field.path()));
        return paths;
    }

    /** With an empty object wherever a question of an object is asked: so that what is missing in it is told question by question. */
    Answers withParents(List<Field> fields) {
        ObjectNode copy = json.deepCopy();
        for (Field field : fields) {
            int dot = field.path().indexOf('.');
            if (dot > 0 && !(copy.path(field.path().substring(0, dot)) instanceof ObjectNode)) {
                copy.putObject(field.path().substring(0, dot));
            }
        }
        return new Answers(copy);
    }

    @Override
    public String toString() {
        return json.toString();
    }
}
