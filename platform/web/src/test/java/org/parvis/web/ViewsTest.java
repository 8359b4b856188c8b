package org.parvis.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.stats.PageViews.View;

/** Which answers the statistics are told of, through real sockets. */
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
        assertThat(town.renders).hasValue(3);
        assertThat(town.servlet().get()).containsEntry("cache.hits", 3L);
        assertThat(town.views).extracting(View::path)
                .containsExactly("/actualites", "/actualites", "/actualites", "/actualites", "/actualites", "/recherche");
        assertThat(town.views).allMatch(view -> view.site().equals(Town.RODEZ));
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
        assertThat(town.views).containsExactly(expected, expected);
    }

    @Test
    void nothingButPublicPagesIsCounted() {
        server.get(HOST, "/flux");
        server.get(HOST, "/parti");
        server.get(HOST, "/rien");
        server.get(HOST, "/nulle-part");
        server.post(HOST, "/contact", "a=b");
        server.get("territoire.example", "/bureau/rodez/actualites");
        server.get(HOST, "/actualites", GZIP);
        town.views.clear();
        server.raw(TownServer.head("HEAD", HOST, "/actualites", GZIP) + "\r\n");
        assertThat(town.views).isEmpty();
    }
}
