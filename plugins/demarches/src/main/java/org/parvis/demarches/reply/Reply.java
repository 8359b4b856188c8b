package org.parvis.demarches.reply;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text that agents send again and again, with names in brackets for what differs.
 *
 * @param procedure id, or empty: for all
 * @param version counts changes; 0: not saved yet
 */
public record Reply(UUID id, String procedure, String title, String body, int version) {
    /** Names that every file has; a reply of one procedure may name its questions too. */
    static final List<String> KNOWN = List.of(
            "number", "procedure", "applicant", "subject", "received", "deadline", "today", "commune", "service", "agent");

    private static final Pattern NAME = Pattern.compile("\\[([^\\[\\]\\n]{1,80})]");

    /** What stands in brackets, whether it means something or not. */
    static Set<String> names(String text) {
        Set<String> names = new LinkedHashSet<>();
        Matcher matcher = NAME.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    String filled(Map<String, String> values) {
        return NAME.matcher(body).replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), "")));
    }
}
