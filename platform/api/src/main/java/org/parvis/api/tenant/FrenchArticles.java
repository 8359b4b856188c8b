package org.parvis.api.tenant;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How "de" and "à" contract with the article of a place name in French.
 *
 * <p>Usage hesitates before an h: most communes say « d’ » ({@code d'Hyères}, {@code d'Hénin-Beaumont}); the h is aspirate in the families of
 * "haut", "ham" and "haye", in names of Germanic form and in those of Oceania ({@code de Hautmont}, {@code de Haguenau}, {@code de Huahine}).
 */
final class FrenchArticles {

    /** Common nouns that begin the name of a tenant which is no commune: they take an article of their own. */
    private static final Set<String> FEMININE = Set.of("Communauté", "Métropole", "Eurométropole");

    private static final Set<String> MASCULINE = Set.of("Syndicat", "Département", "Territoire", "Pays", "Pôle", "SIVOM", "SIVU", "SIAEP");

    /** How the official list of groupings abbreviates their kind, before a name. */
    private static final Map<String, String> GROUPINGS =
            Map.of("CC", "communauté de communes", "CA", "communauté d’agglomération", "CU", "communauté urbaine");

    /** What a grouping calls itself instead of its kind: {@code Rodez Agglomération}, {@code Decazeville Communauté}. */
    private static final Pattern OWN_NAME = Pattern.compile("(?!du |de |des |d['’]).*\\b(?:Communauté|Agglomération|Agglo|Métropole|Intercom)['’]?");

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

    /** How a name takes its article. */
    private enum Article { FEMININE, MASCULINE, OF_A_PLACE }

    private record Spoken(Article article, String name) {}

    static String de(String name) {
        Spoken spoken = spoken(name);
        return switch (spoken.article()) {
            case FEMININE -> "de " + feminine(spoken.name());
            case MASCULINE -> "du " + spoken.name();
            case OF_A_PLACE -> deOfPlace(spoken.name());
        };
    }

    static String a(String name) {
        Spoken spoken = spoken(name);
        return switch (spoken.article()) {
            case FEMININE -> "à " + feminine(spoken.name());
            case MASCULINE -> "au " + spoken.name();
            case OF_A_PLACE -> aOfPlace(spoken.name());
        };
    }

    private static Spoken spoken(String name) {
        String first = firstWord(name);
        String grouping = GROUPINGS.get(first);
        if (grouping != null) {
            String rest = name.substring(first.length()).strip();
            return OWN_NAME.matcher(rest).matches() ? new Spoken(Article.OF_A_PLACE, rest) : new Spoken(Article.FEMININE, grouping + " " + rest);
        }
        boolean feminine = FEMININE.contains(first);
        return new Spoken(feminine ? Article.FEMININE : MASCULINE.contains(first) ? Article.MASCULINE : Article.OF_A_PLACE, name);
    }

    private static String feminine(String name) {
        return elides(name) ? "l’" + name : "la " + name;
    }

    private static String deOfPlace(String name) {
        if (name.startsWith("Le ")) {
            return "du " + name.substring(3);
        }
        if (name.startsWith("Les ")) {
            return "des " + name.substring(4);
        }
        return elides(name) ? "d’" + name : "de " + name;
    }

    private static String aOfPlace(String name) {
        if (name.startsWith("Le ")) {
            return "au " + name.substring(3);
        }
        return name.startsWith("Les ") ? "aux " + name.substring(4) : "à " + name;
    }

    static String sortKey(String name) {
        return plain(ARTICLE.matcher(name).replaceFirst("").replace('’', '\''));
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

    private static String firstWord(String name) {
        int end = name.indexOf(' ');
        return end < 0 ? name : name.substring(0, end);
    }

    private static String plain(String text) {
        String lower = text.toLowerCase(Locale.ROOT).replace("œ", "oe").replace("æ", "ae");
        return MARKS.matcher(Normalizer.normalize(lower, Normalizer.Form.NFD)).replaceAll("");
    }
}
