package org.parvis.demarches.design;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How a question is asked, as far as the designer offers it. */
enum QuestionKind {
    TEXT("string", ""),
    AREA("string", ""),
    NUMBER("number", ""),
    INTEGER("integer", ""),
    DATE("string", "date"),
    TIME("string", "time"),
    EMAIL("string", "email"),
    PHONE("string", "phone"),
    ADDRESS("string", "address"),
    RADIOS("string", ""),
    SELECT("string", ""),
    BOXES("array", ""),
    CHECK("boolean", ""),
    /** A box that has to be ticked. */
    AGREE("boolean", ""),
    FILES("array", ""),
    ROWS("array", ""),
    /** Anything else: it is shown and kept. */
    KEPT("", "");

    /** What a row can ask. */
    static final Set<QuestionKind> COLUMNS = Set.of(TEXT, AREA, NUMBER, INTEGER, DATE, TIME, EMAIL, PHONE, ADDRESS, RADIOS, SELECT, CHECK);
    static final Set<QuestionKind> CHOICES = Set.of(RADIOS, SELECT, BOXES);
    /** With a most and a fewest. */
    static final Set<QuestionKind> LENGTHS = Set.of(TEXT, AREA);
    static final Set<QuestionKind> NUMBERS = Set.of(NUMBER, INTEGER);
    static final Set<QuestionKind> COUNTS = Set.of(FILES, ROWS);

    private static final List<String> OWN = List.of(
            "type", "format", "enum", "items", "const", "minLength", "maxLength", "pattern", "minimum", "maximum", "minItems", "maxItems", "uniqueItems",
            "formatMinimum", "formatMaximum");

    private final String type;
    private final String format;

    QuestionKind(String type, String format) {
        this.type = type;
        this.format = format;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static QuestionKind of(String code) {
        return Stream.of(values()).filter(kind -> kind.code().equals(code)).findFirst().orElse(KEPT);
    }

    boolean choice() {
        return CHOICES.contains(this);
    }

    /** Of a schema and its control. */
    static QuestionKind of(JsonNode schema, JsonNode control) {
        JsonNode options = control.path("options");
        return switch (schema.path("type").asText()) {
            case "boolean" -> schema.path("const").asBoolean() ? AGREE : CHECK;
            case "integer" -> INTEGER;
            case "number" -> NUMBER;
            case "array" -> array(schema.path("items"));
            case "string" -> schema.has("enum") ? (options.path("format").asText().equals("radio") ? RADIOS : SELECT) : text(schema, options);
            default -> KEPT;
        };
    }

    private static QuestionKind array(JsonNode items) {
        if (items.path("type").asText().equals("object")) {
            return ROWS;
        }
        return items.path("format").asText().equals("file") ? FILES : items.has("enum") ? BOXES : KEPT;
    }

    private static QuestionKind text(JsonNode schema, JsonNode options) {
        String format = schema.path("format").asText();
        if (format.isEmpty()) {
            return options.path("multi").asBoolean() ? AREA : TEXT;
        }
        return Stream.of(DATE, TIME, EMAIL, PHONE, ADDRESS).filter(kind -> kind.format.equals(format)).findFirst().orElse(KEPT);
    }

    /** Makes a question one of this kind; what is said of another kind goes. */
    void into(DataEdit.Property property, ObjectNode control) {
        ObjectNode schema = property.schema();
        JsonNode values = schema.has("enum") ? schema.path("enum") : schema.path("items").path("enum");
        JsonNode choices = values.deepCopy();
        OWN.forEach(schema::remove);
        schema.put("type", type);
        if (!format.isEmpty()) {
            schema.put("format", format);
        }
        if (this == RADIOS || this == SELECT) {
            schema.set("enum", choices.isArray() ? choices : Parts.MAKE.arrayNode());
        } else if (this == BOXES) {
            schema.putObject("items").put("type", "string").set("enum", choices.isArray() ? choices : Parts.MAKE.arrayNode());
            schema.put("uniqueItems", true);
        } else if (this == FILES) {
            schema.putObject("items").put("type", "string").put("format", "file");
        } else if (this == ROWS) {
            schema.putObject("items").put("type", "object").putObject("properties");
        } else if (this == AGREE) {
            schema.put("const", true);
            property.required(true);
        }
        option(control, "multi", this == AREA ? Parts.MAKE.booleanNode(true) : null);
        option(control, "format", this == RADIOS ? Parts.MAKE.textNode("radio") : null);
        option(control, "detail", null);
        option(control, "accept", null);
    }

    /** Sets an option of a control; null takes it away. */
    static void option(ObjectNode control, String name, @Nullable JsonNode value) {
        if (value != null) {
            (control.path("options") instanceof ObjectNode there ? there : control.putObject("options")).set(name, value);
        } else if (control.path("options") instanceof ObjectNode options) {
            options.remove(name);
            if (options.isEmpty()) {
                control.remove("options");
            }
        }
    }
}
