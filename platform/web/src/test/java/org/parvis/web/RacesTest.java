package org.parvis.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Unavailable;

/** Requests and writes at the same moment, each held where it hurts most. */
@Timeout(60)
class RacesTest {
    private static final String HOST = "rodez.territoire.example";

    private final Town town = new Town();
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger content = new AtomicInteger();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final ExecutorService clients = Executors.newCachedThreadPool();
    private TownServer server;

    @BeforeEach
    void start() {
        server = TownServer.start(town.servlet(), 0);
    }

    @AfterEach
    void stop() {
        goOn.countDown();
        clients.shutdownNow();
        server.close();
    }

    @Test
    void manyWhoAskForOnePageAtOnceHaveItMadeOnce() throws Exception {
        town.routes.add(Route.get("/", request -> held("page " + made.incrementAndGet()).tagged("news")));
        List<Future<String>> answers = ask(8);
        await(() -> town.servlet().get().get("cache.misses") == 1);
        goOn.countDown();
        for (Future<String> answer : answers) {
            assertThat(answer.get()).endsWith("page 1");
        }
        assertThat(made).hasValue(1);
    }

    @Test
    void aPageBegunBeforeAWriteIsNotShownToWhoAsksAfterIt() throws Exception {
        town.routes.add(Route.get("/", request -> held("content " + content.get()).tagged("news")));
        Future<String> early = ask(1).get(0);
        begun.await();
        content.incrementAndGet();
        town.touch(Town.RODEZ, "news");
        Future<String> late = ask(1).get(0);
        goOn.countDown();
        assertThat(early.get()).endsWith("content 0");
        assertThat(late.get()).endsWith("content 1");
        assertThat(server.get(HOST, "/")).endsWith("content 1");
    }

    @Test
    void aPageBegunBeforeThePluginsChangedIsNotKept() throws Exception {
        town.routes.add(Route.get("/", request -> held("page " + made.incrementAndGet()).tagged("news")));
        Future<String> early = ask(1).get(0);
        begun.await();
        town.servlet().pluginsChanged();
        goOn.countDown();
        assertThat(early.get()).endsWith("page 1");
        assertThat(server.get(HOST, "/")).endsWith("page 2");
    }

    @Test
    void aPageOfPluginsThatChangedBetweenLookingThemUpAndRenderingIsNotKept() throws Exception {
        town.routes.add(Route.get("/", request -> Response.text("text/plain", "page " + made.incrementAndGet()).tagged("news")));
        town.whileRouting = () -> {
            town.whileRouting = () -> {};
            town.servlet().pluginsChanged();
        };
        assertThat(server.get(HOST, "/")).endsWith("page 1");
        assertThat(server.get(HOST, "/")).endsWith("page 2");
        assertThat(server.get(HOST, "/")).endsWith("page 2");
    }

    @Test
    void whoWaitsForAPageThatCannotBeMadeIsToldSoAtOnce() throws Exception {
        town.routes.add(Route.get("/", request -> {
            held("");
            made.incrementAndGet();
            throw new Unavailable();
        }));
        List<Future<String>> answers = ask(5);
        begun.await();
        goOn.countDown();
        for (Future<String> answer : answers) {
            assertThat(answer.get()).startsWith("HTTP/1.1 503");
        }
        assertThat(made.get()).isBetween(1, 5);
    }

    @Test
    void whatMayNotBeSharedIsMadeForEach() throws Exception {
        goOn.countDown();
        town.routes.add(Route.get("/", request -> Response.text("text/plain", "mine " + made.incrementAndGet())));
        List<String> bodies = new ArrayList<>();
        for (Future<String> answer : ask(6)) {
            bodies.add(answer.get().substring(answer.get().lastIndexOf('\n') + 1));
        }
        assertThat(bodies).containsExactlyInAnyOrder("mine 1", "mine 2", "mine 3", "mine 4", "mine 5", "mine 6");
    }

    @Test
    void aFloodAtOneSiteIsTurnedAwayAndTheOthersAreServed() throws Exception {
        town.routes.add(Route.get("/{x}", request -> held(request.variable("x"))));
        town.routes.add(Route.get("/", request -> Response.text("text/plain", "home")));
        List<Future<String>> flood = new ArrayList<>();
        for (int i = 0; i < 34; i++) {
            String path = "/p" + i;
            flood.add(clients.submit(() -> server.get(HOST, path)));
        }
        await(() -> flood.stream().filter(Future::isDone).count() >= 2);
        assertThat(server.get("agen-d-aveyron.territoire.example", "/")).endsWith("home");
        goOn.countDown();
        int turnedAway = 0;
        for (Future<String> answer : flood) {
            turnedAway += answer.get().startsWith("HTTP/1.1 503") ? 1 : 0;
        }
        assertThat(turnedAway).isEqualTo(2);
    }

    @Test
    void aReaderNeverSeesLessThanWhatWasWrittenBeforeItAsked() throws Exception {
        goOn.countDown();
        town.routes.add(Route.get("/", request -> Response.text("text/plain", Integer.toString(content.get())).tagged("news")));
        Future<?> writer = clients.submit(() -> {
            for (int i = 0; i < 300; i++) {
                content.incrementAndGet();
                town.touch(Town.RODEZ, "news");
                int written = content.get();
                assertThat(shown()).isGreaterThanOrEqualTo(written);
            }
        });
        List<Future<?>> readers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            readers.add(clients.submit(() -> {
                while (!writer.isDone()) {
                    shown();
                }
            }));
        }
        writer.get();
        for (Future<?> reader : readers) {
            reader.get();
        }
    }

    private int shown() {
        String answer = server.get(HOST, "/");
        return Integer.parseInt(answer.substring(answer.lastIndexOf('\n') + 1));
    }

    private Response held(String text) {
        begun.countDown();
        try {
            goOn.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return Response.text("text/plain", text);
    }

    private List<Future<String>> ask(int clientCount) {
        List<Future<String>> answers = new ArrayList<>();
        for (int i = 0; i < clientCount; i++) {
            answers.add(clients.submit(() -> server.get(HOST, "/")));
        }
        return answers;
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }
}
