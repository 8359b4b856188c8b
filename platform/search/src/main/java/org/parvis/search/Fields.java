package org.parvis.search;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.Term;
import org.jspecify.annotations.Nullable;
import org.parvis.api.search.SearchDocument;
import org.parvis.api.tenant.TenantId;

/** How a document lies in the index. */
final class Fields {

    static final String TENANT = "tenant";
    static final String KIND = "kind";
    static final String KEY = "key";
    static final String PATH = "path";
    static final String TITLE = "title";
    static final String TEXT = "text";
    static final String WORDS = "words";
    static final String TITLE_WORDS = "titleWords";
    static final String DATE = "date";
    static final String FROM = "from";
    static final String UNTIL = "until";

    /** Offsets let the excerpt be found without analysing the text again. */
    private static final FieldType WITH_OFFSETS = new FieldType(TextField.TYPE_STORED);

    static {
        WITH_OFFSETS.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS_AND_OFFSETS);
        WITH_OFFSETS.freeze();
    }

    private Fields() {}

    static Term key(TenantId tenant, String kind, String id) {
        return new Term(KEY, tenant + " " + kind + ":" + id);
    }

    static Document document(TenantId tenant, SearchDocument from) {
        Document document = new Document();
        document.add(new StringField(KEY, key(tenant, from.kind(), from.id()).text(), Field.Store.NO));
        document.add(new StringField(TENANT, tenant.toString(), Field.Store.YES));
        document.add(new StringField(KIND, from.kind(), Field.Store.YES));
        document.add(new StoredField(PATH, from.path()));
        document.add(new Field(TITLE, from.title(), WITH_OFFSETS));
        document.add(new Field(TEXT, from.text(), WITH_OFFSETS));
        document.add(new TextField(TITLE_WORDS, from.title(), Field.Store.NO));
        distinctWords(from).forEach(word -> document.add(new StringField(WORDS, word, Field.Store.NO)));
        document.add(new LongPoint(FROM, millis(from.from(), Long.MIN_VALUE)));
        document.add(new LongPoint(UNTIL, millis(from.until(), Long.MAX_VALUE)));
        Instant date = from.date();
        if (date != null) {
            document.add(new LongPoint(DATE, date.toEpochMilli()));
            document.add(new NumericDocValuesField(DATE, date.toEpochMilli()));
            document.add(new StoredField(DATE, date.toEpochMilli()));
        }
        return document;
    }

    /** Words that a misspelling may be corrected to. */
    private static Set<String> distinctWords(SearchDocument from) {
        Set<String> words = new HashSet<>(FrenchText.WORDS.terms(from.title() + " " + from.text()));
        words.removeIf(word -> word.length() < 4 || word.length() > 40 || !word.chars().allMatch(Character::isLetter));
        return words;
    }

    private static long millis(@Nullable Instant moment, long otherwise) {
        return moment == null ? otherwise : moment.toEpochMilli();
    }

    static Set<String> stored() {
        return new HashSet<>(Arrays.asList(TENANT, KIND, PATH, TITLE, DATE));
    }
}
