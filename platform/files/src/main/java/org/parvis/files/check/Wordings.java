package org.parvis.files.check;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Words that tell nothing, in French and English. */
final class Wordings {
    /** Without accents, punctuation and capitals. RGAA 4.1, 6.1: each link says where it leads. */
    private static final Set<String> VAGUE = Set.of(
            "ici", "cliquez ici", "cliquer ici", "clic", "clic ici", "lien", "ce lien", "le lien", "par ici", "la", "en savoir plus", "savoir plus",
            "lire la suite", "lire plus", "la suite", "suite", "voir", "voir plus", "voir ici", "plus", "plus d infos", "plus d informations",
            "telecharger", "telecharger ici", "document", "page", "site", "here", "click here", "link", "this link", "more", "read more", "learn more",
            "see more", "download", "this page", "more info", "more information");
    private static final Pattern FILE_NAME = Pattern.compile("(?i).*\\.(?:jpe?g|png|gif|webp|heic|tiff?)|(?:img|dsc[nf]?|photo|image|p|whatsapp image)[ _-]*\\d[\\d _.-]*");
    private static final Pattern ADDRESS = Pattern.compile("(?i)(?:https?://|www\\.)\\S+");
    private static final int CAPITALS = 20;
    private static final Pattern SHOUTED = Pattern.compile("(?:\\p{Lu}[\\p{Lu}'’.-]*[\\s,:!?\u00a0]+){2,}\\p{Lu}{2,}");

    private Wordings() {}

    static boolean isVague(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}", "").toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", " ").strip();
        return VAGUE.contains(plain);
    }

    static boolean isFileName(String text) {
        return FILE_NAME.matcher(text.strip()).matches();
    }

    static boolean isAddress(String text) {
        return ADDRESS.matcher(text.strip()).matches();
    }

    /** Words in capital letters that are long to read: three or more, twenty letters or more; acronyms are none. */
    static boolean isShouted(String text) {
        return SHOUTED.matcher(text).results().anyMatch(found -> found.group().chars().filter(Character::isLetter).count() >= CAPITALS);
    }
}
