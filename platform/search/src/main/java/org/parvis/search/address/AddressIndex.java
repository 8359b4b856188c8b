package org.parvis.search.address;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LatLonPoint;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;

/** An index of streets on disk, written once. One document is a street; its numbers are terms, points, and packed bytes. */
final class AddressIndex {

    static final String WORDS = "words";
    static final String START = "start";
    static final String COMMUNE = "commune";
    static final String INSEE = "insee";
    static final String NUMBER = "number";
    static final String AT = "at";
    private static final String POSTAL_CODE = "postal";
    private static final String NAME = "name";
    private static final String COMMUNE_NAME = "communeName";
    private static final String NUMBERS = "numbers";

    private static final double BUFFER_MEGABYTES = 48;

    private final Directory directory;
    private final DirectoryReader reader;
    private final IndexSearcher searcher;

    private AddressIndex(Directory directory, DirectoryReader reader) {
        this.directory = directory;
        this.reader = reader;
        this.searcher = new IndexSearcher(reader);
    }

    /** Gives streets in portions. */
    @FunctionalInterface
    interface Source {
        void each(Sink sink) throws IOException;
    }

    /** Takes a portion. */
    @FunctionalInterface
    interface Sink {
        void take(List<Street> streets) throws IOException;
    }

    /** Writes an index beside its final place and moves it there: what is in that place is whole. */
    static void write(Path folder, Source source) throws IOException {
        Path making = folder.resolveSibling(folder.getFileName() + ".new");
        delete(making);
        try (Directory directory = FSDirectory.open(making);
                IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(new WhitespaceAnalyzer()).setRAMBufferSizeMB(BUFFER_MEGABYTES))) {
            source.each(streets -> {
                for (Street street : streets) {
                    writer.addDocument(document(street));
                }
            });
            writer.forceMerge(1);
        }
        Files.move(making, folder);
    }

    static AddressIndex open(Path folder) throws IOException {
        Directory directory = FSDirectory.open(folder);
        try {
            return new AddressIndex(directory, DirectoryReader.open(directory));
        } catch (IOException | RuntimeException unreadable) {
            directory.close();
            throw unreadable;
        }
    }

    private static Document document(Street street) {
        Document document = new Document();
        List<String> name = AddressText.words(street.name());
        String commune = String.join(" ", AddressText.words(street.commune()));
        document.add(new TextField(WORDS, String.join(" ", name) + " " + commune + " " + String.join(" ", AddressText.words(street.former()))
                + " " + street.postalCode(), Field.Store.NO));
        document.add(new StringField(START, String.join(" ", name), Field.Store.NO));
        document.add(new TextField(COMMUNE, commune, Field.Store.NO));
        document.add(new StringField(INSEE, street.insee(), Field.Store.YES));
        document.add(new StoredField(POSTAL_CODE, street.postalCode()));
        document.add(new StoredField(NAME, street.name()));
        document.add(new StoredField(COMMUNE_NAME, street.commune()));
        document.add(new StoredField(NUMBERS, Packed.ofNumbers(street.numbers())));
        street.numbers().stream().map(Street.Number::value).filter(value -> value > 0).distinct()
                .forEach(value -> document.add(new StringField(NUMBER, value.toString(), Field.Store.NO)));
        street.numbers().forEach(number -> document.add(
                new LatLonPoint(AT, number.coordinates().latitude(), number.coordinates().longitude())));
        return document;
    }

    /** A street as it was stored. */
    static Street street(Document document) throws IOException {
        BytesRef numbers = document.getBinaryValue(NUMBERS);
        return new Street(
                document.get(INSEE), document.get(POSTAL_CODE), document.get(COMMUNE_NAME), "", document.get(NAME),
                Packed.numbers(numbers.bytes, numbers.offset, numbers.length));
    }

    /** What is done with a searcher. */
    @FunctionalInterface
    interface Use<T> {
        T with(IndexSearcher searcher) throws IOException;
    }

    /**
     * Searches; an index that is being closed stays until this ends.
     *
     * @throws org.apache.lucene.store.AlreadyClosedException if it has been closed
     */
    <T> T search(Use<T> use) throws IOException {
        reader.incRef();
        try {
            return use.with(searcher);
        } finally {
            reader.decRef();
        }
    }

    int streets() {
        return reader.numDocs();
    }

    /** After the last search that has begun. Its files are kept by the system until then. */
    void close() throws IOException {
        reader.close();
        directory.close();
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> below = Files.walk(folder)) {
            for (Path path : below.sorted(Comparator.reverseOrder()).collect(Collectors.toList())) {
                Files.deleteIfExists(path);
            }
        }
    }
}
