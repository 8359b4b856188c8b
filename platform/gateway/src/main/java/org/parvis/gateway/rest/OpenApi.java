package org.parvis.gateway.rest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parvis.api.rest.Resource;
import org.parvis.api.rest.Shape;

/** Describes the API: OpenAPI 3.1. */
final class OpenApi {
    private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");
    private static final String JSON = "application/json";
    private static final String TOKEN = "token";

    private final Words words;
    private final Map<String, Object> schemas = new TreeMap<>();

    /** Text of a message. */
    @FunctionalInterface
    interface Words {
        String of(String key, Object... arguments);
    }

    OpenApi(Words words) {
        this.words = words;
    }

    Map<String, Object> document(String title, String server, List<Resource> resources) {
        Map<String, Map<String, Object>> paths = new TreeMap<>();
        for (Resource resource : resources) {
            paths.computeIfAbsent(resource.path(), path -> new LinkedHashMap<>()).put(resource.method().toLowerCase(Locale.ROOT), operation(resource));
        }
        schemas.put("Problem", Map.of(
                "type", "object", "description", "RFC 9457", "required", List.of("type", "title", "status", "detail"),
                "properties", ordered(
                        "type", text(null), "title", text(null), "status", Map.of("type", "integer"), "detail", text(null), "instance", text("uri"),
                        "errors", Map.of("type", "array", "items", Map.of(
                                "type", "object", "properties", ordered("field", text(null), "detail", text(null)))))));
        return ordered(
                "openapi", "3.1.0", "info", ordered("title", title, "version", "1", "description", words.of("gateway.api.lead")),
                "servers", List.of(Map.of("url", server)), "paths", paths,
                "components", ordered(
                        "schemas", schemas, "securitySchemes", Map.of(TOKEN, ordered("type", "http", "scheme", "bearer")),
                        "responses", Map.of("Problem", ordered(
                                "description", words.of("gateway.api.problem"),
                                "content", Map.of("application/problem+json", Map.of("schema", reference("Problem")))))));
    }

    private Map<String, Object> operation(Resource resource) {
        Map<String, Object> operation = ordered("operationId", operationId(resource), "summary", words.of(resource.summaryKey()), "parameters", parameters(resource));
        if (resource.body() != null) {
            operation.put("requestBody", ordered("required", true, "content", content(schema(resource.body()))));
        }
        boolean made = resource.method().equals("POST");
        Map<String, Object> answer = ordered("description", words.of(resource.summaryKey()), "content", content(resource));
        if (resource.list()) {
            answer.put("headers", Map.of("Link", Map.of("description", words.of("gateway.api.link"), "schema", text(null))));
        }
        operation.put("responses", ordered(made ? "201" : "200", answer, "default", Map.of("$ref", "#/components/responses/Problem")));
        if (resource.scope() != null) {
            operation.put("security", List.of(Map.of(TOKEN, List.of(resource.scope()))));
        }
        return operation;
    }

    private Map<String, Object> content(Resource resource) {
        return resource.answer().equals(Shape.BYTES) ? Map.of("*/*", Map.of()) : content(answer(resource));
    }

    private Map<String, Object> answer(Resource resource) {
        Map<String, Object> one = schema(resource.answer());
        return resource.list()
                ? Map.of("type", "object", "required", List.of("items"), "properties", Map.of("items", Map.of("type", "array", "items", one)))
                : one;
    }

    private List<Object> parameters(Resource resource) {
        List<Object> parameters = new ArrayList<>();
        Matcher variables = VARIABLE.matcher(resource.path());
        while (variables.find()) {
            parameters.add(ordered("name", variables.group(1), "in", "path", "required", true, "schema", text(null)));
        }
        if (resource.list()) {
            parameters.add(ordered(
                    "name", "limit", "in", "query", "description", words.of("gateway.api.limit"),
                    "schema", ordered("type", "integer", "minimum", 1, "maximum", 100, "default", 20)));
            parameters.add(ordered("name", "cursor", "in", "query", "description", words.of("gateway.api.cursor"), "schema", text(null)));
        }
        resource.parameters().forEach(one -> parameters.add(ordered(
                "name", one.name(), "in", "query", "description", words.of(one.descriptionKey()), "schema", type(one.type()))));
        return parameters;
    }

    private static String operationId(Resource resource) {
        String path = VARIABLE.matcher(resource.path()).replaceAll("by-$1").replaceAll("[^A-Za-z0-9]+", "-");
        return resource.method().toLowerCase(Locale.ROOT) + path;
    }

    /** A reference to the shape, which is described once. */
    private Map<String, Object> schema(Shape shape) {
        if (!schemas.containsKey(shape.name())) {
            Map<String, Object> members = new LinkedHashMap<>();
            schemas.put(shape.name(), Map.of());
            shape.members().forEach(member -> members.put(member.name(), member(member)));
            schemas.put(shape.name(), ordered(
                    "type", "object", "required", shape.members().stream().filter(Shape.Member::required).map(Shape.Member::name).toList(),
                    "properties", members));
        }
        return reference(shape.name());
    }

    private Map<String, Object> member(Shape.Member member) {
        Shape of = member.of();
        if (of != null) {
            return member.type() == Shape.Type.LIST ? Map.of("type", "array", "items", schema(of)) : schema(of);
        }
        Map<String, Object> type = new LinkedHashMap<>(type(member.type()));
        if (member.longest() > 0) {
            type.put("maxLength", member.longest());
        }
        return type;
    }

    private static Map<String, Object> type(Shape.Type type) {
        return switch (type) {
            case TEXT, TIME -> text(null);
            case HTML -> ordered("type", "string", "contentMediaType", "text/html");
            case ID -> text("uuid");
            case DAY -> text("date");
            case MOMENT -> text("date-time");
            case ADDRESS -> text("uri");
            case INTEGER -> ordered("type", "integer");
            case NUMBER -> ordered("type", "number");
            case TRUTH -> ordered("type", "boolean");
            case OBJECT, JSON -> ordered("type", "object");
            case LIST -> ordered("type", "array");
        };
    }

    private static Map<String, Object> text(@Nullable String format) {
        return format == null ? ordered("type", "string") : ordered("type", "string", "format", format);
    }

    private static Map<String, Object> reference(String name) {
        return Map.of("$ref", "#/components/schemas/" + name);
    }

    private static Map<String, Object> content(Map<String, Object> schema) {
        return Map.of(JSON, Map.of("schema", schema));
    }

    private static Map<String, Object> ordered(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i].toString(), pairs[i + 1]);
        }
        return map;
    }
}
