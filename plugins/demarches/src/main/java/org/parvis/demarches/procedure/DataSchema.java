package org.parvis.demarches.procedure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.networknt.schema.JsonSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The data of a procedure: properties, and objects of properties. */
final class DataSchema {
    private static final String PREFIX = "#/properties/";

    private final Source source;
    private final JsonSchema compiled;
    private final Map<String, Property> properties = new LinkedHashMap<>();

    /**
     * One answer.
     *
     * @param pointer to its schema in the file
     */
    record Property(String path, JsonNode schema, boolean required, String pointer) {}

    private DataSchema(Source source, JsonSchema compiled) {
        this.source = source;
        this.compiled = compiled;
    }

    static Optional<DataSchema> read(Source source, Faults faults) {
        Optional<JsonSchema> compiled = Schemas.compile(source, "", source.root(), faults);
        if (compiled.isEmpty()) {
            return Optional.empty();
        }
        DataSchema schema = new DataSchema(source, compiled.get());
        schema.collect(source.root(), "", "", 1, faults);
        if (schema.properties.isEmpty() && faults.none()) {
            faults.at(source, "", "schema.empty");
        }
        return Optional.of(schema);
    }

    /** Its properties; what cannot be compiled takes anything. */
    static DataSchema salvaged(Source source) {
        Faults untold = new Faults();
        DataSchema schema = new DataSchema(source, Schemas.compile(source, "", source.root(), untold).orElseGet(Schemas::any));
        schema.collect(source.root(), "", "", 1, untold);
        return schema;
    }

    private void collect(JsonNode object, String path, String pointer, int level, Faults faults) {
        List<String> required = new ArrayList<>();
        object.path("required").forEach(name -> required.add(name.asText()));
        required.stream()
                .filter(name -> !object.path("properties").has(name))
                .forEach(name -> faults.at(source, pointer + "/required", "required.unknown", name));
        for (Map.Entry<String, JsonNode> property : object.path("properties").properties()) {
            String name = property.getKey();
            String below = pointer + "/properties/" + Source.escaped(name);
            if (!name.matches("[A-Za-z][A-Za-z0-9_]{0,39}")) {
                faults.at(source, below, "property.name", name);
            }
            String full = path.isEmpty() ? name : path + "." + name;
            if (!property.getValue().path("type").asText().equals("object")) {
                properties.put(full, new Property(full, property.getValue(), required.contains(name), below));
            } else if (level < 2) {
                collect(property.getValue(), full, below, level + 1, faults);
            } else {
                faults.at(source, below, "schema.deep", full);
            }
        }
    }

    Source source() {
        return source;
    }

    JsonSchema compiled() {
        return compiled;
    }

    Map<String, Property> properties() {
        return properties;
    }

    /** What a scope names: {@code #/properties/applicant/properties/name}. */
    Optional<Property> byScope(String scope) {
        return path(scope).flatMap(path -> Optional.ofNullable(properties.get(path)));
    }

    static Optional<String> path(String scope) {
        return scope.startsWith(PREFIX) ? Optional.of(scope.substring(PREFIX.length()).replace("/properties/", ".")) : Optional.empty();
    }

    /** The columns of rows. */
    static List<Property> columns(Property rows) {
        JsonNode items = rows.schema().path("items");
        List<String> required = new ArrayList<>();
        items.path("required").forEach(name -> required.add(name.asText()));
        List<Property> columns = new ArrayList<>();
        items.path("properties").properties().forEach(column -> columns.add(new Property(
                column.getKey(), column.getValue(), required.contains(column.getKey()),
                rows.pointer() + "/items/properties/" + Source.escaped(column.getKey()))));
        return columns;
    }

    static JsonNode none() {
        return JsonNodeFactory.instance.objectNode();
    }
}
