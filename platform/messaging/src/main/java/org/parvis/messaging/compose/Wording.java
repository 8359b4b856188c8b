package org.parvis.messaging.compose;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.parvis.api.route.FieldError;

/**
 * What a kind of message says; variables as {@code [name]}.
 *
 * @param subject one line
 * @param text paragraphs apart by an empty line
 * @param brief for SMS; may be empty
 */
public record Wording(String subject, String text, String brief) {
    /** Names may be typed as people write them; only what looks like one is a variable: {@code [1]} or {@code [à partir de 9 h]} are text. */
    private static final Pattern VARIABLE = Pattern.compile("\\[([a-z][a-z0-9-]{0,39})\\]");

    static final int LONGEST_SUBJECT = 150;
    static final int LONGEST_TEXT = 5_000;
    /** Three parts of an SMS. */
    static final int LONGEST_BRIEF = 459;

    /** A message to be read: nothing is left to fill in. */
    public record Filled(String subject, String text, String brief) {

        /** As a deputy gets it. */
        Filled insteadOf(String absent) {
            return new Filled("[" + absent + "] " + subject, text, brief);
        }
    }

    /** What is wrong with it, field by field, each unknown variable with its line and name. */
    List<FieldError> problems(Set<String> known) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("subject", subject);
        fields.put("text", text);
        fields.put("brief", brief);
        Map<String, Integer> longest = Map.of("subject", LONGEST_SUBJECT, "text", LONGEST_TEXT, "brief", LONGEST_BRIEF);
        List<FieldError> problems = new ArrayList<>();
        fields.forEach((field, content) -> {
            if (content.isBlank() && !field.equals("brief")) {
                problems.add(FieldError.of(field, "form.required"));
            }
            if (content.length() > longest.get(field)) {
                problems.add(FieldError.of(field, "form.long", longest.get(field)));
            }
            if (field.equals("subject") && content.chars().anyMatch(Character::isISOControl)) {
                problems.add(FieldError.of(field, "messaging.wording.error.line"));
            }
            problems.addAll(unknown(field, content, known));
        });
        return problems;
    }

    private static List<FieldError> unknown(String field, String content, Set<String> known) {
        List<FieldError> problems = new ArrayList<>();
        List<String> lines = content.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            Matcher variables = VARIABLE.matcher(lines.get(i));
            while (variables.find()) {
                if (!known.contains(variables.group(1))) {
                    problems.add(FieldError.of(
                            field, "messaging.wording.error.unknown", i + 1, variables.group(1),
                            known.stream().sorted().map(name -> "[" + name + "]").collect(Collectors.joining(" "))));
                }
            }
        }
        return problems;
    }

    /** Puts values in place of variables; those without a value are empty, and lines that have only such are left out. */
    public Filled fill(Map<String, String> values) {
        String line = one(subject, values).replaceAll("\\p{Cntrl}+", " ").strip();
        return new Filled(line, lines(text, values), one(brief, values).strip());
    }

    private static String lines(String content, Map<String, String> values) {
        return content.lines()
                .filter(line -> says(line, values))
                .map(line -> one(line, values))
                .collect(Collectors.joining("\n"))
                .replaceAll("\\n{3,}", "\n\n")
                .strip();
    }

    private static boolean says(String line, Map<String, String> values) {
        Matcher variables = VARIABLE.matcher(line);
        boolean any = false;
        while (variables.find()) {
            any = true;
            if (!values.getOrDefault(variables.group(1), "").isBlank()) {
                return true;
            }
        }
        return !any;
    }

    private static String one(String content, Map<String, String> values) {
        return VARIABLE.matcher(content).replaceAll(match -> Matcher.quoteReplacement(values.getOrDefault(match.group(1), "")));
    }
}
