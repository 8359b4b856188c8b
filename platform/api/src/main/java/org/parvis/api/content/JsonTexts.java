package org.parvis.api.content;

import java.util.LinkedHashMap;
import java.util.Map;

/** Reads a JSON object (RFC 8259) whose values are all strings, as {@link Json} writes it. */
final class JsonTexts {

    private final String json;
    private int at;

    private JsonTexts(String json) {
        this.json = json;
    }

    /** @throws IllegalArgumentException if it is none */
    static Map<String, String> read(String json) {
        return new JsonTexts(json).object();
    }

    private Map<String, String> object() {
        Map<String, String> texts = new LinkedHashMap<>();
        expect('{');
        if (peek() == '}') {
            at++;
        } else {
            do {
                String name = text();
                expect(':');
                texts.put(name, text());
            } while (more());
        }
        if (peek() != 0) {
            throw wrong();
        }
        return texts;
    }

    /** Whether a comma follows, and not the end of the object. */
    private boolean more() {
        if (peek() == ',') {
            at++;
            return true;
        }
        expect('}');
        return false;
    }

    private String text() {
        expect('"');
        StringBuilder text = new StringBuilder();
        while (at < json.length() && json.charAt(at) != '"') {
            char c = json.charAt(at++);
            text.append(c == '\\' ? escaped() : c);
        }
        expect('"');
        return text.toString();
    }

    private char escaped() {
        if (at >= json.length()) {
            throw wrong();
        }
        char c = json.charAt(at++);
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw wrong();
        };
    }

    private char unicode() {
        if (at + 4 > json.length()) {
            throw wrong();
        }
        at += 4;
        return (char) Integer.parseInt(json, at - 4, at, 16);
    }

    private void expect(char wanted) {
        if (peek() != wanted) {
            throw wrong();
        }
        at++;
    }

    /** The next character that is no white space, or 0 at the end. */
    private char peek() {
        while (at < json.length() && " \t\r\n".indexOf(json.charAt(at)) >= 0) {
            at++;
        }
        return at < json.length() ? json.charAt(at) : 0;
    }

    private IllegalArgumentException wrong() {
        return new IllegalArgumentException("no JSON object of strings at character " + at);
    }
}
