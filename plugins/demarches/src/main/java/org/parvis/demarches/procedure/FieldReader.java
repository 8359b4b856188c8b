package org.parvis.demarches.procedure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.parvis.demarches.procedure.Field.Kind;

/** Tells from the schema of an answer and the options of its control how it is asked. */
final class FieldReader {
    private static final Map<String, Kind> FORMATS =
            Map.of(
            "date", Kind.DATE, "time", Kind.TIME, "email", Kind.EMAIL, "phone", Kind.PHONE, "address", Kind.ADDRESS, "position", Kind.POSITION);
    private static final Set<Kind> COLUMNS = Set.of(
            Kind.TEXT, Kind.AREA, Kind.SELECT, Kind.RADIOS, Kind.CHECK, Kind.INTEGER, Kind.NUMBER, Kind.DATE, Kind.TIME, Kind.EMAIL, Kind.PHONE, Kind.ADDRESS);

    private final DataSchema data;
    private final Source screens;
    private final Faults faults;

    FieldReader(DataSchema data, Source screens, Faults faults) {
        this.data = data;
        this.screens = screens;
        this.faults = faults;
    }

    Field field(DataSchema.Property property, JsonNode control, String pointer) {
        JsonNode options = control.path("options");
        String key = control.path("i18n").asText(property.path());
        Kind kind = kind(property, options);
        if (Set.of(Kind.RADIOS, Kind.SELECT, Kind.BOXES).contains(kind) && values(property.schema()).isEmpty()) {
            faults.at(data.source(), property.pointer() + (kind == Kind.BOXES ? "/items/enum" : "/enum"), "choices", property.path());
        }
        List<Field> columns = kind == Kind.ROWS ? columns(property, key, options, pointer) : List.of();
        return new Field(property.path(), key, kind, property.required(), property.schema(), options, values(property.schema()), columns);
    }

    private Kind kind(DataSchema.Property property, JsonNode options) {
        JsonNode schema = property.schema();
        boolean radio = options.path("format").asText().equals("radio");
        return switch (schema.path("type").asText()) {
            case "boolean" -> Kind.CHECK;
            case "integer" -> Kind.INTEGER;
            case "number" -> Kind.NUMBER;
            case "array" -> array(property);
            case "string" -> schema.has("enum") ? (radio ? Kind.RADIOS : Kind.SELECT) : text(property, options);
            default -> unknown(property);
        };
    }

    private Kind text(DataSchema.Property property, JsonNode options) {
        String format = property.schema().path("format").asText();
        if (!format.isEmpty() && !FORMATS.containsKey(format)) {
            faults.at(data.source(), property.pointer() + "/format", "format", format);
        }
        return FORMATS.getOrDefault(format, options.path("multi").asBoolean() ? Kind.AREA : Kind.TEXT);
    }

    private Kind array(DataSchema.Property property) {
        JsonNode items = property.schema().path("items");
        if (items.path("type").asText().equals("object")) {
            return Kind.ROWS;
        }
        if (items.path("format").asText().equals("file")) {
            return Kind.FILES;
        }
        return items.has("enum") ? Kind.BOXES : unknown(property);
    }

    private Kind unknown(DataSchema.Property property) {
        faults.at(data.source(), property.pointer(), "type", property.path());
        return Kind.TEXT;
    }

    private static List<String> values(JsonNode schema) {
        List<String> values = new ArrayList<>();
        (schema.has("enum") ? schema.path("enum") : schema.path("items").path("enum")).forEach(value -> values.add(value.asText()));
        return values;
    }

    private List<Field> columns(DataSchema.Property rows, String key, JsonNode options, String pointer) {
        List<DataSchema.Property> there = DataSchema.columns(rows);
        List<Field> columns = new ArrayList<>();
        JsonNode controls = options.path("detail").path("elements");
        for (DataSchema.Property column : there) {
            JsonNode control = DataSchema.none();
            for (JsonNode each : controls) {
                control = DataSchema.path(each.path("scope").asText()).filter(column.path()::equals).isPresent() ? each : control;
            }
            Field field = field(column, control, pointer);
            if (!COLUMNS.contains(field.kind())) {
                faults.at(data.source(), column.pointer(), "column", column.path());
            }
            String own = control.path("i18n").asText(key + "." + column.path());
            columns.add(new Field(field.path(), own, field.kind(), field.required(), field.schema(), field.options(), field.values(), List.of()));
        }
        for (int i = 0; i < controls.size(); i++) {
            String scope = controls.get(i).path("scope").asText();
            if (columns.stream().noneMatch(column -> ("#/properties/" + column.path()).equals(scope))) {
                faults.at(screens, pointer + "/options/detail/elements/" + i + "/scope", "scope", scope);
            }
        }
        if (columns.isEmpty()) {
            faults.at(data.source(), rows.pointer(), "type", rows.path());
        }
        return columns;
    }
}
