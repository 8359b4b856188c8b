package org.parvis.api.content;

import java.text.Normalizer;
import java.util.Locale;

/** The one rule for names in addresses. */
public final class Slug {
    private Slug() {}

    /**
     * Without accents, {@code œ} as {@code oe}, lower case, each run of other characters one hyphen:
     * {@code Agen-d'Aveyron} becomes {@code agen-d-aveyron}. May be empty.
     */
    public static String of(String name) {
        String plain = Normalizer.normalize(name.replace("œ", "oe").replace("Œ", "OE").replace("æ", "ae").replace("Æ", "AE"), Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT);
        return plain.replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }
}
