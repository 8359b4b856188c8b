package org.parvis.search.address;

import java.util.Collection;
import java.util.List;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.parvis.search.address.AddressText.Typed;

/** What is asked of the index. */
final class AddressQueries {

    /** Above all that words can weigh: communes that are near come first. */
    private static final float NEAR = 1_000;

    private static final float BEGINS = 5;
    private static final float IN_COMMUNE = 2;
    private static final int MOST_WORDS = 16;

    private AddressQueries() {}

    /** Whether there is anything to look for: the number of a house alone is not, nor a single letter. */
    static boolean worthwhile(Typed typed) {
        return !typed.words().isEmpty() || typed.last().length() > 1 && !AddressText.small(typed.last()) && !typed.last().matches("\\d{1,4}");
    }

    /** Streets with all the words, the last one perhaps unfinished, and with the number if there is one. */
    static Query of(Typed typed, Collection<String> near) {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        for (String word : typed.words().subList(0, Math.min(MOST_WORDS, typed.words().size()))) {
            query.add(new TermQuery(new Term(AddressIndex.WORDS, word)), Occur.MUST);
            query.add(new BoostQuery(new TermQuery(new Term(AddressIndex.COMMUNE, word)), IN_COMMUNE), Occur.SHOULD);
        }
        last(query, typed);
        if (typed.number() > 0) {
            query.add(new TermQuery(new Term(AddressIndex.NUMBER, Integer.toString(typed.number()))), Occur.FILTER);
        }
        String start = String.join(" ", typed.words().isEmpty() ? List.of(typed.last()) : typed.words());
        query.add(new BoostQuery(new PrefixQuery(new Term(AddressIndex.START, start)), BEGINS), Occur.SHOULD);
        if (!near.isEmpty()) {
            Query here = new TermInSetQuery(AddressIndex.INSEE, near.stream().map(BytesRef::new).toList());
            query.add(new BoostQuery(new ConstantScoreQuery(here), NEAR), Occur.SHOULD);
        }
        return query.build();
    }

    /** A small word may be the beginning of a longer one, and need not be there. */
    private static void last(BooleanQuery.Builder query, Typed typed) {
        String last = typed.last();
        if (last.isEmpty()) {
            return;
        }
        BooleanQuery.Builder either = new BooleanQuery.Builder();
        either.add(new PrefixQuery(new Term(AddressIndex.WORDS, last)), Occur.SHOULD);
        either.add(new TermQuery(new Term(AddressIndex.WORDS, last)), Occur.SHOULD);
        String writtenOut = AddressText.writtenOut(last);
        if (!writtenOut.equals(last)) {
            BooleanQuery.Builder all = new BooleanQuery.Builder();
            for (String word : writtenOut.split(" ")) {
                all.add(new TermQuery(new Term(AddressIndex.WORDS, word)), Occur.MUST);
            }
            either.add(all.build(), Occur.SHOULD);
        }
        query.add(either.build(), AddressText.small(last) ? Occur.SHOULD : Occur.MUST);
        query.add(new BoostQuery(new PrefixQuery(new Term(AddressIndex.COMMUNE, last)), IN_COMMUNE), Occur.SHOULD);
    }
}
