package org.parvis.demarches.procedure;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON or YAML file with the line of each of its values, by JSON pointer (RFC 6901). YAML aliases are not followed: they read as texts,
 * so that a small file cannot become a large one.
 */
public final class Source {
    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder().maxNestingDepth(60).maxStringLength(100_000).build();
    private static final JsonFactory JSON = JsonFactory.builder().streamReadConstraints(LIMITS).build();
    private static final JsonFactory YAML = YAMLFactory.builder().streamReadConstraints(LIMITS).build();

    private final String file;
    private final JsonNode root;
    private final Map<String, Integer> lines;

    private Source(String file, JsonNode root, Map<String, Integer> lines) {
        this.file = file;
        this.root = root;
        this.lines = lines;
    }

    /** Empty if it cannot be read or holds no object. */
    public static Optional<Source> of(String file, byte[] bytes) {
        Faults untold = new Faults();
        return read(file, bytes, untold).filter(read -> untold.none());
    }

    /** Empty, with a fault, if it cannot be read or holds no object. */
    static Optional<Source> read(String file, byte[] bytes, Faults faults) {
        Map<String, Integer> lines = new HashMap<>();
        try (JsonParser parser = (file.endsWith(".json") ? JSON : YAML).createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                faults.add(file, 1, "object");
                return Optional.empty();
            }
            JsonNode root = value(parser, "", lines, file, faults);
            if (parser.nextToken() != null) {
                faults.add(file, parser.currentTokenLocation().getLineNr(), "syntax", "more than one value");
            }
            return Optional.of(new Source(file, root, lines));
        } catch (JsonProcessingException malformed) {
            int line = malformed.getLocation() == null ? 0 : malformed.getLocation().getLineNr();
            faults.add(file, Math.max(line, 0), "syntax", firstLine(malformed.getOriginalMessage()));
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String firstLine(String message) {
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }

    private static JsonNode value(JsonParser parser, String pointer, Map<String, Integer> lines, String file, Faults faults) throws IOException {
        lines.putIfAbsent(pointer, parser.currentTokenLocation().getLineNr());
        JsonNodeFactory make = JsonNodeFactory.instance;
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser, pointer, lines, file, faults);
            case START_ARRAY -> array(parser, pointer, lines, file, faults);
            case VALUE_NUMBER_INT -> make.numberNode(parser.getBigIntegerValue()).canConvertToLong()
                    ? make.numberNode(parser.getLongValue())
                    : make.numberNode(parser.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> make.numberNode(parser.getDecimalValue());
            case VALUE_TRUE -> make.booleanNode(true);
            case VALUE_FALSE -> make.booleanNode(false);
            case VALUE_NULL -> make.nullNode();
            default -> make.textNode(parser.getText());
        };
    }

    private static ObjectNode object(JsonParser parser, String pointer, Map<String, Integer> lines, String file, Faults faults) throws IOException {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            int line = parser.currentTokenLocation().getLineNr();
            String below = pointer + "/" + escaped(name);
            lines.put(below, line);
            parser.nextToken();
            if (object.has(name)) {
                faults.add(file, line, "twice", name);
            }
            object.set(name, value(parser, below, lines, file, faults));
        }
        return object;
    }

    private static ArrayNode array(JsonParser parser, String pointer, Map<String, Integer> lines, String file, Faults faults) throws IOException {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            array.add(value(parser, pointer + "/" + i, lines, file, faults));
        }
        return array;
    }

    public static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    String file() {
        return file;
    }

    public JsonNode root() {
        return root;
    }

    /** Of each value that is there, by JSON pointer. */
    public Map<String, Integer> lines() {
        return Map.copyOf(lines);
    }

    /** That of the nearest that is there. */
    public int line(String pointer) {
        String at = pointer;
        while (!lines.containsKey(at) && !at.isEmpty()) {
            at = at.substring(0, at.lastIndexOf('/'));
        }
        return lines.getOrDefault(at, 0);
    }
}
