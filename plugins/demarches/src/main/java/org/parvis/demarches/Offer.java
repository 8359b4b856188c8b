package org.parvis.demarches;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A procedure as a commune offers it.
 *
 * @param texts the commune's own, by {@code <key>} and language: {@code summary.fr}; and its contact: {@code service}, {@code email}, {@code phone};
 *     and what it chose: {@link #SHARED}, {@link #HIDDEN}, {@link #LOCAL}, {@link #PROGRAMS}, {@link #SIGNER}, {@link #CAPACITY}
 * @param seen of own texts, by name: the version whose shared text they stand beside
 * @param version counts changes; 0: never saved
 */
public record Offer(String procedure, boolean offered, Map<String, String> texts, Map<String, Integer> seen, int version) {
    /** What a commune may say in its own words. */
    public static final List<String> OWN = List.of("summary", "who", "needed", "duration", "cost", "more");

    /** Of an EPCI: the catalogues of its communes show the procedure. */
    public static final String SHARED = "shared";
    /** Of a commune: its catalogue does not show that procedure of its EPCI. */
    public static final String HIDDEN = "hidden";

    /** The commune's own procedure for what a sheet of service-public.fr tells. */
    public static final String LOCAL = "local";

    /** Programs that have a token read the files of the procedure. */
    public static final String PROGRAMS = "programs";

    /** Who decides: first name and name; and as what. */
    public static final String SIGNER = "signer";
    public static final String CAPACITY = "capacity";

    public static final String YES = "yes";

    public Offer {
        texts = Map.copyOf(texts);
        seen = Map.copyOf(seen);
    }

    public Offer(String procedure, boolean offered, Map<String, String> texts, int version) {
        this(procedure, offered, texts, Map.of(), version);
    }

    public static Offer none(String procedure) {
        return new Offer(procedure, false, Map.of(), 0);
    }

    public String text(String key) {
        return texts.getOrDefault(key, "");
    }

    /** Whether that was chosen. */
    public boolean says(String choice) {
        return text(choice).equals(YES);
    }

    /** Whether nobody is named who decides. */
    public boolean unsigned() {
        return text(SIGNER).isEmpty();
    }

    /** As somebody saw it who saves it now. */
    public Offer at(int seenVersion) {
        return new Offer(procedure, offered, texts, seen, seenVersion);
    }

    /** Words that were changed now were written beside the shared words of now; the others stay beside those that they stood beside. */
    Offer after(Offer before, int newest) {
        Map<String, Integer> marked = new HashMap<>();
        for (String name : texts.keySet()) {
            boolean own = OWN.contains(name.substring(0, Math.max(0, name.indexOf('.'))));
            Integer seenBefore = before.seen().get(name);
            if (own && !text(name).equals(before.text(name))) {
                marked.put(name, newest);
            } else if (own && seenBefore != null) {
                marked.put(name, seenBefore);
            }
        }
        return new Offer(procedure, offered, texts, marked, version);
    }

    /** One text looked at beside the shared words of now: kept, or given up for them. */
    Offer decided(String name, boolean taken, int newest) {
        Map<String, String> left = new HashMap<>(texts);
        Map<String, Integer> marked = new HashMap<>(seen);
        if (taken) {
            left.remove(name);
            marked.remove(name);
        } else {
            marked.put(name, newest);
        }
        return new Offer(procedure, offered, left, marked, version);
    }
}
