package org.parvis.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parvis.api.data.ChangeListener.Change;
import org.parvis.api.search.Search;
import org.parvis.api.search.SearchDocument;
import org.parvis.api.search.SearchSource;
import org.parvis.api.tenant.TenantId;
import org.parvis.testkit.FakePlugins;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.FakeTenants;

class LuceneSearchTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final TenantId RODEZ = FakeRequestSites.RODEZ.id();
    private static final TenantId AGEN = FakeRequestSites.AGEN.id();

    @TempDir
    Path folder;

    private final Pages pages = new Pages();
    private LuceneSearch search;

    /** Documents by tenant and id. */
    private static final class Pages implements SearchSource {
        final Map<TenantId, Map<String, SearchDocument>> all = new LinkedHashMap<>();

        void put(TenantId tenant, String id, String title, String text, @Nullable Instant from, @Nullable Instant until) {
            SearchDocument document = new SearchDocument("page", id, "/" + id, title, text, from, from, until);
            all.computeIfAbsent(tenant, key -> new LinkedHashMap<>()).put(id, document);
        }

        @Override
        public String kind() {
            return "page";
        }

        @Override
        public Optional<SearchDocument> document(TenantId tenant, String id) {
            return Optional.ofNullable(all.getOrDefault(tenant, Map.of()).get(id));
        }

        @Override
        public List<SearchDocument> documents(TenantId tenant) {
            return List.copyOf(all.getOrDefault(tenant, Map.of()).values());
        }
    }

    @BeforeEach
    void fill() throws Exception {
        pages.put(RODEZ, "ecole", "Les écoles de la commune", "L’école élémentaire accueille les enfants. Inscriptions à la mairie.", null, null);
        pages.put(RODEZ, "dechets", "Déchets", "La déchèterie est ouverte le samedi. Le tri des emballages.", null, null);
        pages.put(RODEZ, "demain", "Fête de demain", "Publiée demain", NOW.plus(Duration.ofDays(1)), null);
        pages.put(RODEZ, "hier", "Fête passée", "Expirée", NOW.minus(Duration.ofDays(9)), NOW.minus(Duration.ofDays(1)));
        pages.put(AGEN, "ecole", "L’école d’Agen", "Une école de village", null, null);
        open();
    }

    private void open() throws Exception {
        search = new LuceneSearch(
                folder, FakePlugins.of("site", pages), FakeTenants.of(FakeRequestSites.RODEZ, FakeRequestSites.AGEN),
                Clock.fixed(NOW, ZoneOffset.UTC));
        settle();
    }

    /** Closing writes everything that waits: a search after opening again sees it. */
    private void settle() {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while ((search.pending() > 0 || search.search(query(null, "écoles", 0)).total() < 2) && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    @AfterEach
    void close() throws Exception {
        search.close();
    }

    private static Search.Query query(@Nullable TenantId tenant, String words, int offset) {
        return new Search.Query(tenant, words, null, offset, 10, NOW);
    }

    private List<String> paths(@Nullable TenantId tenant, String words) {
        return search.search(query(tenant, words, 0)).hits().stream().map(Search.Hit::path).toList();
    }

    @Test
    void accentsElisionAndPluralsDoNotMatter() {
        assertThat(paths(RODEZ, "ecole")).containsExactly("/ecole");
        assertThat(paths(RODEZ, "l'ÉCOLE")).containsExactly("/ecole");
        assertThat(paths(RODEZ, "dechet emballage")).containsExactly("/dechets");
    }

    @Test
    void aTenantFindsItsOwnDocumentsAloneAndTheTerritoryThoseOfAll() {
        assertThat(paths(AGEN, "école")).containsExactly("/ecole");
        assertThat(search.search(query(AGEN, "école", 0)).hits()).allMatch(hit -> hit.tenant().equals(AGEN));
        assertThat(search.search(query(null, "école", 0)).hits()).extracting(Search.Hit::tenant).containsExactlyInAnyOrder(RODEZ, AGEN);
    }

    @Test
    void whatIsNotYetOrNoLongerPublicIsNotFound() {
        assertThat(paths(RODEZ, "fête")).isEmpty();
        Search.Query tomorrow = new Search.Query(RODEZ, "fête", null, 0, 10, NOW.plus(Duration.ofDays(2)));
        assertThat(search.search(tomorrow).hits()).extracting(Search.Hit::path).containsExactly("/demain");
    }

    @Test
    void theExcerptAlternatesPlainAndMatchingText() {
        List<String> excerpt = search.search(query(RODEZ, "inscription", 0)).hits().get(0).excerpt();
        assertThat(excerpt.get(1)).isEqualTo("Inscriptions");
        assertThat(String.join("", excerpt)).contains("Inscriptions à la mairie");
    }

    @Test
    void aMisspellingIsCorrected() {
        Search.Results results = search.search(query(RODEZ, "samdei", 0));
        assertThat(results.suggestion()).isEqualTo("samedi");
    }

    @Test
    void titlesAreSuggestedWhileTyping() {
        assertThat(search.suggest(RODEZ, "éco", 5)).containsExactly("Les écoles de la commune");
        assertThat(search.suggest(RODEZ, "commune éc", 5)).containsExactly("Les écoles de la commune");
        assertThat(search.suggest(RODEZ, "x", 5)).isEmpty();
    }

    @Test
    void nothingTypedIsASyntaxError() {
        for (String typed : List.of("", "   ", "\"", "(a OR", "+-!(){}[]^\"~*?:\\/", "le", "a".repeat(5_000), "\u0000")) {
            assertThat(search.search(query(RODEZ, typed, 0)).hits()).isNotNull();
            assertThat(search.suggest(RODEZ, typed, 5)).isNotNull();
        }
    }

    @Test
    void aChangedDocumentReplacesTheOldOneAndARemovedOneGoes() throws Exception {
        pages.put(RODEZ, "dechets", "Déchets", "Le compostage", null, null);
        pages.all.get(RODEZ).remove("ecole");
        search.changed(List.of(new Change(RODEZ, "page:dechets"), new Change(RODEZ, "page:ecole"), new Change(RODEZ, "page")));
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while ((search.pending() > 0 || paths(RODEZ, "compostage").isEmpty()) && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(paths(RODEZ, "compostage")).containsExactly("/dechets");
        assertThat(paths(RODEZ, "emballage")).isEmpty();
        assertThat(paths(RODEZ, "école")).isEmpty();
    }

    @Test
    void anIndexClosedInOrderIsOpenedAsItWas() throws Exception {
        search.close();
        pages.all.get(RODEZ).clear();
        pages.put(AGEN, "autre", "Autre", "sans effet", null, null);
        open();
        assertThat(paths(RODEZ, "école")).containsExactly("/ecole");
        assertThat(paths(AGEN, "autre")).isEmpty();
    }
}
