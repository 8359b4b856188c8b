package org.parvis.search.address;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.parvis.search.FrenchText;

/** What the words of an address are compared by: no accents, no case, abbreviations written out, small words left out. */
final class AddressText {

    private static final Map<String, String> WRITTEN_OUT = Map.ofEntries(
            Map.entry("av", "avenue"), Map.entry("ave", "avenue"), Map.entry("bd", "boulevard"), Map.entry("bld", "boulevard"), Map.entry("blvd", "boulevard"),
            Map.entry("boul", "boulevard"), Map.entry("pl", "place"), Map.entry("r", "rue"), Map.entry("ch", "chemin"), Map.entry("che", "chemin"),
            Map.entry("chem", "chemin"), Map.entry("imp", "impasse"), Map.entry("rte", "route"), Map.entry("sq", "square"), Map.entry("all", "allee"),
            Map.entry("allees", "allee"), Map.entry("fg", "faubourg"), Map.entry("fbg", "faubourg"), Map.entry("crs", "cours"), Map.entry("pass", "passage"),
            Map.entry("lot", "lotissement"), Map.entry("res", "residence"), Map.entry("qu", "quai"), Map.entry("qrt", "quartier"), Map.entry("st", "saint"),
            Map.entry("ste", "sainte"), Map.entry("gal", "general"), Map.entry("gen", "general"), Map.entry("dr", "docteur"), Map.entry("pr", "professeur"),
            Map.entry("pdt", "president"), Map.entry("mal", "marechal"), Map.entry("cdt", "commandant"), Map.entry("cne", "capitaine"), Map.entry("lt", "lieutenant"),
            Map.entry("col", "colonel"), Map.entry("nd", "notre dame"), Map.entry("1er", "premier"));

    private static final Set<String> SMALL = Set.of("de", "du", "des", "d", "la", "le", "les", "l", "et", "a", "au", "aux", "en", "sur");

    /** A number with its suffix: attached, or a word of its own; a letter of its own counts only before more words. */
    private static final Pattern NUMBER =
            Pattern.compile("^\\s*(\\d{1,5})(?:\\s?(bis|ter|quater|quinquies)\\b|([a-z])\\b|\\s([abcdefgh])\\b(?=[\\s,]+\\S))?(?![a-z0-9])", Pattern.CASE_INSENSITIVE);

    private AddressText() {}

    /**
     * What was typed, read as an address.
     *
     * @param number 0 if it does not begin with one
     * @param words after the number, those that must be there
     * @param last the word that may not be finished, as typed; empty when there is none
     */
    record Typed(int number, String suffix, List<String> words, String last) {}

    /** Words of a name, in order. */
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        for (String word : FrenchText.words(text)) {
            if (!SMALL.contains(word)) {
                words.addAll(List.of(writtenOut(word).split(" ")));
            }
        }
        return words;
    }

    static String writtenOut(String word) {
        return WRITTEN_OUT.getOrDefault(word, word);
    }

    static boolean small(String word) {
        return SMALL.contains(word);
    }

    /** With the number at its beginning taken for the number of a house. */
    static Typed withNumber(String typed) {
        Matcher matcher = NUMBER.matcher(typed);
        if (!matcher.find()) {
            return plain(typed);
        }
        String suffix = matcher.group(2) != null ? matcher.group(2) : matcher.group(3) != null ? matcher.group(3) : matcher.group(4) != null ? matcher.group(4) : "";
        Typed rest = plain(typed.substring(matcher.end()));
        return new Typed(Integer.parseInt(matcher.group(1)), suffix.toLowerCase(Locale.ROOT), rest.words(), rest.last());
    }

    /** With all of it taken for words. */
    static Typed plain(String typed) {
        List<String> raw = FrenchText.words(typed);
        if (raw.isEmpty()) {
            return new Typed(0, "", List.of(), "");
        }
        List<String> words = new ArrayList<>();
        for (String word : raw.subList(0, raw.size() - 1)) {
            if (!SMALL.contains(word)) {
                words.addAll(List.of(writtenOut(word).split(" ")));
            }
        }
        return new Typed(0, "", words, raw.get(raw.size() - 1));
    }

    /** Whether a suffix is the one typed: b is bis, unless there is a b. */
    static boolean sameSuffix(String typed, String of) {
        return of.equals(typed) || typed.length() == 1 && Set.of("bis", "ter", "quater").contains(of) && of.startsWith(typed)
                || of.length() == 1 && Set.of("bis", "ter", "quater").contains(typed) && typed.startsWith(of);
    }
}
