package org.parvis.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.uhighlight.Passage;
import org.apache.lucene.search.uhighlight.PassageFormatter;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;

/** Cuts out of the text what matches, in pieces: alternately plain and matching, the first one plain. */
final class Excerpts extends PassageFormatter {

    private static final int LONGEST = 240;

    private Excerpts() {}

    /** One excerpt for each hit, in order. */
    static List<List<String>> of(IndexSearcher searcher, Query query, TopDocs hits) throws IOException {
        int[] documents = new int[hits.scoreDocs.length];
        for (int i = 0; i < documents.length; i++) {
            documents[i] = hits.scoreDocs[i].doc;
        }
        Object[] excerpts = new Pieces(searcher).of(query, documents);
        List<List<String>> result = new ArrayList<>();
        for (Object excerpt : excerpts) {
            @SuppressWarnings("unchecked")
            List<String> pieces = excerpt == null ? List.of() : (List<String>) excerpt;
            result.add(pieces);
        }
        return result;
    }

    /** The highlighter gives what a formatter made only to its own kind. */
    private static final class Pieces extends UnifiedHighlighter {

        Pieces(IndexSearcher searcher) {
            super(UnifiedHighlighter.builder(searcher, Index.ANALYZER)
                    .withFormatter(new Excerpts())
                    .withFieldMatcher(field -> field.equals(Fields.TEXT) || field.equals(Fields.TITLE)));
        }

        Object[] of(Query query, int[] documents) throws IOException {
            return highlightFieldsAsObjects(new String[] {Fields.TEXT}, query, documents, new int[] {2}).get(Fields.TEXT);
        }
    }

    @Override
    public Object format(Passage[] passages, String content) {
        List<String> pieces = new ArrayList<>();
        StringBuilder plain = new StringBuilder();
        int length = 0;
        for (Passage passage : passages) {
            if (passage.getStartOffset() > 0) {
                plain.append(plain.length() == 0 && pieces.isEmpty() ? "… " : " … ");
            }
            int at = passage.getStartOffset();
            int end = Math.min(passage.getEndOffset(), at + LONGEST - length);
            for (int i = 0; i < passage.getNumMatches() && passage.getMatchStarts()[i] < end; i++) {
                int start = Math.max(at, passage.getMatchStarts()[i]);
                int stop = Math.min(passage.getMatchEnds()[i], end);
                if (stop > start) {
                    plain.append(content, at, start);
                    pieces.add(plain.toString());
                    plain.setLength(0);
                    pieces.add(content.substring(start, stop));
                    at = stop;
                }
            }
            plain.append(content, at, Math.max(at, end));
            length += end - passage.getStartOffset();
            if (end < passage.getEndOffset()) {
                plain.append("…");
            }
            if (length >= LONGEST) {
                break;
            }
        }
        pieces.add(plain.toString());
        return pieces;
    }
}
