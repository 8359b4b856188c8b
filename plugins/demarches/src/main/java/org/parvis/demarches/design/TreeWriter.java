package org.parvis.demarches.design;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.parvis.demarches.procedure.Source;

/** Writes the JSON and YAML files of a package for people to read. */
final class TreeWriter {
    private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");
    private static final ObjectMapper JSON = JsonMapper.builder().configure(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN, true).build();
    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build());
    private static final ObjectMapper QUOTED = new ObjectMapper(YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build());

    private TreeWriter() {}

    /** @param old what was in the file, or empty: its comments go on */
    static byte[] write(String file, JsonNode tree, String old) {
        try {
            if (file.endsWith(".json")) {
                DefaultPrettyPrinter printer = new DefaultPrettyPrinter(
                        Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER));
                printer.indentObjectsWith(INDENT);
                return (JSON.writer(printer).writeValueAsString(tree) + "\n").getBytes(StandardCharsets.UTF_8);
            }
            String plain = YAML.writeValueAsString(tree);
            // Words that YAML takes for something else are quoted by the library; should one slip through, all are.
            String written = says(file, plain, tree) ? plain : QUOTED.writeValueAsString(tree);
            String carried = Comments.carried(file, old, written);
            return (says(file, carried, tree) ? carried : written).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static boolean says(String file, String text, JsonNode tree) {
        return Source.of(file, text.getBytes(StandardCharsets.UTF_8)).filter(source -> source.root().equals(tree)).isPresent();
    }
}
