package org.parvis.api.tenant;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How "de" and "à" contract with the article of a place name in French.
 *
 * <p>Usage hesitates before an h: most communes say « d' » ({@code d'Hyères}, {@code d'Hénin-Beaumont}); the h is aspirate in the families of
 * "haut", "ham" and "haye", in names of Germanic form and in those of Oceania ({@code de Hautmont}, {@code de Haguenau}, {@code de Huahine}).
 */
final class FrenchArticles {

    /** Common nouns that begin the name of a tenant which is no commune: they take an article of their own. */
    private static final Set<String> FEMININE = Set.of("CC", "CA", "CU", "Communauté", "Métropole");

    private static final Set<String> MASCULINE = Set.of("Syndicat", "Département", "Territoire", "Pays", "Pôle", "SIVOM", "SIVU", "SIAEP");

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern ARTICLE = Pattern.compile("^(?:(?:Le|La|Les) |L['’])");

    /** The first word, without accents and in lower case. */
    private static final Pattern ASPIRATE_H = Pattern.compile(
            // French families, and single names
            "haut\\w*|ham|hame(?:s|l|let|lin)|han|hans|halles?|haies?|hay\\w*|havre|hague|hem|hesse|hon|houx|houilles|houlgate|houdan|honfleur"
                    // Germanic forms
                    + "|h\\w*(?:heim|willer|viller|bach|bourg|burg|berg|felden|hausen|hoffen|house|dorff?|statt|stett|kirch|kirchen|matt|thal|wald|land"
                    + "|stein|brunn|schiedt|gauen|wihr|zing|ling|ring|ving|lange|ting|rod|pach|oltz|singen)"
                    + "|haguenau|hagen|haegen|hatten|hangenbieten|hartzviller|hecken|hegeney|heiteren|hoerdt|hohengoeft|houssen|huningue|hesingue"
                    + "|hirsingue|husseren"
                    // Oceania
                    + "|hao|hiva|huahine|hikueru|hitiaa|hienghene|houailou");

    private FrenchArticles() {}

    static String de(String name) {
        if (name.startsWith("Le ")) {
            return "du " + name.substring(3);
        }
        if (name.startsWith("Les ")) {
            return "des " + name.substring(4);
        }
        String first = firstWord(name, ' ');
        if (FEMININE.contains(first)) {
            return "de la " + name;
        }
        if (MASCULINE.contains(first)) {
            return "du " + name;
        }
        return elides(name) ? "d'" + name : "de " + name;
    }

    static String a(String name) {
        if (name.startsWith("Le ")) {
            return "au " + name.substring(3);
        }
        if (name.startsWith("Les ")) {
            return "aux " + name.substring(4);
        }
        String first = firstWord(name, ' ');
        if (FEMININE.contains(first)) {
            return "à la " + name;
        }
        return (MASCULINE.contains(first) ? "au " : "à ") + name;
    }

    static String sortKey(String name) {
        return plain(ARTICLE.matcher(name).replaceFirst(""));
    }

    private static boolean elides(String name) {
        String plain = plain(name);
        if (plain.isEmpty()) {
            return false;
        }
        return switch (plain.charAt(0)) {
            case 'a', 'e', 'i', 'o', 'u' -> true;
            case 'y' -> !isConsonantY(plain);
            case 'h' -> !ASPIRATE_H.matcher(plain.split("[^a-z]", 2)[0]).matches();
            default -> false;
        };
    }

    /** {@code de Yutz}, {@code de Yenne}, but {@code d'Yerres}, {@code d'Ytrac} and {@code d'Y}. */
    private static boolean isConsonantY(String plain) {
        return plain.startsWith("yenne") || (plain.length() > 1 && "aou".indexOf(plain.charAt(1)) >= 0);
    }

    private static String firstWord(String name, char separator) {
        int end = name.indexOf(separator);
        return end < 0 ? name : name.substring(0, end);
    }

    private static String plain(String text) {
        String lower = text.toLowerCase(Locale.ROOT).replace("œ", "oe").replace("æ", "ae");
        return MARKS.matcher(Normalizer.normalize(lower, Normalizer.Form.NFD)).replaceAll("");
    }
}
