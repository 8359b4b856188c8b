package org.parvis.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.search.spell.DirectSpellChecker;
import org.apache.lucene.search.spell.SuggestWord;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.ChangeListener;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.plugin.PluginsChanged;
import org.parvis.api.search.Search;
import org.parvis.api.search.SearchSource;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.Tenants;

/** Search over an index that follows the change log. */
@Component(service = {Search.class, ChangeListener.class, PluginsChanged.class})
public final class LuceneSearch implements Search, ChangeListener, PluginsChanged {

    private static final int COUNTED = 1_000;
    private static final int MOST_TYPED = 200;

    private final Plugins plugins;
    private final Tenants tenants;
    private final Clock clock;
    private final Index index;
    private final Indexer indexer;
    private final Thread thread;

    @Activate
    public LuceneSearch(BundleContext context, @Reference Plugins plugins, @Reference Tenants tenants, @Reference Clock clock) throws IOException {
        this(Path.of(context.getProperty("parvis.data"), "index"), plugins, tenants, clock);
    }

    LuceneSearch(Path folder, Plugins plugins, Tenants tenants, Clock clock) throws IOException {
        this.plugins = plugins;
        this.tenants = tenants;
        this.clock = clock;
        index = new Index(folder);
        indexer = new Indexer(index, plugins);
        if (!index.complete()) {
            everything();
        }
        pluginsChanged();
        thread = new Thread(indexer, "parvis-search");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
    }

    @Deactivate
    public void close() throws IOException, InterruptedException {
        indexer.close();
        thread.join();
        index.close(indexer.pending() == 0);
    }

    @Override
    public void pluginsChanged() {
        if (!plugins.all().of(SearchSource.class).isEmpty()) {
            indexer.open();
        }
    }

    @Override
    public void changed(List<Change> changes) {
        for (Change change : changes) {
            int colon = change.tag().indexOf(':');
            if (change.tag().equals("site")) {
                indexer.tenant(change.tenant());
            } else if (change.tag().startsWith("tenants:")) {
                indexer.tenant(new TenantId(UUID.fromString(change.tag().substring(colon + 1))));
            } else if (colon > 0) {
                indexer.document(change.tenant(), change.tag().substring(0, colon), change.tag().substring(colon + 1));
            }
        }
    }

    @Override
    public void everything() {
        rebuild(null);
    }

    @Override
    public void rebuild(@Nullable TenantId tenant) {
        if (tenant != null) {
            indexer.tenant(tenant);
            return;
        }
        indexer.tenant(TenantId.TERRITORY);
        tenants.all().stream().map(Site::id).forEach(indexer::tenant);
    }

    @Override
    public int pending() {
        return indexer.pending();
    }

    @Override
    public Results search(Query asked) {
        if (Queries.terms(cut(asked.words())).isEmpty()) {
            return new Results(0, List.of(), null);
        }
        Query query = new Query(asked.tenant(), cut(asked.words()), asked.kind(), asked.offset(), asked.limit(), asked.now());
        Set<String> kinds = kinds(asked.tenant());
        if (asked.kind() != null) {
            kinds.retainAll(Set.of(asked.kind()));
        }
        try {
            return index.search(searcher -> {
                Results all = run(searcher, query, Queries.of(query, kinds, true));
                if (all.total() > 0) {
                    return all;
                }
                Results any = run(searcher, query, Queries.of(query, kinds, false));
                return new Results(any.total(), any.hits(), corrected(searcher, query.words()));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String cut(String words) {
        return words.substring(0, Math.min(words.length(), MOST_TYPED));
    }

    private Set<String> kinds(@Nullable TenantId tenant) {
        return (tenant == null ? plugins.all() : plugins.of(tenant)).of(SearchSource.class).stream()
                .map(SearchSource::kind)
                .collect(Collectors.toSet());
    }

    private Results run(IndexSearcher searcher, Query asked, org.apache.lucene.search.Query query) throws IOException {
        TopDocs top = searcher.search(query, new TopScoreDocCollectorManager(asked.offset() + asked.limit(), COUNTED));
        int from = Math.min(asked.offset(), top.scoreDocs.length);
        ScoreDoc[] page = Arrays.copyOfRange(top.scoreDocs, from, top.scoreDocs.length);
        List<List<String>> excerpts = page.length == 0 ? List.of() : Excerpts.of(searcher, query, new TopDocs(top.totalHits, page));
        StoredFields stored = searcher.storedFields();
        List<Hit> hits = new ArrayList<>();
        for (int i = 0; i < page.length; i++) {
            Hit hit = hit(stored.document(page[i].doc, Fields.stored()), excerpts.get(i));
            // Over the whole territory a kind may be active in one tenant and not in another.
            if (asked.tenant() != null || kinds(hit.tenant()).contains(hit.kind())) {
                hits.add(hit);
            }
        }
        return new Results(top.totalHits.value, hits, null);
    }

    private static Hit hit(Document document, List<String> excerpt) {
        IndexableField date = document.getField(Fields.DATE);
        return new Hit(
                TenantId.of(document.get(Fields.TENANT)),
                document.get(Fields.KIND),
                document.get(Fields.PATH),
                document.get(Fields.TITLE),
                excerpt,
                date == null ? null : Instant.ofEpochMilli(date.numericValue().longValue()));
    }

    /** The words with those that are nowhere replaced by the nearest that is somewhere; null if nothing is nearer. */
    private static @Nullable String corrected(IndexSearcher searcher, String words) throws IOException {
        DirectSpellChecker speller = new DirectSpellChecker();
        boolean better = false;
        List<String> corrected = new ArrayList<>();
        for (String word : FrenchText.WORDS.terms(words)) {
            SuggestWord[] near = speller.suggestSimilar(new Term(Fields.WORDS, word), 1, searcher.getIndexReader());
            better |= near.length > 0;
            corrected.add(near.length > 0 ? near[0].string : word);
        }
        return better ? String.join(" ", corrected) : null;
    }

    @Override
    public List<String> suggest(@Nullable TenantId tenant, String typed, int limit) {
        List<String> words = FrenchText.WORDS.terms(cut(typed));
        if (words.isEmpty() || words.get(words.size() - 1).length() < 2) {
            return List.of();
        }
        org.apache.lucene.search.Query query = Queries.suggestion(tenant, words, kinds(tenant), clock.instant());
        try {
            return index.search(searcher -> {
                Set<String> titles = new LinkedHashSet<>();
                StoredFields stored = searcher.storedFields();
                for (ScoreDoc hit : searcher.search(query, limit * 4).scoreDocs) {
                    titles.add(stored.document(hit.doc, Set.of(Fields.TITLE)).get(Fields.TITLE));
                }
                return titles.stream().limit(limit).toList();
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
