package org.parvis.search.address;

import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import org.apache.lucene.index.LeafReader;
import org.parvis.search.address.AddressText.Typed;

/**
 * Finds streets by their words while somebody types. In memory (some megabytes for a department), made of the index when it is opened: a key
 * stroke costs look-ups in sorted terms and a pass over the streets that have them.
 */
final class StreetWords {

    /** Above all that words can weigh: communes that are near come first. */
    private static final int NEAR = 1_000;

    private static final int BEGINS = 3;
    private static final int BEGINS_WITH_ALL = 2;
    private static final int IN_COMMUNE = 2;
    private static final int FINISHED = 1;
    private static final int MOST_WORDS = 16;

    private final int streets;
    private final Postings words;
    private final Postings numbers;
    private final Column start;
    private final Column insee;
    private final Column commune;
    private final List<List<String>> communeWords;

    StreetWords(LeafReader reader) throws IOException {
        streets = reader.maxDoc();
        words = Postings.of(reader, AddressIndex.WORDS);
        numbers = Postings.of(reader, AddressIndex.NUMBER);
        start = Column.of(reader, AddressIndex.START);
        insee = Column.of(reader, AddressIndex.INSEE);
        commune = Column.of(reader, AddressIndex.COMMUNE);
        communeWords = Arrays.stream(commune.values()).map(name -> List.of(name.split(" "))).toList();
    }

    /** Whether there is anything to look for: the number of a house alone is not, nor a single letter. */
    static boolean worthwhile(Typed typed) {
        return !typed.words().isEmpty() || typed.last().length() > 1 && !AddressText.small(typed.last()) && !typed.last().matches("\\d{1,4}");
    }

    /**
     * Streets with all the words, the last one perhaps unfinished, and with the number if there is one; the best first: those of communes that
     * are near, that begin as typed, of communes that were named; then by name.
     */
    List<Integer> best(Typed typed, Collection<String> near, int limit) {
        Best best = new Best(limit);
        Weights weights = new Weights(typed, near);
        BitSet having = having(typed);
        for (int street = having.nextSetBit(0); street >= 0; street = having.nextSetBit(street + 1)) {
            best.add(street, weights.of(street), start.places()[street]);
        }
        return best.streets();
    }

    private BitSet having(Typed typed) {
        BitSet all = new BitSet(streets);
        all.set(0, streets);
        for (String word : wanted(typed)) {
            narrow(all, words, word);
        }
        if (typed.number() > 0) {
            narrow(all, numbers, Integer.toString(typed.number()));
        }
        // A small word may be the beginning of a longer one, and need not be there.
        if (!typed.last().isEmpty() && !AddressText.small(typed.last())) {
            BitSet last = finished(typed.last());
            words.addBeginningWith(typed.last(), last);
            all.and(last);
        }
        return all;
    }

    private static List<String> wanted(Typed typed) {
        return typed.words().subList(0, Math.min(MOST_WORDS, typed.words().size()));
    }

    private void narrow(BitSet all, Postings postings, String term) {
        BitSet with = new BitSet(streets);
        postings.add(term, with);
        all.and(with);
    }

    /** Streets that have the last word as it was typed, or what it abbreviates. */
    private BitSet finished(String last) {
        BitSet having = new BitSet(streets);
        words.add(last, having);
        String writtenOut = AddressText.writtenOut(last);
        if (!writtenOut.equals(last)) {
            BitSet all = new BitSet(streets);
            all.set(0, streets);
            for (String word : writtenOut.split(" ")) {
                narrow(all, words, word);
            }
            having.or(all);
        }
        return having;
    }

    /** What makes one street better than another, worked out once for what was typed. */
    private final class Weights {
        private final Column.Range begins;
        private final Column.Range beginsWithAll;
        private final int[] ofInsee = new int[insee.values().length];
        private final int[] ofCommune = new int[commune.values().length];
        private final BitSet finished;

        Weights(Typed typed, Collection<String> near) {
            String last = typed.last();
            String before = String.join(" ", typed.words());
            begins = start.beginningWith(before.isEmpty() ? last : before);
            beginsWithAll = start.beginningWith((before + " " + AddressText.writtenOut(last)).strip());
            finished = last.isEmpty() ? new BitSet() : finished(last);
            for (String code : near) {
                int place = insee.from(code);
                if (place < ofInsee.length && insee.values()[place].equals(code)) {
                    ofInsee[place] = NEAR;
                }
            }
            for (int place = 0; place < ofCommune.length; place++) {
                List<String> name = communeWords.get(place);
                long named = wanted(typed).stream().filter(name::contains).count();
                boolean lastToo = !last.isEmpty() && name.stream().anyMatch(word -> word.startsWith(last));
                ofCommune[place] = IN_COMMUNE * ((int) named + (lastToo ? 1 : 0));
            }
        }

        int of(int street) {
            int place = start.places()[street];
            return ofInsee[insee.places()[street]]
                    + ofCommune[commune.places()[street]]
                    + (begins.has(place) ? BEGINS : 0)
                    + (beginsWithAll.has(place) ? BEGINS_WITH_ALL : 0)
                    + (finished.get(street) ? FINISHED : 0);
        }
    }

    /** The few best of many. */
    private static final class Best {
        private final int[] streets;
        private final long[] ranks;
        private int size;

        Best(int limit) {
            streets = new int[limit];
            ranks = new long[limit];
        }

        /** Among equals the one whose name comes first, then the one that the file had first. */
        void add(int street, int weight, int place) {
            long rank = (long) -weight << Integer.SIZE | place;
            if (size == ranks.length && rank >= ranks[size - 1]) {
                return;
            }
            int at = size < ranks.length ? size++ : size - 1;
            while (at > 0 && ranks[at - 1] > rank) {
                ranks[at] = ranks[at - 1];
                streets[at] = streets[at - 1];
                at--;
            }
            ranks[at] = rank;
            streets[at] = street;
        }

        List<Integer> streets() {
            return Arrays.stream(streets, 0, size).boxed().toList();
        }
    }
}
