package org.parvis.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.parvis.api.data.Database;
import org.parvis.api.route.Unavailable;
import org.parvis.api.stats.PageViews.View;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

class LiveCountsTest {
    private static final String DAY = "2026-06-15 ";

    @OnBothDatabases
    void eachWriteAddsToWhatIsThere(TestDatabase test) {
        Node node = new Node(test.database());
        node.visit(Node.RODEZ, "/").step(Node.RODEZ, "/actualites/travaux");
        node.counts.write();
        node.counts.write();
        node.step(Node.RODEZ, "/en/actualites");
        node.counts.write();
        assertThat(node.written(Node.RODEZ)).isEqualTo(Map.of(
                DAY + "view /", 1L, DAY + "view /actualites", 2L, DAY + "visit other", 1L, DAY + "language fr", 1L));
        assertThat(node.written(Node.AGEN)).isEmpty();
    }

    @OnBothDatabases
    void twoNodesThatWriteAtOnceAddUp(TestDatabase test) throws Exception {
        Node one = new Node(test.database());
        Node other = new Node(test.database());
        ExecutorService threads = Executors.newFixedThreadPool(2);
        List<Future<?>> both = List.of(one, other).stream().<Future<?>>map(node -> threads.submit(() -> {
            for (int i = 0; i < 20; i++) {
                node.visit(Node.RODEZ, "/p" + i % 10);
                node.counts.write();
            }
        })).toList();
        for (Future<?> each : both) {
            each.get();
        }
        threads.shutdown();
        // What lost a race more often than it is tried waits for the next minute.
        one.counts.write();
        other.counts.write();
        assertThat(one.written(Node.RODEZ, LocalDate.of(2026, 6, 15), "view")).isEqualTo(40);
        assertThat(one.written(Node.RODEZ, LocalDate.of(2026, 6, 15), "visit")).isEqualTo(40);
    }

    /** The clocks of Europe/Paris went forward on 29 March 2026 and back on 25 October: days of 23 and 25 hours (directive 2000/84/CE). */
    @OnBothDatabases
    void aDayEndsAtMidnightOfTheTenantAlsoWhenClocksChange(TestDatabase test) {
        Node node = new Node(test.database());
        for (String moment : List.of("2026-03-28T22:59:59Z", "2026-03-28T23:00:00Z", "2026-03-29T21:59:59Z", "2026-03-29T22:00:00Z",
                "2026-10-24T21:59:59Z", "2026-10-24T22:00:00Z", "2026-10-25T22:59:59Z", "2026-10-25T23:00:00Z")) {
            node.at(moment).visit(Node.RODEZ, "/");
        }
        node.counts.write();
        assertThat(List.of("2026-03-28", "2026-03-29", "2026-03-30", "2026-10-24", "2026-10-25", "2026-10-26"))
                .extracting(day -> node.written(Node.RODEZ, LocalDate.parse(day), "view")).containsExactly(1L, 2L, 1L, 1L, 2L, 1L);
    }

    @OnBothDatabases
    void robotsAndPagesFetchedAheadAreLeftOut(TestDatabase test) {
        Node node = new Node(test.database());
        node.counts.viewed(Node.view(Node.RODEZ, "/", Node.GOOGLEBOT, null));
        node.counts.viewed(Node.view(Node.RODEZ, "/", "curl/7.88.1", null));
        node.counts.viewed(Node.view(Node.RODEZ, "/", null, null));
        node.counts.viewed(new View(Node.RODEZ, "/", Node.FIREFOX, null, "fr", "none", "document", "prefetch"));
        node.counts.viewed(new View(Node.RODEZ, "/", Node.FIREFOX, null, "fr", "same-origin", "empty", null));
        node.counts.write();
        assertThat(node.written(Node.RODEZ)).isEmpty();
    }

    @OnBothDatabases
    void inventedAddressesCannotFillTheTable(TestDatabase test) {
        Node node = new Node(test.database());
        for (int i = 0; i < 1_000; i++) {
            node.visit(Node.RODEZ, "/p" + i);
            node.counts.viewed(new View(Node.RODEZ, "/", Node.FIREFOX, null, "" + (char) ('a' + i / 26 % 26) + (char) ('a' + i % 26), null, null, null));
            node.counts.add(Node.RODEZ.id(), "shop.stats.sold", "part" + i, 1);
            node.counts.add(Node.RODEZ.id(), "shop.stats.n" + i, "", 1);
        }
        node.counts.write();
        assertThat(node.written(Node.RODEZ, LocalDate.of(2026, 6, 15), "view")).isEqualTo(2_000);
        assertThat(node.written(Node.RODEZ)).hasSizeLessThan(101 + 2 + 41 + 101 + 60);
    }

