package org.parvis.demarches.procedure;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The texts of a procedure, by variant: {@code fr}, {@code en}, {@code fr_simple}, {@code en_simple}.
 */
public record Texts(Map<String, Map<String, String>> variants) {
    public static final String FRENCH = "fr";
    public static final List<String> LANGUAGES = List.of(FRENCH, "en");
    public static final String SIMPLE = "_simple";

    /** In which words a person reads: the language, and whether in plain language. */
    public record Wanted(String language, boolean simple) {
        public static Wanted of(Locale language) {
            return new Wanted(LANGUAGES.contains(language.getLanguage()) ? language.getLanguage() : FRENCH, false);
        }

        public Wanted simple(boolean wanted) {
            return new Wanted(language, wanted);
        }
    }

    public boolean hasSimple(Wanted wanted) {
        return variants.containsKey(wanted.language() + SIMPLE);
    }

    /** A text, if it is there and not empty. */
    public Optional<String> find(Wanted wanted, String key) {
        Stream<String> order = wanted.simple()
                ? Stream.of(wanted.language() + SIMPLE, wanted.language(), FRENCH)
                : Stream.of(wanted.language(), FRENCH);
        return order.flatMap(variant -> Stream.ofNullable(variants.getOrDefault(variant, Map.of()).get(key)))
                .findFirst()
                .filter(text -> !text.isBlank());
    }

    /** A text; one that is missing is empty. */
    public String text(Wanted wanted, String key) {
        return find(wanted, key).orElse("");
    }
}
