package org.parvis.themes.render;

import freemarker.core.HTMLOutputFormat;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes into a template, before it is parsed, what is the same on all pages of a language: a page has dozens of {@code ${t("key")}}
 * and {@code ${asset("path")}} that need not be looked up and escaped each time, and of {@code <@ui.icon "name"/>} that need not be drawn.
 *
 * <p>Only in the text between directives: within one, as in a text given to a macro, an interpolation is not escaped.
 */
final class Constants implements UnaryOperator<String> {
    private static final Pattern CONSTANT = Pattern.compile("\\$\\{(t|asset)\\(\"([\\w./-]+)\"\\)\\}");
    private static final Pattern ICON = Pattern.compile("<@ui\\.icon \"([\\w-]+)\"/>");
    private static final String LIBRARY = "<#import \"/layout/ui.ftlh\" as ui>";
    private static final Pattern DIRECTIVE = Pattern.compile("</?[#@]");

    private final Functions functions;
    private final Function<String, Optional<String>> icons;

    /** @param icons the drawing of an icon; empty if it cannot be drawn by itself */
    Constants(Functions functions, Function<String, Optional<String>> icons) {
        this.functions = functions;
        this.icons = icons;
    }

    @Override
    public String apply(String template) {
        StringBuilder out = new StringBuilder(template.length() + 256);
        Matcher constant = CONSTANT.matcher(template);
        Matcher directive = DIRECTIVE.matcher(template);
        Matcher icon = ICON.matcher(template);
        boolean library = template.contains(LIBRARY);
        int at = 0;
        while (at < template.length()) {
            int end = at + 1;
            Optional<String> text = Optional.empty();
            if (template.startsWith("<#--", at)) {
                end = after(template, "-->", at);
            } else if (template.charAt(at) == '<' && directive.region(at, template.length()).lookingAt()) {
                end = closing(template, at, '>');
                if (library && icon.region(at, template.length()).lookingAt()) {
                    text = icons.apply(icon.group(1)).filter(Constants::harmless);
                }
            } else if (template.startsWith("${", at)) {
                end = closing(template, at, '}');
                if (constant.region(at, template.length()).lookingAt()) {
                    text = functions.constant(constant.group(1), constant.group(2)).filter(Constants::harmless).map(HTMLOutputFormat.INSTANCE::escapePlainText);
                }
            }
            out.append(text.orElse(template.substring(at, end)));
            at = end;
        }
        return out.toString();
    }

    /** What changes neither the lines of the template nor what stands alone on one, and is no interpolation itself. */
    private static boolean harmless(String text) {
        return !text.isBlank() && text.indexOf('\n') < 0 && text.indexOf('{') < 0;
    }

    private static int after(String template, String end, int from) {
        int at = template.indexOf(end, from);
        return at < 0 ? template.length() : at + end.length();
    }

    /** After the character that ends a directive or an interpolation; one in quotes or brackets does not. */
    private static int closing(String template, int from, char end) {
        int depth = end == '}' ? -1 : 0;
        char quote = 0;
        for (int i = from; i < template.length(); i++) {
            char c = template.charAt(i);
            if (quote != 0) {
                if (c == '\\') {
                    i++;
                } else if (c == quote) {
                    quote = 0;
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == end && depth == 0) {
                return i + 1;
            } else if (c == '(' || c == '[' || c == '{') {
                depth++;
            } else if (c == ')' || c == ']' || c == '}') {
                depth--;
            }
        }
        return template.length();
    }
}
