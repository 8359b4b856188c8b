package org.parvis.operations.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.parvis.api.job.Jobs;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Response;
import org.parvis.testkit.FakePlugins;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.Pages;

class JobPagesTest {
    private static final Instant START = Instant.parse("2026-06-15T07:00:00Z");

    private final Pages pages = Pages.of("operations").desk();
    private final List<String> started = new ArrayList<>();
    private final Jobs jobs = new Jobs() {
        @Override
        public List<State> all() {
            Run failed = new Run(START, START.plusSeconds(3), "java.io.IOException: disque plein", 0, 0);
            return List.of(
                    new State("shop.count", Duration.ofMinutes(5), START.plusSeconds(600), true, new Run(START, null, null, 3, 10), null),
                    new State("shop.tidy", Duration.ofHours(1), START.plusSeconds(3600), false, failed, failed));
        }

        @Override
        public List<Run> runs(String name, int limit) {
            return List.of(new Run(START, START.plusMillis(250), null, 10, 10));
        }

        @Override
        public boolean runNow(String name) {
            return name.equals("shop.tidy") && started.add(name);
        }
    };
    private final JobPages shown = new JobPages(jobs, FakePlugins.of("operations").speaking(pages.plugins()), pages.themes());

    private Response call(String method, String pattern, FakeRequest request) throws Exception {
        return shown.routes().stream().filter(route -> route.method().equals(method) && route.pattern().equals(pattern)).findFirst().orElseThrow()
                .handler().handle(request.on(FakeRequestSites.TERRITORY).as(FakeRequestSites.operator()));
    }

    @Test
    void theListSaysHowEachJobIs() throws Exception {
        String html = pages.html(call("GET", "/taches", FakeRequest.get("/taches")), FakeRequestSites.TERRITORY);
        assertThat(html).contains("shop.count", "5\u00a0min", "3 sur 10", "En cours", "shop.tidy", "Échec", "disque plein").doesNotContain(">operations.jobs");
    }

    @Test
    void aJobShowsItsRunsAndRunsWhenAsked() throws Exception {
        String html = pages.html(call("GET", "/taches/{name}", FakeRequest.get("/taches/x").with("name", "shop.tidy")), FakeRequestSites.TERRITORY);
        assertThat(html).contains("Réussi", "Lancer maintenant");
        assertThat(call("POST", "/taches/{name}", FakeRequest.post("/taches/x").with("name", "shop.tidy")).status()).isEqualTo(303);
        assertThat(started).containsExactly("shop.tidy");
    }

    @Test
    void aJobThatRunsOrIsNotThereIsRefused() {
        assertThatThrownBy(() -> call("POST", "/taches/{name}", FakeRequest.post("/taches/x").with("name", "shop.count"))).isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> call("POST", "/taches/{name}", FakeRequest.post("/taches/x").with("name", "nope"))).isInstanceOf(NotFound.class);
    }
}