    @OnBothDatabases
    void wordsAreWrittenOnceTheyWereSearchedForThreeTimes(TestDatabase test) {
        Node node = new Node(test.database());
        node.counts.searchedInVain(Node.RODEZ.id(), "Piscine  municipale", Node.FIREFOX);
        node.counts.searchedInVain(Node.RODEZ.id(), "piscine municipale", Node.IPHONE);
        for (int i = 0; i < 5; i++) {
            node.counts.searchedInVain(Node.RODEZ.id(), "y@example.org", Node.FIREFOX);
            node.counts.searchedInVain(Node.RODEZ.id(), "05 65 00 00 00", Node.FIREFOX);
            node.counts.searchedInVain(Node.RODEZ.id(), "robots", Node.GOOGLEBOT);
        }
        node.counts.write();
        assertThat(node.written(Node.RODEZ)).isEmpty();
        node.at("2026-06-20T08:00:00Z").counts.searchedInVain(Node.RODEZ.id(), "PISCINE municipale", Node.FIREFOX);
        node.counts.write();
        assertThat(node.written(Node.RODEZ)).isEqualTo(Map.of("2026-06-20 search piscine municipale", 3L));
        node.at("2026-07-01T08:00:00Z").counts.searchedInVain(Node.RODEZ.id(), "piscine municipale", Node.FIREFOX);
        node.counts.write();
        assertThat(node.written(Node.RODEZ)).hasSize(1);
    }

    @OnBothDatabases
    void whatCannotBeWrittenWaits(TestDatabase test) {
        AtomicBoolean away = new AtomicBoolean(true);
        Database real = test.database();
        Database sometimes = (Database) Proxy.newProxyInstance(Database.class.getClassLoader(), new Class<?>[] {Database.class}, (proxy, method, arguments) -> {
            if (away.get()) {
                throw new Unavailable();
            }
            return method.invoke(real, arguments);
        });
        Node node = new Node(sometimes);
        node.visit(Node.RODEZ, "/").counts.write();
        node.visit(Node.RODEZ, "/").counts.write();
        away.set(false);
        node.counts.stop();
        assertThat(node.written(Node.RODEZ)).containsEntry(DAY + "view /", 2L).containsEntry(DAY + "visit other", 2L);
    }

    @OnBothDatabases
    void afterTwentyFiveMonthsDaysBecomeMonthsAndNothingIsLost(TestDatabase test) {
        Node node = new Node(test.database());
        for (String day : List.of("2024-04-10", "2024-04-11", "2024-05-31", "2024-06-01")) {
            node.at(day + "T10:00:00Z").visit(Node.RODEZ, "/");
            node.visit(Node.AGEN, "/");
        }
        node.counts.write();
        StatsPrivacy rule = new StatsPrivacy();
        Instant now = Instant.parse("2026-06-30T10:00:00Z");
        assertThat(rule.due(node.database.acrossTerritory("test"), now)).containsExactlyInAnyOrder(Node.RODEZ.id(), Node.AGEN.id());
        while (node.database.of(Node.RODEZ.id()).call(transaction -> rule.purge(transaction, now)) > 0) {
            // A month at a time.
        }
        assertThat(rule.due(node.database.acrossTerritory("test"), now)).containsExactly(Node.AGEN.id());
        // A node that was away for long still adds to a day of that month.
        new Node(test.database()).at("2024-04-12T10:00:00Z").visit(Node.RODEZ, "/").counts.write();
        node.database.of(Node.RODEZ.id()).call(transaction -> rule.purge(transaction, now));
        Sums sums = new Sums(CountTable.months(node.database.of(Node.RODEZ.id()), false, YearMonth.of(2024, 1), YearMonth.of(2024, 12)));
        assertThat(List.of(4, 5, 6)).extracting(month -> Sums.total(sums.items("visit", YearMonth.of(2024, month)))).containsExactly(3L, 1L, 1L);
        assertThat(node.written(Node.RODEZ).keySet()).allMatch(key -> key.startsWith("2024-06-01") || key.startsWith("2024-05-31"));
    }
}
