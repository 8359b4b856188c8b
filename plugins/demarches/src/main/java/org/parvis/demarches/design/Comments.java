package org.parvis.demarches.design;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parvis.demarches.procedure.Source;

/**
 * Carries the comments of a YAML file over to what it became: each goes on standing above what it stood above. A library that writes YAML
 * throws them away, and it is they that say why a term is what it is.
 */
final class Comments {
    private final String file;
    private final Source before;
    private final List<String> lines;

    private Comments(String file, Source before, List<String> lines) {
        this.file = file;
        this.before = before;
        this.lines = lines;
    }

    /** The new text with the comments of the old one; those whose place is gone stand above the nearest that is left. */
    static String carried(String file, String old, String written) {
        Optional<Source> before = source(file, old);
        Optional<Source> after = source(file, written);
        if (before.isEmpty() || after.isEmpty()) {
            return written;
        }
        Comments comments = new Comments(file, before.get(), old.lines().toList());
        return comments.into(written.lines().toList(), after.get());
    }

    private static Optional<Source> source(String file, String text) {
        return Source.of(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** By the place of what they stand above; the place that is null is the end. */
    private Map<String, List<String>> byPlace() {
        Map<String, List<String>> comments = new LinkedHashMap<>();
        List<String> waiting = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            int hash = comment(i);
            if (hash >= 0) {
                waiting.add(line.substring(hash).strip());
            }
            if (!(hash < 0 ? line : line.substring(0, hash)).isBlank()) {
                place(comments, at(i + 1), waiting);
            }
        }
        place(comments, "", waiting);
        return comments;
    }

    private static void place(Map<String, List<String>> comments, String pointer, List<String> waiting) {
        if (!waiting.isEmpty()) {
            comments.computeIfAbsent(pointer, none -> new ArrayList<>()).addAll(waiting);
            waiting.clear();
        }
    }

    /** The outermost value that begins on a line. */
    private String at(int number) {
        return before.lines().entrySet().stream()
                .filter(each -> each.getValue() == number && !each.getKey().isEmpty())
                .map(Map.Entry::getKey)
                .min(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
                .orElse("");
    }

    /** Where the comment of a line begins, or -1: what can be taken away without changing what the file says. */
    private int comment(int index) {
        String line = lines.get(index);
        JsonNode says = before.root();
        for (int hash = line.indexOf('#'); hash >= 0; hash = line.indexOf('#', hash + 1)) {
            if (hash == 0 || Character.isWhitespace(line.charAt(hash - 1))) {
                List<String> without = new ArrayList<>(lines);
                without.set(index, line.substring(0, hash));
                if (source(file, String.join("\n", without)).filter(source -> source.root().equals(says)).isPresent()) {
                    return hash;
                }
            }
        }
        return -1;
    }

    private String into(List<String> written, Source after) {
        Map<Integer, List<String>> above = new LinkedHashMap<>();
        byPlace().forEach((pointer, comments) -> {
            int line = pointer.isEmpty() ? written.size() + 1 : Math.max(1, after.line(pointer));
            above.computeIfAbsent(line, none -> new ArrayList<>()).addAll(comments);
        });
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= written.size() + 1; i++) {
            String line = i <= written.size() ? written.get(i - 1) : "";
            String indent = line.substring(0, line.length() - line.stripLeading().length());
            for (String comment : above.getOrDefault(i, List.of())) {
                text.append(indent).append(comment).append('\n');
            }
            if (i <= written.size()) {
                text.append(line).append('\n');
            }
        }
        return text.toString();
    }
}
