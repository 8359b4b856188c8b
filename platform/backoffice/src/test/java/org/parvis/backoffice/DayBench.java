package org.parvis.backoffice;

import static org.parvis.testkit.FakeRequest.NOW;
import static org.parvis.testkit.FakeRequestSites.AGEN;
import static org.parvis.testkit.FakeRequestSites.RODEZ;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Permissions;
import org.parvis.api.identity.Role;
import org.parvis.api.route.Handler;
import org.parvis.api.tenant.Site;
import org.parvis.testkit.FakePlugins;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.FakeTenants;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.Pages;
import org.parvis.testkit.TestDatabase;

/**
 * Measures « Ma journée » with 10 000 open items over five contributions and three communes, from the request to its HTML: the queries,
 * the order, the filters and the page. Run by {@code bench/parts/day.sh} alone: its name keeps it out of the tests.
 */
class DayBench {

    private static final int ROUNDS = 60;
    private static final Permissions ALL = (agent, permission, tenant) -> true;

    @OnBothDatabases
    void tenThousandItems(TestDatabase database) throws Exception {
        Site third = FakeRequestSites.commune("espalion", "Espalion");
        FakePlugins plugins = FakePlugins.of("backoffice");
        FakeTenants tenants = FakeTenants.of(RODEZ, AGEN, third);
        WaitingItems.table(database);
        for (String name : List.of("news", "files", "rooms", "events", "ideas")) {
            WaitingItems items = new WaitingItems(database.database(), name);
            items.addMany(RODEZ.id(), 1_000, NOW);
            items.addMany(AGEN.id(), 600, NOW);
            items.addMany(third.id(), 400, NOW);
            plugins.add(items);
        }
        Pages pages = Pages.of("backoffice").desk();
        DayPages day = new DayPages(
                plugins, tenants, pages.themes(), ALL, new Setup(plugins), new DayQueue(plugins, ALL, new Away()), new DayList(plugins, tenants, pages.themes()));
        Handler handler = day.routes().get(1).handler();
        Agent agent = new Agent(
                FakeRequestSites.operator().id(), "Camille Roux", "camille.roux@example.org", "fr",
                Map.of(RODEZ.id(), Role.EDITOR, AGEN.id(), Role.EDITOR, third.id(), Role.EDITOR));
        double[] millis = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long begin = System.nanoTime();
            pages.html(handler.handle(FakeRequest.get("/").as(agent)), RODEZ);
            millis[i] = (System.nanoTime() - begin) / 1e6;
        }
        double[] warm = Arrays.copyOfRange(millis, ROUNDS / 2, ROUNDS);
        Arrays.sort(warm);
        System.out.printf("DAY %s median %.1f ms, slowest %.1f ms%n", database, warm[warm.length / 2], warm[warm.length - 1]);
    }
}
