package org.parvis.operations.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.api.event.WorkQueue;
import org.parvis.api.identity.Role;
import org.parvis.api.plugin.PluginFleet;
import org.parvis.api.plugin.PluginRef;
import org.parvis.api.route.NotFound;
import org.parvis.api.search.Search;
import org.parvis.operations.fleet.HealthDesk;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.FakeTenants;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.Pages;
import org.parvis.testkit.TestDatabase;

class HealthTest {

    private static Health health(TestDatabase database, PluginFleet.State state, boolean core) {
        var version = new PluginFleet.Version(new PluginRef("news", "1.0.0"), core, state, true, 3, Instant.EPOCH, state == PluginFleet.State.FAILED ? "no table" : null);
        PluginFleet fleet = fake(PluginFleet.class, "versions", List.of(version));
        return new Health(database.database(), fleet, fake(Search.class, "pending", 0), fake(WorkQueue.class, "counts", new WorkQueue.Counts(0, 0)), Clock.systemUTC());
    }

    /** Answers one method. */
    private static <T> T fake(Class<T> type, String method, @Nullable Object answer) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, called, arguments) -> {
            if (called.getName().equals(method)) {
                return answer;
            }
            throw new UnsupportedOperationException(called.getName());
        }));
    }

    @OnBothDatabases
    void the_database_is_written_each_time(TestDatabase database) {
        Health health = health(database, PluginFleet.State.READY, false);
        assertThat(health.look().findings().get(0).state()).isEqualTo(Health.State.OK);
        assertThat(health.look().findings().get(0).state()).isEqualTo(Health.State.OK);
    }

    @OnBothDatabases
    void a_failed_plugin_is_a_warning_and_a_failed_module_a_breakdown(TestDatabase database) {
        assertThat(health(database, PluginFleet.State.FAILED, false).look().state()).isEqualTo(Health.State.WARNING);
        assertThat(health(database, PluginFleet.State.FAILED, true).look().state()).isEqualTo(Health.State.DOWN);
    }

    @OnBothDatabases
    void operators_read_what_was_found_in_their_language(TestDatabase database) throws Exception {
        HealthDesk desk = new HealthDesk(health(database, PluginFleet.State.FAILED, false), fake(WorkQueue.class, "setAside", List.of()), FakeTenants.of());
        FakeRequest asked = FakeRequest.get("/sante").on(FakeRequestSites.TERRITORY).as(FakeRequestSites.agent(Role.OPERATOR, FakeRequestSites.TERRITORY));
        String page = Pages.of("operations").desk().html(desk.routes().get(0).handler().handle(asked), FakeRequestSites.TERRITORY);
        assertThat(page).contains("1 en échec\u00a0; la dernière\u00a0: no table", "L’index est à jour.", "0 en attente, 0 mis de côté", "\u00a0Mio utilisés")
                .doesNotContain("operations.health.said", "up to date");
    }

    @OnBothDatabases
    void the_figures_name_each_check(TestDatabase database) {
        PluginFleet fleet = fake(PluginFleet.class, "versions", List.of());
        Health health = health(database, PluginFleet.State.READY, false);
        String text = new Metrics(FakeTenants.of(FakeRequestSites.RODEZ), fleet, fake(Search.class, "pending", 0), health).text();
        assertThat(text).contains("parvis_health{check=\"database\"} 0", "parvis_search_pending 0", "jvm_memory_used_bytes{pool=\"Metaspace\"} ");
        assertThat(text.lines()).allMatch(line -> line.startsWith("# ") || line.matches("[a-z_]+(\\{[^}]*})? [0-9.]+"));
    }

    @OnBothDatabases
    void only_this_machine_may_ask(TestDatabase database) {
        Health health = health(database, PluginFleet.State.READY, false);
        Metrics metrics = new Metrics(FakeTenants.of(), fake(PluginFleet.class, "versions", List.of()), fake(Search.class, "pending", 0), health);
        FakeRequest fromElsewhere = FakeRequest.get("/.well-known/parvis-health").on(FakeRequestSites.TERRITORY);
        for (var route : new HealthPages(health, metrics).routes()) {
            assertThatThrownBy(() -> route.handler().handle(fromElsewhere)).isInstanceOf(NotFound.class);
        }
        assertThat(List.of("127.0.0.1", "::1")).allMatch(HealthPages::isThisMachine);
    }
}
