package org.parvis.demarches.procedure;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code documents/<id>_<language>.txt} and checks their variables. */
final class LettersReader {
    private static final Pattern NAME = Pattern.compile("documents/([a-z][a-z0-9_-]*)_(fr|en)\\.txt");
    private static final Set<String> KNOWN =
            Set.of("number", "applicant", "received", "subject", "message", "reason", "due", "today", "commune", "service", "contest");

    private LettersReader() {}

    static Map<String, Letter> read(Map<String, byte[]> files, Workflow workflow, Screens screens, Source workflowSource, Faults faults) {
        Map<String, Letter> letters = new HashMap<>();
        files.forEach((file, bytes) -> {
            Matcher name = NAME.matcher(file);
            Optional<String> text = name.matches() ? TextsReader.utf8(file, bytes, faults) : Optional.empty();
            if (text.isPresent()) {
                letters.put(name.group(1) + "_" + name.group(2), Letter.of(text.get()));
                check(file, text.get(), variables(workflow, screens, name.group(1)), faults);
            }
        });
        for (Workflow.Transition way : workflow.transitions()) {
            if (way.document() != null && !letters.containsKey(way.document() + "_" + Texts.FRENCH)) {
                faults.at(workflowSource, "/transitions/" + way.id() + "/document", "document", way.document());
            }
        }
        return letters;
    }

    private static Set<String> variables(Workflow workflow, Screens screens, String document) {
        Set<String> known = new HashSet<>(KNOWN);
        screens.fields().forEach(field -> known.add(field.path()));
        workflow.transitions().stream()
                .filter(way -> document.equals(way.document()))
                .forEach(way -> way.fields().forEach(field -> known.add(field.name())));
        return known;
    }

    private static void check(String file, String text, Set<String> known, Faults faults) {
        List<String> lines = text.lines().toList();
        Letter letter = new Letter(lines);
        if (lines.stream().noneMatch(line -> line.startsWith("# "))) {
            faults.add(file, 1, "document.title");
        }
        for (int i = 0; i < lines.size(); i++) {
            for (String name : letter.variables(lines.get(i))) {
                if (!known.contains(name)) {
                    faults.add(file, i + 1, "variable", name);
                }
            }
        }
    }
}
