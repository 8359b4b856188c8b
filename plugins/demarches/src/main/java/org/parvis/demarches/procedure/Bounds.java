package org.parvis.demarches.procedure;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The first and the last day that a date may be ({@code formatMinimum}, {@code formatMaximum}): a day, {@code today}, or another date of the
 * form, by its path; in rows, by the name of its column.
 */
public final class Bounds {
    private static final String TODAY = "today";
    private static final List<String> KEYWORDS = List.of("formatMinimum", "formatMaximum");

    private Bounds() {}

    /** Whether it names another date. */
    public static boolean refers(String written) {
        return !written.isEmpty() && !written.equals(TODAY) && day(written) == null;
    }

    /** The day that is meant; null without one, or while the other date is not answered. */
    static @Nullable LocalDate of(String written, LocalDate today, UnaryOperator<String> answers) {
        return written.equals(TODAY) ? today : refers(written) ? day(answers.apply(written)) : day(written);
    }

    static @Nullable LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException malformed) {
            return null;
        }
    }

    /** What is named has to be a date of the form, and another one. */
    static void check(DataSchema data, Faults faults) {
        List<DataSchema.Property> all = List.copyOf(data.properties().values());
        all.forEach(property -> {
            check(property, all, data, faults);
            List<DataSchema.Property> columns = DataSchema.columns(property);
            columns.forEach(column -> check(column, columns, data, faults));
        });
    }

    private static void check(DataSchema.Property date, List<DataSchema.Property> others, DataSchema data, Faults faults) {
        for (String keyword : KEYWORDS) {
            JsonNode written = date.schema().path(keyword);
            if (refers(written.asText("")) && others.stream().noneMatch(other -> other != date && other.path().equals(written.asText()) && isDate(other.schema()))) {
                faults.at(data.source(), date.pointer() + "/" + keyword, "bound", written.asText());
            }
        }
    }

    private static boolean isDate(JsonNode schema) {
        return schema.path("format").asText().equals("date");
    }
}
