package org.parvis.search.address;

import java.io.IOException;
import java.util.BitSet;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;

/** Which streets have each of the terms of a field: read once, when an index is opened. */
final class Postings {

    private static final int[] NONE = {};

    private final NavigableMap<String, int[]> streets = new TreeMap<>();

    private Postings() {}

    static Postings of(LeafReader reader, String field) throws IOException {
        Postings postings = new Postings();
        Terms terms = reader.terms(field);
        if (terms != null) {
            TermsEnum each = terms.iterator();
            PostingsEnum found = null;
            for (BytesRef term = each.next(); term != null; term = each.next()) {
                int[] having = new int[each.docFreq()];
                found = each.postings(found, PostingsEnum.NONE);
                for (int i = 0; i < having.length; i++) {
                    having[i] = found.nextDoc();
                }
                postings.streets.put(term.utf8ToString(), having);
            }
        }
        return postings;
    }

    Set<String> terms() {
        return streets.keySet();
    }

    int[] of(String term) {
        return streets.getOrDefault(term, NONE);
    }

    /** Adds the streets with a term. */
    void add(String term, BitSet to) {
        add(of(term), to);
    }

    /** Adds the streets with a term that begins so. */
    void addBeginningWith(String prefix, BitSet to) {
        streets.subMap(prefix, after(prefix)).values().forEach(having -> add(having, to));
    }

    private static void add(int[] having, BitSet to) {
        for (int street : having) {
            to.set(street);
        }
    }

    /** Behind all that begins so. */
    static String after(String prefix) {
        return prefix + Character.MAX_VALUE;
    }
}
