package org.parvis.demarches.procedure;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A letter of plain lines with variables in brackets. */
public record Letter(List<String> lines) {
    private static final Pattern VARIABLE = Pattern.compile("\\[([a-zA-Z][A-Za-z0-9_.]{0,80})]");

    public Letter {
        lines = List.copyOf(lines);
    }

    /**
     * A piece of a filled letter.
     *
     * @param kind title, heading, item or text
     */
    public record Block(String kind, String text) {}

    static Letter of(String text) {
        return new Letter(text.lines().filter(line -> !line.isBlank()).map(String::strip).toList());
    }

    Set<String> variables(String line) {
        Set<String> names = new LinkedHashSet<>();
        Matcher matcher = VARIABLE.matcher(line);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    /** With values in place of variables; a line all of whose variables are empty is left out. Line ends in a value begin a paragraph. */
    public List<Block> fill(Map<String, String> values) {
        List<Block> blocks = new ArrayList<>();
        for (String line : lines) {
            Set<String> names = variables(line);
            if (!names.isEmpty() && names.stream().allMatch(name -> values.getOrDefault(name, "").isBlank())) {
                continue;
            }
            String filled = VARIABLE.matcher(line).replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), "")));
            blocks.addAll(blocks(filled));
        }
        return blocks;
    }

    private static List<Block> blocks(String filled) {
        if (filled.startsWith("# ")) {
            return List.of(new Block("title", filled.substring(2)));
        }
        if (filled.startsWith("## ")) {
            return List.of(new Block("heading", filled.substring(3)));
        }
        String kind = filled.startsWith("- ") ? "item" : "text";
        String text = kind.equals("item") ? filled.substring(2) : filled;
        return text.lines().filter(each -> !each.isBlank()).map(each -> new Block(kind, each)).toList();
    }
}
