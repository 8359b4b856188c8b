package org.parvis.demarches;

import java.util.List;
import java.util.Map;

/**
 * A procedure as a commune offers it.
 *
 * @param texts the commune's own, by {@code <key>} and language: {@code summary.fr}; and its contact: {@code service}, {@code email}, {@code phone}
 * @param version counts changes; 0: never saved
 */
record Offer(String procedure, boolean offered, Map<String, String> texts, int version) {
    /** What a commune may say in its own words. */
    static final List<String> OWN = List.of("summary", "who", "needed", "duration", "cost", "more");

    Offer {
        texts = Map.copyOf(texts);
    }

    static Offer none(String procedure) {
        return new Offer(procedure, false, Map.of(), 0);
    }

    String text(String key) {
        return texts.getOrDefault(key, "");
    }
}
