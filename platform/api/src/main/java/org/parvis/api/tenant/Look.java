package org.parvis.api.tenant;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a site looks.
 *
 * @param theme id of the theme
 * @param tokens chosen values of the theme's tokens, by token name ({@code color-primary}, {@code font-heading} ...); those not chosen keep the theme's default
 * @param logo id of the image of the coat of arms or logo
 * @param header id of the header picture
 */
public record Look(String theme, Map<String, String> tokens, @Nullable String logo, @Nullable String header) {

    public Look {
        tokens = Map.copyOf(tokens);
    }

    public static Look of(String theme) {
        return new Look(theme, Map.of(), null, null);
    }
}
