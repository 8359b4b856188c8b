package org.parvis.gateway.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parvis.api.rest.Shape;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Form;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.Upload;

/**
 * A JSON object that was sent, as the fields of a form: texts, numbers, truths, and objects of any members, as its shape says.
 *
 * @param typed a truth is {@code true} or not there
 */
record JsonForm(Map<String, String> typed) implements Form {
    private static final JsonFactory FACTORY = JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    /**
     * Reads and checks it.
     *
     * @throws Invalid 400 if it is no JSON object, 422 with all that does not fit the shape
     */
    static JsonForm read(InputStream body, Shape shape) throws IOException {
        Map<String, String> typed = new LinkedHashMap<>();
        List<FieldError> errors = new ArrayList<>();
        try (JsonParser parser = FACTORY.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw malformed();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                Optional<Shape.Member> member = shape.members().stream().filter(one -> one.name().equals(name)).findFirst();
                if (member.isEmpty()) {
                    errors.add(FieldError.of(name, "gateway.problem.member"));
                    parser.skipChildren();
                } else if (fits(member.get().type(), value)) {
                    take(member.get(), member.get().type() == Shape.Type.JSON ? whole(parser) : parser.getText(), typed, errors);
                } else {
                    errors.add(FieldError.of(name, "gateway.problem.type"));
                    parser.skipChildren();
                }
            }
            if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
                throw malformed();
            }
        } catch (JsonProcessingException e) {
            throw malformed();
        }
        shape.members().stream()
                .filter(member -> member.required() && !typed.containsKey(member.name()))
                .filter(member -> errors.stream().noneMatch(error -> error.field().equals(member.name())))
                .forEach(member -> errors.add(FieldError.of(member.name(), "form.required")));
        if (!errors.isEmpty()) {
            throw Invalid.of(errors);
        }
        return new JsonForm(typed);
    }

    /** An object as it stands, up to its end. */
    private static String whole(JsonParser parser) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = FACTORY.createGenerator(text)) {
            out.copyCurrentStructure(parser);
        }
        return text.toString();
    }

    private static void take(Shape.Member member, String text, Map<String, String> typed, List<FieldError> errors) {
        if (member.longest() > 0 && text.length() > member.longest()) {
            errors.add(FieldError.of(member.name(), "form.long", member.longest()));
        } else if (member.type() != Shape.Type.TRUTH || text.equals("true")) {
            typed.put(member.name(), text.strip());
        }
    }

    private static boolean fits(Shape.Type type, JsonToken value) {
        return switch (type) {
            case TRUTH -> value.isBoolean();
            case INTEGER -> value == JsonToken.VALUE_NUMBER_INT;
            case NUMBER -> value.isNumeric();
            case JSON -> value == JsonToken.START_OBJECT;
            case OBJECT, LIST -> false;
            default -> value == JsonToken.VALUE_STRING;
        };
    }

    private static Invalid malformed() {
        return Invalid.request(400, "gateway.problem.json");
    }

    @Override
    public String value(String name) {
        return typed.getOrDefault(name, "");
    }

    @Override
    public List<String> values(String name) {
        String value = typed.get(name);
        return value == null ? List.of() : List.of(value);
    }

    @Override
    public Optional<Upload> file(String name) {
        return Optional.empty();
    }

    @Override
    public List<Upload> files(String name) {
        return List.of();
    }
}
