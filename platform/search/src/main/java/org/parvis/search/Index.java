package org.parvis.search;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.parvis.api.search.SearchDocument;
import org.parvis.api.tenant.TenantId;

/**
 * The index on disk. What it holds can be made again from the database: an index that was not closed in order, or cannot be
 * read, is made anew.
 */
final class Index implements Closeable {

    static final Analyzer ANALYZER =
            new PerFieldAnalyzerWrapper(FrenchText.STEMMED, Map.of(Fields.TITLE_WORDS, FrenchText.WORDS, Fields.WORDS, FrenchText.WORDS));

    private static final double BUFFER_MEGABYTES = 32;

    private final Path openMark;
    private final Directory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final boolean complete;

    /** Opens or makes the index below a folder. */
    Index(Path folder) throws IOException {
        Files.createDirectories(folder);
        openMark = folder.resolve("open");
        boolean orderly = !Files.exists(openMark) && Files.exists(folder.resolve("lucene"));
        directory = FSDirectory.open(folder.resolve("lucene"));
        IndexWriterConfig config = new IndexWriterConfig(ANALYZER)
                .setOpenMode(orderly ? IndexWriterConfig.OpenMode.CREATE_OR_APPEND : IndexWriterConfig.OpenMode.CREATE)
                .setRAMBufferSizeMB(BUFFER_MEGABYTES);
        writer = new IndexWriter(directory, config);
        complete = orderly;
        Files.write(openMark, new byte[0]);
        searchers = new SearcherManager(writer, new SearcherFactory());
    }

    /** Whether it held all documents when it was opened. */
    boolean complete() {
        return complete;
    }

    void put(TenantId tenant, SearchDocument document) throws IOException {
        writer.updateDocument(Fields.key(tenant, document.kind(), document.id()), Fields.document(tenant, document));
    }

    void remove(TenantId tenant, String kind, String id) throws IOException {
        writer.deleteDocuments(Fields.key(tenant, kind, id));
    }

    /** Replaces all documents of a tenant. */
    void replace(TenantId tenant, List<SearchDocument> documents) throws IOException {
        writer.updateDocuments(
                new Term(Fields.TENANT, tenant.toString()),
                documents.stream().map(document -> Fields.document(tenant, document)).toList());
    }

    void clear() throws IOException {
        writer.deleteAll();
    }

    /** Makes what was written visible to searches. */
    void show() throws IOException {
        searchers.maybeRefreshBlocking();
    }

    void commit() throws IOException {
        writer.commit();
    }

    /** What is done with a searcher. */
    @FunctionalInterface
    interface Use<T> {
        T with(IndexSearcher searcher) throws IOException;
    }

    <T> T search(Use<T> use) throws IOException {
        IndexSearcher searcher = searchers.acquire();
        try {
            return use.with(searcher);
        } finally {
            searchers.release(searcher);
        }
    }

    /** @param allWritten whether everything that was asked for has been written; else the next start makes it anew */
    void close(boolean allWritten) throws IOException {
        searchers.close();
        writer.close();
        directory.close();
        if (allWritten) {
            Files.deleteIfExists(openMark);
        }
    }

    @Override
    public void close() throws IOException {
        close(true);
    }
}
