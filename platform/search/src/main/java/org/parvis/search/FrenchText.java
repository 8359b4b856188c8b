package org.parvis.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.fr.FrenchLightStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.util.ElisionFilter;

/** How French text becomes terms: elision, case and accents go; in stemmed fields plurals and stop words go too. */
public final class FrenchText extends Analyzer {

    /** Stemmed: what is searched. */
    static final FrenchText STEMMED = new FrenchText(true);

    /** Whole words: what is suggested. */
    static final FrenchText WORDS = new FrenchText(false);

    private final boolean stemmed;

    private FrenchText(boolean stemmed) {
        this.stemmed = stemmed;
    }

    @Override
    protected TokenStreamComponents createComponents(String field) {
        Tokenizer source = new StandardTokenizer();
        TokenStream terms = new LowerCaseFilter(new ElisionFilter(source, FrenchAnalyzer.DEFAULT_ARTICLES));
        if (stemmed) {
            terms = new FrenchLightStemFilter(new StopFilter(terms, FrenchAnalyzer.getDefaultStopSet()));
        }
        return new TokenStreamComponents(source, new ASCIIFoldingFilter(terms));
    }

    /** Whole words of some text, in order, without elision, case and accents. */
    public static List<String> words(String text) {
        return WORDS.terms(text);
    }

    /** The terms of some text, in order. */
    List<String> terms(String text) {
        List<String> terms = new ArrayList<>();
        try (TokenStream stream = tokenStream("", text)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                terms.add(term.toString());
            }
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return terms;
    }
}
