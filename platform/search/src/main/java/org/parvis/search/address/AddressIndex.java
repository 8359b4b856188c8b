package org.parvis.search.address;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LatLonPoint;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.parvis.api.tenant.Coordinates;

/**
 * An index of streets on disk, written once. One document is a street; its numbers are terms, points, and packed bytes. Its words are read into
 * memory when it is opened.
 */
final class AddressIndex {

    static final String WORDS = "words";
    static final String START = "start";
    static final String COMMUNE = "commune";
    static final String INSEE = "insee";
    static final String NUMBER = "number";
    static final String AT = "at";
    private static final String STREET = "street";

    /** In the name of its folder: an index of another release is made anew. */
    static final int FORMAT = 2;

    /** With the longest of names and suffixes they stay below the 32 kB that one value may have. */
    static final int NUMBERS_IN_DOCUMENT = 700;

    private static final double BUFFER_MEGABYTES = 48;

    private final Directory directory;
    private final DirectoryReader reader;
    private final LeafReader leaf;
    private final StreetWords words;

    private AddressIndex(Directory directory, DirectoryReader reader) throws IOException {
        this.directory = directory;
        this.reader = reader;
        this.leaf = reader.leaves().get(0).reader();
        this.words = new StreetWords(leaf);
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
                    for (Street part : street.parts(NUMBERS_IN_DOCUMENT)) {
                        writer.addDocument(document(part));
                    }
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
        String name = String.join(" ", AddressText.words(street.name()));
        String commune = String.join(" ", AddressText.words(street.commune()));
        document.add(new TextField(
                WORDS, name + " " + commune + " " + String.join(" ", AddressText.words(street.former())) + " " + street.postalCode(), Field.Store.NO));
        document.add(new StringField(START, name, Field.Store.NO));
        document.add(new StringField(COMMUNE, commune, Field.Store.NO));
        document.add(new StringField(INSEE, street.insee(), Field.Store.NO));
        document.add(new BinaryDocValuesField(STREET, StoredStreet.of(street)));
        street.numbers().stream().map(Street.Number::value).filter(value -> value > 0).distinct()
                .forEach(value -> document.add(new StringField(NUMBER, value.toString(), Field.Store.NO)));
        street.numbers().forEach(number -> document.add(
                new LatLonPoint(AT, number.coordinates().latitude(), number.coordinates().longitude())));
        return document;
    }

    /** What is done with an index while it is open. */
    @FunctionalInterface
    interface Use<T> {
        T with(AddressIndex index) throws IOException;
    }

    /**
     * Searches; an index that is being closed stays until this ends.
     *
     * @throws org.apache.lucene.store.AlreadyClosedException if it has been closed
     */
    <T> T search(Use<T> use) throws IOException {
        reader.incRef();
        try {
            return use.with(this);
        } finally {
            reader.decRef();
        }
    }

    int streets() {
        return leaf.maxDoc();
    }

    StreetWords words() {
        return words;
    }

    StoredStreet street(int number) throws IOException {
        BinaryDocValues stored = leaf.getBinaryDocValues(STREET);
        stored.advance(number);
        return new StoredStreet(stored.binaryValue());
    }

    /** Streets that have an address within so many metres, in any order. */
    List<Integer> around(Coordinates point, double metres, int limit) throws IOException {
        Query near = LatLonPoint.newDistanceQuery(AT, point.latitude(), point.longitude(), metres);
        return Arrays.stream(new IndexSearcher(leaf).search(near, limit).scoreDocs).map(hit -> hit.doc).toList();
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
