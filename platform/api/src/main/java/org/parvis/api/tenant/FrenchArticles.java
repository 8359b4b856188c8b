package org.parvis.api.tenant;

import java.text.Normalizer;
import java.util.Locale;

/** How "de" and "à" contract with the article of a place name in French. */
final class FrenchArticles {

    private FrenchArticles() {}

    static String de(String name) {
        if (name.startsWith("Le ")) {
            return "du " + name.substring(3);
        }
        if (name.startsWith("Les ")) {
            return "des " + name.substring(4);
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
        return "à " + name;
    }

    static String sortKey(String name) {
        String bare = name.replaceFirst("^(?:(?:Le|La|Les) |L['’])", "");
        return plain(bare).toLowerCase(Locale.ROOT);
    }

    private static boolean elides(String name) {
        return !name.isEmpty() && "AEIOUYH".indexOf(Character.toUpperCase(plain(name).charAt(0))) >= 0;
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}+", "").replace("Œ", "Oe").replace("œ", "oe");
    }
}
