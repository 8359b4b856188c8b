package org.parvis.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.parvis.api.tenant.Site;

class PageCacheTest {
    private static final int SIZE = 4000;

    @Property(tries = 50)
    void itNeverHoldsMoreThanItsBytesAndCountsThemRight(@ForAll long seed) {
        PageCache cache = new PageCache(100_000);
        Random random = new Random(seed);
        List<Page> stored = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Page page = page(random.nextBoolean() ? Town.RODEZ : Town.AGEN, "/" + random.nextInt(60), 100 + random.nextInt(SIZE));
            switch (random.nextInt(4)) {
                case 0 -> stored.forEach(cache::remove);
                case 1 -> cache.removeIf(each -> each.key().toString().endsWith("7"));
                default -> {
                    cache.put(page);
                    stored.add(page);
                }
            }
            stored.stream().filter(each -> random.nextInt(5) == 0).forEach(Page::use);
            assertThat(cache.bytes()).isBetween(0L, 100_000L);
        }
        cache.removeIf(page -> true);
        assertThat(cache.bytes()).isZero();
        assertThat(cache.count()).isZero();
    }

    @Test
    void aFloodOfAddressesOfOneSitePushesOutNoPageOfAnother() {
        PageCache cache = new PageCache(60L * SIZE);
        Page agen = page(Town.AGEN, "/", SIZE);
        Page rodez = page(Town.RODEZ, "/", SIZE);
        cache.put(agen);
        cache.put(rodez);
        agen.use();
        rodez.use();
        for (int i = 0; i < 10_000; i++) {
            cache.put(page(Town.RODEZ, "/flood/" + i, SIZE));
            agen.use();
            rodez.use();
        }
        assertThat(cache.get(agen.key())).isSameAs(agen);
        assertThat(cache.get(rodez.key())).isSameAs(rodez);
    }

    @Test
    void aSiteOnProbationKeepsFewPagesThatNobodyAsksForAgain() {
        PageCache cache = new PageCache(100_000_000);
        for (int i = 0; i < 1000; i++) {
            cache.put(page(Town.RODEZ, "/" + i, 500));
        }
        assertThat(cache.count()).isLessThanOrEqualTo(64);
    }

    @Test
    void aNewerPageTakesThePlaceOfTheOlder() {
        PageCache cache = new PageCache(1_000_000);
        cache.put(page(Town.RODEZ, "/", 500));
        Page newer = page(Town.RODEZ, "/", 700);
        cache.put(newer);
        assertThat(cache.count()).isEqualTo(1);
        assertThat(cache.bytes()).isEqualTo(newer.weight());
        assertThat(cache.get(newer.key())).isSameAs(newer);
    }

    @Test
    void aPageThatIsLargerThanAnEighthIsNotKept() {
        PageCache cache = new PageCache(8_000);
        cache.put(page(Town.RODEZ, "/", 2_000));
        assertThat(cache.count()).isZero();
    }

    private static Page page(Site site, String path, int size) {
        return Page.of(new Page.Draft(new PageKey(site.id(), path, ""), site, new WeakReference<>(null), "application/octet-stream", Map.of(),
                new byte[size], new int[0], 0, null));
    }
}
