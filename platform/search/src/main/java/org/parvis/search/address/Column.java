package org.parvis.search.address;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.index.LeafReader;

/**
 * The one value that each street has of a field, as its place among all of them in their order.
 *
 * @param values sorted
 * @param places for each street
 */
@SuppressWarnings("ArrayRecordComponent")
record Column(String[] values, int[] places) {

    static Column of(LeafReader reader, String field) throws IOException {
        Postings postings = Postings.of(reader, field);
        String[] values = postings.terms().toArray(String[]::new);
        int[] places = new int[reader.maxDoc()];
        for (int place = 0; place < values.length; place++) {
            for (int street : postings.of(values[place])) {
                places[street] = place;
            }
        }
        return new Column(values, places);
    }

    /** The first place whose value is not before that text. */
    int from(String text) {
        int place = Arrays.binarySearch(values, text);
        return place < 0 ? -place - 1 : place;
    }

    /** Places of values that begin so; the second is the first that does not. */
    Range beginningWith(String prefix) {
        return new Range(from(prefix), from(Postings.after(prefix)));
    }

    /** Places, the end excluded. */
    record Range(int begin, int end) {
        boolean has(int place) {
            return begin <= place && place < end;
        }
    }
}
