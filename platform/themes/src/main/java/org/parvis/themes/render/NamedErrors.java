package org.parvis.themes.render;

import java.util.Collection;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts the labels of the fields into the summary of a refused form.
 *
 * <p>The summary stands above the fields, so that the macro that writes it does not know their labels yet: it leaves a place for each, which
 * is filled from the finished page. Fields that a template writes by hand are found like those of the macros.
 */
final class NamedErrors {

    /** Of the macro {@code ui.errors}: the field, and what stands between its label and the message. */
    private static final Pattern PLACE = Pattern.compile("<strong data-label-of=\"([^\"]*)\">([^<]*)</strong> ?");

    /** A field in one of several rows, each of which has a name: « Enfant 2 ». */
    private static final Pattern ROW = Pattern.compile("(.+\\.[0-9]+)\\.[^.]+");

    private NamedErrors() {}

    /** Whether a page with this model may show such a summary; any other page is left as it is, without a look at it. */
    static boolean in(Map<String, ?> model) {
        return model.get("errors") instanceof Collection<?> errors && !errors.isEmpty();
    }

    static String named(String page) {
        return PLACE.matcher(page).replaceAll(place -> Matcher.quoteReplacement(name(page, place.group(1), place.group(2))));
    }

    /** Without a label, the message stands alone. */
    private static String name(String page, String field, String after) {
        String label = label(page, field);
        if (label.isEmpty()) {
            return "";
        }
        Matcher row = ROW.matcher(field);
        String one = row.matches() ? label(page, row.group(1)) : "";
        if (!one.isEmpty()) {
            return "<strong>" + one + " – " + label + after + "</strong> ";
        }
        boolean ended = "?!:.…".indexOf(label.charAt(label.length() - 1)) >= 0;
        return "<strong>" + label + (ended ? "" : after) + "</strong> ";
    }

    /** The beginning of the label, of the legend, or of the name that only screen readers get: text of the page, escaped already. */
    private static String label(String page, String field) {
        String id = Pattern.quote("f-" + field) + "\"";
        for (String where : new String[] {
            "<label [^>]*\\bfor=\"" + id + "[^>]*>([^<]+)",
            "<fieldset [^>]*\\bid=\"" + id + "[^>]*>\\s*<legend[^>]*>([^<]+)",
            "<[a-z]+ [^>]*\\bid=\"" + id + "[^>]*\\baria-label=\"([^\"]+)\""
        }) {
            Matcher found = Pattern.compile(where).matcher(page);
            if (found.find() && !found.group(1).isBlank()) {
                return found.group(1).strip();
            }
        }
        return "";
    }
}
