package org.parvis.stats;

import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.time.Clock;
import org.parvis.api.data.Database;
import org.parvis.api.stats.PageViews.View;
import org.parvis.testkit.FakeTenants;

/** Not a test: measures what counting adds to a hit of the page cache. */
final class CountingSpeed {
    private static final int VIEWS = 2_000_000;
    private static final int ROUNDS = 6;

    private CountingSpeed() {}

    public static void main(String[] arguments) {
        Database none = (Database) Proxy.newProxyInstance(Database.class.getClassLoader(), new Class<?>[] {Database.class}, (proxy, method, values) -> null);
        LiveCounts counts = new LiveCounts(none, FakeTenants.of(Node.RODEZ, Node.AGEN), Clock.systemUTC(), 0);
        for (int round = 1; round <= ROUNDS; round++) {
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            view(counts);
            System.out.printf("round %d: %d ns of processor time each%n", round, (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / VIEWS);
        }
    }

    private static void view(LiveCounts counts) {
        String[] agents = {Node.FIREFOX, Node.IPHONE};
        String[] paths = {"/", "/actualites/travaux-rue-haute", "/mairie/etat-civil", "/en/agenda"};
        for (int i = 0; i < VIEWS; i++) {
            counts.viewed(new View(Node.RODEZ, paths[i & 3], agents[i & 1], (i & 2) == 0 ? null : "https://rodez.territoire.example/", "fr-FR,fr;q=0.9", null, null, null));
        }
    }
}
