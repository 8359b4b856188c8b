package org.parvis.themes;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.parvis.api.view.Contrast;
import org.parvis.api.view.Theme.Kind;
import org.parvis.api.view.Theme.Token;

/** The design tokens that {@code theme.properties} declares, those of parent themes first. */
final class Tokens {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final Pattern VALUE = Pattern.compile("[-\\w .,'\"%#()]{1,200}");

    private Tokens() {}

    /**
     * Reads and checks the tokens of a theme and its parents.
     *
     * @param properties of the themes, the farthest parent first
     * @throws InvalidTheme if a token is malformed or a default colour is unreadable
     */
    static List<Token> read(String theme, List<Map<String, String>> properties) {
        Map<String, String> merged = new LinkedHashMap<>();
        Set<String> names = new LinkedHashSet<>();
        for (Map<String, String> one : properties) {
            split(one.getOrDefault("tokens", "")).forEach(names::add);
            merged.putAll(one);
        }
        List<Token> tokens = names.stream().map(name -> token(theme, name, merged)).toList();
        checkContrast(theme, tokens);
        return tokens;
    }

    private static Token token(String theme, String name, Map<String, String> properties) {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidTheme("Theme " + theme + ": " + name + " is no name of a token");
        }
        String prefix = "token." + name + ".";
        String kindName = properties.getOrDefault(prefix + "kind", "");
        String value = properties.getOrDefault(prefix + "default", "").strip();
        List<String> against = split(properties.getOrDefault(prefix + "against", "")).toList();
        Kind kind =
                switch (kindName) {
                    case "color" -> Kind.COLOR;
                    case "font" -> Kind.FONT;
                    case "choice" -> Kind.CHOICE;
                    default -> throw new InvalidTheme("Theme " + theme + ": token " + name + " needs kind color, font or choice");
                };
        if (kind == Kind.COLOR) {
            if (!Contrast.isColor(value)) {
                throw new InvalidTheme("Theme " + theme + ": the default of token " + name + " is no colour (#rrggbb)");
            }
            return new Token(name, kind, value.toLowerCase(Locale.ROOT), against, Map.of());
        }
        Map<String, String> choices = choices(theme, name, properties);
        if (choices.containsValue(value)) {
            return new Token(name, kind, value, List.of(), choices);
        }
        if (!choices.containsKey(value)) {
            throw new InvalidTheme("Theme " + theme + ": the default of token " + name + " is none of its choices");
        }
        return new Token(name, kind, choices.get(value), List.of(), choices);
    }

    private static Map<String, String> choices(String theme, String name, Map<String, String> properties) {
        Map<String, String> choices = new LinkedHashMap<>();
        for (String choice : split(properties.getOrDefault("token." + name + ".choices", "")).toList()) {
            String value = properties.getOrDefault("token." + name + ".choice." + choice, "").strip();
            if (!NAME.matcher(choice).matches() || !VALUE.matcher(value).matches()) {
                throw new InvalidTheme("Theme " + theme + ": choice " + choice + " of token " + name + " is missing or malformed");
            }
            choices.put(choice, value);
        }
        return Collections.unmodifiableMap(choices);
    }

    private static void checkContrast(String theme, List<Token> tokens) {
        Map<String, String> colors = new LinkedHashMap<>();
        tokens.stream().filter(token -> token.kind() == Kind.COLOR).forEach(token -> colors.put(token.name(), token.defaultValue()));
        List<String> wrong = new ArrayList<>();
        for (Token token : tokens) {
            for (String other : token.against()) {
                String ground = colors.get(other);
                if (ground == null) {
                    wrong.add(token.name() + " is compared with " + other + ", which is no colour token");
                } else if (!Contrast.readable(token.defaultValue(), ground)) {
                    wrong.add(String.format(
                            Locale.ROOT, "%s on %s has contrast %.2f instead of 4.5", token.name(), other, Contrast.ratio(token.defaultValue(), ground)));
                }
            }
        }
        if (!wrong.isEmpty()) {
            throw new InvalidTheme("Theme " + theme + ": " + String.join("; ", wrong));
        }
    }

    /** Custom properties: {@code :root{--color-primary:#1d4e89}}. */
    static String css(Map<String, String> values) {
        StringBuilder css = new StringBuilder(":root{");
        values.forEach((name, value) -> css.append("--").append(name).append(':').append(value).append(';'));
        return css.append("}\n").toString();
    }

    /** The defaults as custom properties. */
    static String defaults(List<Token> tokens) {
        Map<String, String> values = new LinkedHashMap<>();
        tokens.forEach(token -> values.put(token.name(), token.defaultValue()));
        return css(values);
    }

    /** What of the chosen values is valid, by token name, as CSS values. */
    static Map<String, String> valid(List<Token> tokens, Map<String, String> chosen) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Token token : tokens) {
            String value = chosen.get(token.name());
            if (value == null) {
                continue;
            }
            if (token.kind() == Kind.COLOR && Contrast.isColor(value)) {
                values.put(token.name(), value.toLowerCase(Locale.ROOT));
            } else if (token.choices().containsKey(value)) {
                values.put(token.name(), token.choices().get(value));
            } else if (token.choices().containsValue(value)) {
                values.put(token.name(), value);
            }
        }
        return values;
    }

    /** The same as {@link #valid}, in the form in which {@code Look} holds them. */
    static Map<String, String> chosen(List<Token> tokens, Map<String, String> chosen) {
        Map<String, String> names = new LinkedHashMap<>();
        valid(tokens, chosen).forEach((name, value) -> {
            for (Token token : tokens) {
                if (token.name().equals(name)) {
                    token.choices().forEach((choice, its) -> {
                        if (its.equals(value)) {
                            names.putIfAbsent(name, choice);
                        }
                    });
                    names.putIfAbsent(name, value);
                }
            }
        });
        return names;
    }

    private static Stream<String> split(String list) {
        return Stream.of(list.split(",")).map(String::strip).filter(name -> !name.isEmpty());
    }
}
