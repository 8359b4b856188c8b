package org.parvis.demarches.procedure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A question.
 *
 * @param path of its answer: {@code applicant.name}; of a column of rows, from the row
 * @param key of its messages
 * @param schema of its answer
 * @param values of a choice
 * @param columns of rows, else empty
 */
public record Field(String path, String key, Kind kind, boolean required, JsonNode schema, JsonNode options, List<String> values, List<Field> columns) {
    /** How it is asked. */
    public enum Kind {
        TEXT,
        AREA,
        SELECT,
        RADIOS,
        CHECK,
        BOXES,
        INTEGER,
        NUMBER,
        DATE,
        TIME,
        EMAIL,
        PHONE,
        ADDRESS,
        /** Where an address is: not typed but found. */
        POSITION,
        FILES,
        ROWS
    }

    private static final int LINE = 500;
    private static final int LINES = 5_000;
    private static final int MOST = 20;
    private static final List<String> DOCUMENTS = List.of("application/pdf", "image/jpeg", "image/png");

    public Field {
        values = List.copyOf(values);
        columns = List.copyOf(columns);
    }

    public String pointer() {
        return "/" + path.replace('.', '/');
    }

    /** Most characters of a text. */
    public int longest() {
        return schema.path("maxLength").asInt(kind == Kind.AREA ? LINES : LINE);
    }

    /** Most rows or files. */
    public int most() {
        return Math.min(schema.path("maxItems").asInt(kind == Kind.FILES ? 5 : MOST), 50);
    }

    public int fewest() {
        return schema.path("minItems").asInt(0);
    }

    /** An option of the screen, or empty. */
    public String option(String name) {
        return options.path(name).asText("");
    }

    /** Media types of files. */
    public List<String> accepted() {
        List<String> types = new ArrayList<>();
        options.path("accept").forEach(type -> types.add(type.asText()));
        return types.isEmpty() ? DOCUMENTS : types;
    }
}
