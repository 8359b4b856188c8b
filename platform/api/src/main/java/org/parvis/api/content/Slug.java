package org.parvis.api.content;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** The one rule for names in addresses. */
public final class Slug {
    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final Pattern OTHERS = Pattern.compile("[^a-z0-9]+");

    private Slug() {}

    /**
     * Without accents, {@code œ} as {@code oe}, lower case, each run of other characters one hyphen:
     * {@code Agen-d'Aveyron} becomes {@code agen-d-aveyron}. May be empty.
     */
    public static String of(String name) {
        String split = Normalizer.normalize(name.replace("œ", "oe").replace("Œ", "OE").replace("æ", "ae").replace("Æ", "AE"), Normalizer.Form.NFD);
        String plain = ACCENTS.matcher(split).replaceAll("").toLowerCase(Locale.ROOT);
        String slug = OTHERS.matcher(plain).replaceAll("-");
        int start = slug.startsWith("-") ? 1 : 0;
        int end = slug.endsWith("-") ? slug.length() - 1 : slug.length();
        return slug.substring(start, Math.max(start, end));
    }
}
