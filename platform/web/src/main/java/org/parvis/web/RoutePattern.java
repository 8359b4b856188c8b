package org.parvis.web;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A route's pattern: literal segments, {@code {name}} for one segment, {@code {name...}} for one or more at the end. */
record RoutePattern(List<Part> parts) {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9]*");

    /** The kind of a part; the order is that of precedence. */
    enum Kind {
        LITERAL,
        ONE,
        REST
    }

    /** @param text the literal, or the variable's name */
    record Part(Kind kind, String text) {}

    static RoutePattern parse(String pattern) {
        if (!pattern.startsWith("/")) {
            throw new IllegalArgumentException("a route's pattern starts with a slash: " + pattern);
        }
        List<Part> parts = new ArrayList<>();
        for (String segment : pattern.substring(1).split("/", -1)) {
            if (!pattern.equals("/")) {
                parts.add(part(segment, pattern));
            }
        }
        for (Part part : parts.subList(0, Math.max(0, parts.size() - 1))) {
            if (part.kind == Kind.REST) {
                throw new IllegalArgumentException("{" + part.text + "...} must come last: " + pattern);
            }
        }
        return new RoutePattern(List.copyOf(parts));
    }

    private static Part part(String segment, String pattern) {
        boolean variable = segment.startsWith("{") && segment.endsWith("}");
        if (!variable) {
            if (segment.isEmpty() || segment.contains("{") || segment.contains("}")) {
                throw new IllegalArgumentException("not a pattern of a route: " + pattern);
            }
            return new Part(Kind.LITERAL, segment);
        }
        boolean rest = segment.endsWith("...}");
        String name = segment.substring(1, segment.length() - (rest ? 4 : 1));
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not the name of a variable: " + pattern);
        }
        return new Part(rest ? Kind.REST : Kind.ONE, name);
    }
}
