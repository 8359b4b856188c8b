package org.parvis.demarches.procedure;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaException;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.regex.RegularExpression;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * JSON Schema 2020-12 with patterns of RE2, which take linear time. Nothing is ever fetched: references stay within their file.
 */
final class Schemas {
    private static final String FOLDER = "draft/2020-12/";
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
    private static final int LONGEST_SAID = 100;
    /** What names or finds another schema. */
    private static final Set<String> NAMES = Set.of("$id", "$anchor", "$dynamicRef", "$dynamicAnchor", "$vocabulary");
    private static final SchemaValidatorsConfig CONFIG = SchemaValidatorsConfig.builder()
            .regularExpressionFactory(regex -> matcher(Pattern.compile(regex)))
            // How a date, a time or a telephone number is written is the field's matter: people write "08:00" and "05 65 00 00 00".
            .formatAssertionsEnabled(false)
            .build();
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012, builder -> builder.schemaLoaders(loaders -> loaders.add(iri -> () -> ours(iri.toString()))));
    private static final JsonSchema META = FACTORY.getSchema(SchemaLocation.of(SchemaId.V202012));

    private Schemas() {}

    /** The dialect itself, out of this bundle whatever class loader the thread has; for anything else there is no loader. */
    private static InputStream ours(String iri) throws IOException {
        int start = iri.indexOf(FOLDER);
        InputStream in = start < 0 ? null : Schemas.class.getClassLoader().getResourceAsStream(iri.substring(start));
        if (in == null) {
            throw new IOException("no schema is fetched: " + iri);
        }
        return in;
    }

    private static RegularExpression matcher(Pattern pattern) {
        return text -> pattern.matcher(text).find();
    }

    /** Takes anything. */
    static JsonSchema any() {
        return FACTORY.getSchema(DataSchema.none(), CONFIG);
    }

    /** Empty, with faults, if the schema is none. */
    static Optional<JsonSchema> compile(Source source, String pointer, JsonNode schema, Faults faults) {
        if (!sound(source, pointer, schema, faults, false)) {
            return Optional.empty();
        }
        if (!References.end(schema)) {
            faults.at(source, pointer, "reference.endless");
            return Optional.empty();
        }
        Set<ValidationMessage> wrong = META.validate(schema);
        for (ValidationMessage message : wrong) {
            String at = message.getInstanceLocation().toString();
            faults.at(source, pointer + pointerOf(at), "schema", message.getError());
        }
        if (!wrong.isEmpty()) {
            return Optional.empty();
        }
        try {
            JsonSchema compiled = FACTORY.getSchema(schema, CONFIG);
            compiled.initializeValidators();
            return Optional.of(compiled);
        } catch (JsonSchemaException unusable) {
            faults.at(source, pointer, "schema", String.valueOf(unusable.getMessage()));
            return Optional.empty();
        }
    }

    /** From {@code $.properties.name} or {@code /properties/name} to the latter. */
    private static String pointerOf(String location) {
        return location.startsWith("$") ? location.substring(1).replace('.', '/').replaceAll("\\[([0-9]+)\\]", "/$1") : location;
    }

    /** Patterns and references, wherever they stand; {@code named}: below {@code properties}, where keys are names of the author's. */
    private static boolean sound(Source source, String pointer, JsonNode node, Faults faults, boolean named) {
        boolean sound = true;
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String key = field.getKey();
            JsonNode value = field.getValue();
            String below = pointer + "/" + Source.escaped(key);
            if (!named) {
                sound &= keyword(source, below, key, value, faults);
            }
            boolean names = !named && Set.of("properties", "patternProperties", "$defs", "dependentSchemas").contains(key);
            if (names && key.equals("patternProperties")) {
                for (Iterator<String> patterns = value.fieldNames(); patterns.hasNext();) {
                    sound &= pattern(source, below, patterns.next(), faults);
                }
            }
            sound &= !value.isContainerNode() || Set.of("const", "enum").contains(key) && !named || sound(source, below, value, faults, names);
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            sound &= sound(source, pointer + "/" + i, node.get(i), faults, false);
        }
        return sound;
    }

    private static boolean keyword(Source source, String below, String key, JsonNode value, Faults faults) {
        if (NAMES.contains(key) || key.equals("$ref") && !value.asText().startsWith("#")) {
            faults.at(source, below, "reference", key);
            return false;
        }
        if (key.equals("$schema") && !value.asText().equals(DIALECT)) {
            faults.at(source, below, "dialect", DIALECT);
            return false;
        }
        return !key.equals("pattern") || !value.isTextual() || pattern(source, below, value.asText(), faults);
    }

    private static boolean pattern(Source source, String pointer, String regex, Faults faults) {
        if (!PatternSize.fits(regex)) {
            faults.at(source, pointer, "pattern.large", regex.substring(0, Math.min(regex.length(), LONGEST_SAID)), PatternSize.MOST);
            return false;
        }
        try {
            Pattern.compile(regex);
            return true;
        } catch (PatternSyntaxException unsafe) {
            faults.at(source, pointer, "pattern", regex, unsafe.getDescription());
            return false;
        }
    }
}
