package org.parvis.search;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.parvis.api.search.Search;
import org.parvis.api.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/** What is asked of the index. */
final class Queries {

    private static final float TITLE_COUNTS = 3f;
    private static final long QUARTER_MILLIS = 90L * 24 * 3600 * 1000;
    private static final int MOST_WORDS = 12;

    private Queries() {}

    /**
     * Documents with all the words (or any of them), in title or text; a word of the title counts more, and so does the recent.
     *
     * @param kinds those that may be found
     */
    static Query of(Search.Query asked, Collection<String> kinds, boolean all) {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        List<String> terms = terms(asked.words());
        for (String term : terms) {
            query.add(word(term), all ? Occur.MUST : Occur.SHOULD);
        }
        if (!all) {
            query.setMinimumNumberShouldMatch(1);
        }
        BooleanQuery.Builder whole = new BooleanQuery.Builder().add(query.build(), Occur.MUST);
        whole.add(LongField.newDistanceFeatureQuery(Fields.DATE, 0.3f, asked.now().toEpochMilli(), QUARTER_MILLIS), Occur.SHOULD);
        whole.add(kinds(kinds), Occur.FILTER);
        visible(whole, asked.tenant(), asked.now());
        return whole.build();
    }

    static List<String> terms(String words) {
        List<String> stemmed = FrenchText.STEMMED.terms(words);
        // "le" alone is a stop word; someone who types nothing else still wants something.
        List<String> terms = stemmed.isEmpty() ? FrenchText.WORDS.terms(words) : stemmed;
        return terms.stream().distinct().limit(MOST_WORDS).toList();
    }

    private static Query word(String term) {
        return new DisjunctionMaxQuery(
                List.of(
                        new BoostQuery(new TermQuery(new Term(Fields.TITLE, term)), TITLE_COUNTS),
                        new TermQuery(new Term(Fields.TEXT, term))),
                0.1f);
    }

    /** Documents whose title has the words typed, the last one perhaps unfinished. */
    static Query suggestion(@Nullable TenantId tenant, List<String> typed, Collection<String> kinds, Instant now) {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        for (int i = 0; i < typed.size(); i++) {
            Term term = new Term(Fields.TITLE_WORDS, typed.get(i));
            query.add(i == typed.size() - 1 ? new PrefixQuery(term) : new TermQuery(term), Occur.MUST);
        }
        query.add(kinds(kinds), Occur.FILTER);
        visible(query, tenant, now);
        return query.build();
    }

    private static Query kinds(Collection<String> kinds) {
        return new TermInSetQuery(Fields.KIND, kinds.stream().map(BytesRef::new).toList());
    }

    private static void visible(BooleanQuery.Builder query, @Nullable TenantId tenant, Instant now) {
        long moment = now.toEpochMilli();
        query.add(LongPoint.newRangeQuery(Fields.FROM, Long.MIN_VALUE, moment), Occur.FILTER);
        query.add(LongPoint.newRangeQuery(Fields.UNTIL, moment + 1, Long.MAX_VALUE), Occur.FILTER);
        if (tenant != null) {
            query.add(new TermQuery(new Term(Fields.TENANT, tenant.toString())), Occur.FILTER);
        }
    }
}
