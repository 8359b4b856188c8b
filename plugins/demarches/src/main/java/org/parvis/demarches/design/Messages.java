package org.parvis.demarches.design;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The texts of one variant: a file of properties in which everything that is not changed stays as it was typed, comments too. */
final class Messages {
    /**
     * A line, with those that continue it.
     *
     * @param key null: a comment, or nothing
     */
    private record Line(@Nullable String key, String value, String raw) {}

    private final List<Line> lines = new ArrayList<>();

    /** @throws IllegalArgumentException if it is malformed */
    static Messages read(String text) {
        Messages messages = new Messages();
        StringBuilder logical = new StringBuilder();
        for (String line : text.lines().toList()) {
            logical.append(logical.isEmpty() ? "" : "\n").append(line);
            boolean remark = logical.toString().equals(line) && line.stripLeading().matches("[#!].*");
            if (remark || !continues(line)) {
                messages.add(logical.toString());
                logical.setLength(0);
            }
        }
        if (!logical.isEmpty()) {
            messages.add(logical.toString());
        }
        return messages;
    }

    private static boolean continues(String line) {
        int backslashes = 0;
        while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }

    private void add(String raw) {
        Properties one = new Properties();
        try {
            one.load(new StringReader(raw));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        String key = one.stringPropertyNames().stream().findFirst().orElse(null);
        lines.add(new Line(key, key == null ? "" : one.getProperty(key), raw));
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    Set<String> keys() {
        Set<String> keys = new LinkedHashSet<>();
        lines.stream().filter(line -> line.key() != null).forEach(line -> keys.add(line.key()));
        return keys;
    }

    /** A text; one that is missing is empty. */
    String get(String key) {
        return lines.stream().filter(line -> key.equals(line.key())).map(Line::value).reduce("", (first, second) -> second);
    }

    /** A text that is empty goes. What stays as it was is not touched. */
    void set(String key, String value) {
        if (value.isBlank()) {
            // An empty text that was there says that an optional one is left out: it stays.
            if (!get(key).isBlank()) {
                remove(key);
            }
            return;
        }
        if (value.equals(get(key))) {
            return;
        }
        Line line = new Line(key, value, key + "=" + escaped(value));
        int there = last(key);
        remove(key);
        lines.add(there < 0 ? beside(key) : Math.min(there, lines.size()), line);
    }

    void remove(String key) {
        lines.removeIf(line -> key.equals(line.key()));
    }

    /** Takes a key and all that begin with it and a dot away. */
    void removeAll(String key) {
        lines.removeIf(line -> line.key() != null && (line.key().equals(key) || line.key().startsWith(key + ".")));
    }

    private int last(String key) {
        for (int i = 0; i < lines.size(); i++) {
            if (key.equals(lines.get(i).key())) {
                return i;
            }
        }
        return -1;
    }

    /** After the last one with which it shares the most segments; at the end if with none. */
    private int beside(String key) {
        for (int dot = key.lastIndexOf('.'); dot > 0; dot = key.lastIndexOf('.', dot - 1)) {
            String prefix = key.substring(0, dot + 1);
            for (int i = lines.size() - 1; i >= 0; i--) {
                String other = lines.get(i).key();
                if (other != null && other.startsWith(prefix)) {
                    return i + 1;
                }
            }
        }
        return lines.size();
    }

    private static String escaped(String value) {
        String escaped = value.replace("\\", "\\\\").replace("\r", "").replace("\n", "\\n").replace("\t", "\\t");
        return escaped.startsWith(" ") ? "\\" + escaped : escaped;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.raw()).append('\n'));
        return text.toString();
    }
}
