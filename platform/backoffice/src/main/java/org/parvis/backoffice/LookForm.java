package org.parvis.backoffice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.parvis.api.route.FieldError;
import org.parvis.api.tenant.Look;
import org.parvis.api.view.Contrast;
import org.parvis.api.view.Theme;

/**
 * Values of a theme's tokens as an agent chose them. Those equal to the theme's default are left out, so that they follow the theme.
 *
 * @param errors what is no value, or cannot be read
 */
record LookForm(Map<String, String> tokens, List<FieldError> errors) {

    /**
     * Reads the values of all tokens of a theme; {@code typed} gives what was typed for a token, or the empty text.
     *
     * @param shown id of the theme whose tokens the form showed: whoever chose another one has chosen none of its values yet
     */
    static LookForm read(Theme theme, String shown, Function<String, String> typed) {
        if (!shown.equals(theme.id())) {
            return new LookForm(Map.of(), List.of());
        }
        Map<String, String> chosen = new HashMap<>();
        List<FieldError> errors = new ArrayList<>();
        for (Theme.Token token : theme.tokens()) {
            String value = typed.apply(token.name()).strip();
            if (value.isEmpty() || value.equalsIgnoreCase(token.defaultValue())) {
                continue;
            }
            boolean valid = token.kind() == Theme.Kind.COLOR ? Contrast.isColor(value) : token.choices().containsKey(value);
            if (valid) {
                chosen.put(token.name(), token.kind() == Theme.Kind.COLOR ? value.toLowerCase(Locale.ROOT) : value);
            } else {
                errors.add(FieldError.of(token.name(), "backoffice.look.invalid"));
            }
        }
        return new LookForm(chosen, errors.isEmpty() ? unreadable(theme, chosen) : errors);
    }

    /** Pairs of colours of which one cannot be read on the other, with the nearest colour that can. */
    private static List<FieldError> unreadable(Theme theme, Map<String, String> chosen) {
        List<FieldError> errors = new ArrayList<>();
        for (Theme.Token token : theme.tokens()) {
            if (token.kind() != Theme.Kind.COLOR || token.against().isEmpty()) {
                continue;
            }
            String color = value(theme, chosen, token.name());
            List<String> others = token.against().stream().map(other -> value(theme, chosen, other)).toList();
            double worst = others.stream().mapToDouble(other -> Contrast.ratio(color, other)).min().orElse(Contrast.TEXT);
            if (worst < Contrast.TEXT) {
                Optional<String> nearest = Contrast.nearestReadable(color, others, Contrast.TEXT);
                double ratio = Math.floor(worst * 10) / 10;
                errors.add(nearest
                        .map(better -> FieldError.of(token.name(), "backoffice.look.unreadable", ratio, better))
                        .orElseGet(() -> FieldError.of(token.name(), "backoffice.look.hopeless", ratio)));
            }
        }
        return errors;
    }

    static String value(Theme theme, Map<String, String> chosen, String name) {
        return chosen.getOrDefault(name, theme.tokens().stream()
                .filter(token -> token.name().equals(name))
                .findFirst()
                .map(Theme.Token::defaultValue)
                .orElse("#ffffff"));
    }

    /** The look with these values; logo and header picture stay. */
    Look on(Theme theme, Look before) {
        return new Look(theme.id(), tokens, before.logo(), before.header());
    }
}
