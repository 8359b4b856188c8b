package org.parvis.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.stats.PageViews.View;

/** Which answers the statistics are told of, through real sockets. They are told after an answer was sent, so what they hear is waited for. */
class ViewsTest {
    private static final String HOST = "rodez.territoire.example";
    private static final String GZIP = "Accept-Encoding: gzip";

    private final Town town = new Town();
    private TownServer server;

    @BeforeEach
    void start() {
        town.routes.add(Route.get("/actualites", request -> Response.view("news/list", Map.of("text", "x".repeat(400))).tagged("news")).reads("page"));
        town.routes.add(Route.get("/recherche", request -> Response.view("site/search", Map.of())));
        town.routes.add(Route.get("/flux", request -> Response.text("application/atom+xml", "<feed/>").tagged("news")));
        town.routes.add(Route.get("/parti", request -> Response.seeOther("/actualites")));
        town.routes.add(Route.get("/rien", request -> {
            throw new NotFound();
        }));
        town.routes.add(Route.post("/contact", request -> Response.view("site/contact", Map.of())));
        town.routes.add(Route.deskGet("/actualites", request -> Response.view("news/desk", Map.of())).withoutSession());
        server = TownServer.start(town.servlet(), 0);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aPageIsCountedWhenItIsMadeAndEachTimeThatItComesFromMemory() {
        String made = server.get(HOST, "/actualites", GZIP);
        server.get(HOST, "/actualites", GZIP);
        server.get(HOST, "/actualites?page=2", GZIP);
        server.get(HOST, "/actualites?page=2", GZIP);
        String tag = made.lines().filter(line -> line.startsWith("ETag: ")).findFirst().orElseThrow().substring(6);
        assertThat(server.get(HOST, "/actualites", GZIP, "If-None-Match: " + tag)).startsWith("HTTP/1.1 304");
        server.get(HOST, "/recherche");
        List<View> views = told(6);
        assertThat(town.renders).hasValue(3);
        assertThat(town.servlet().get()).containsEntry("cache.hits", 3L);
        assertThat(views).extracting(View::path)
                .containsExactlyInAnyOrder("/actualites", "/actualites", "/actualites", "/actualites", "/actualites", "/recherche");
        assertThat(views).allMatch(view -> view.site().equals(Town.RODEZ));
    }

    @Test
    void whatTellsAVisitIsHandedOnWhicheverWayThePageGoes() {
        String[] headers = {
            GZIP, "User-Agent: Mozilla/5.0", "referer: https://example.org/", "Accept-Language: en", "sec-fetch-site: cross-site", "Sec-Fetch-Dest: document",
            "Sec-Purpose: prefetch"
        };
        server.get(HOST, "/en/actualites", headers);
        server.get(HOST, "/en/actualites", headers);
        View expected = new View(Town.RODEZ, "/en/actualites", "Mozilla/5.0", "https://example.org/", "en", "cross-site", "document", "prefetch");
        assertThat(told(2)).containsExactly(expected, expected);
    }

    /** All on one connection, which is served in order: when the page at the end was told, so was whatever came before it. */
    @Test
    void nothingButPublicPagesIsCounted() {
        server.raw(request("GET", HOST, "/flux") + request("GET", HOST, "/parti") + request("GET", HOST, "/rien") + request("GET", HOST, "/nulle-part")
                + request("POST", HOST, "/contact", "Sec-Fetch-Site: same-origin", "Content-Type: application/x-www-form-urlencoded", "Content-Length: 0")
                + request("GET", "territoire.example", "/bureau/rodez/actualites")
                + request("HEAD", HOST, "/actualites", GZIP) + request("HEAD", HOST, "/actualites", GZIP)
                + TownServer.head("GET", HOST, "/recherche") + "\r\n");
        assertThat(told(1)).extracting(View::path).containsExactly("/recherche");
    }

    /** A request whose connection goes on after it. */
    private static String request(String method, String host, String path, String... headers) {
        return TownServer.head(method, host, path, headers).replace("Connection: close\r\n", "") + "\r\n";
    }

    private List<View> told(int many) {
        return Stream.generate(this::next).limit(many).toList();
    }

    private View next() {
        try {
            return Objects.requireNonNull(town.views.poll(20, TimeUnit.SECONDS), "no view was told within 20 s");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
