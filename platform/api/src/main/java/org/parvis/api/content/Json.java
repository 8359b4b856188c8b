package org.parvis.api.content;

import java.time.temporal.Temporal;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes JSON (RFC 8259) of maps, iterables, strings, numbers, booleans and null; safe inside an HTML script element. */
public final class Json {
    private Json() {}

    /** @throws IllegalArgumentException for a value of another type, or a number that JSON cannot hold */
    public static String of(@Nullable Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(@Nullable Object value, StringBuilder out) {
        if (value == null || value instanceof Boolean) {
            out.append(value);
        } else if (value instanceof Number number) {
            if (!Double.isFinite(number.doubleValue())) {
                throw new IllegalArgumentException("JSON has no " + number);
            }
            out.append(number);
        } else if (value instanceof CharSequence || value instanceof Temporal || value instanceof Enum<?>) {
            quote(value.toString(), out);
        } else if (value instanceof Map<?, ?> map) {
            writeMap(map, out);
        } else if (value instanceof Iterable<?> values) {
            writeList(values, out);
        } else {
            throw new IllegalArgumentException("not a JSON value: " + value.getClass().getName());
        }
    }

    private static void writeMap(Map<?, ?> map, StringBuilder out) {
        out.append('{');
        Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<?, ?> entry = entries.next();
            quote(String.valueOf(entry.getKey()), out);
            out.append(":");
            write(entry.getValue(), out);
            out.append(entries.hasNext() ? "," : "");
        }
        out.append('}');
    }

    private static void writeList(Iterable<?> values, StringBuilder out) {
        out.append("[");
        Iterator<?> each = values.iterator();
        while (each.hasNext()) {
            write(each.next(), out);
            out.append(each.hasNext() ? "," : "");
        }
        out.append("]");
    }

    private static void quote(String text, StringBuilder out) {
        out.append("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < 0x20 || c == '<' || c == '>' || c == '&' || c == 0x2028 || c == 0x2029) {
                out.append('\\').append(String.format("u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append("\"");
    }
}
