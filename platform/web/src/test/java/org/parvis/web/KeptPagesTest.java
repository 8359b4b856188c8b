package org.parvis.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Unavailable;
import org.parvis.api.tenant.Look;
import org.parvis.api.view.Frame;

/** Pages that are kept, and what makes them old, through real sockets. */
class KeptPagesTest {
    private static final String HOST = "rodez.territoire.example";

    private final Town town = new Town();
    private TownServer server;

    @BeforeEach
    void start() {
        town.routes.add(Route.get("/", request -> Response.view("site/home", Map.of("q", request.language().toLanguageTag())).tagged("news")));
        town.routes.add(Route.get("/recherche", request -> Response.text("text/plain", "q=" + request.query("q").orElse("-")).tagged("pages"))
                .reads("q"));
        town.routes.add(Route.post("/contact", request -> Response.text("text/plain", "merci " + request.form().value("nom"))));
        server = TownServer.start(town.servlet(), 0);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aPageIsRenderedOnceAndServedFromMemoryUntilAWriteTouchesIt() {
        server.get(HOST, "/");
        assertThat(server.get(HOST, "/")).startsWith("HTTP/1.1 200").contains("site/home");
        assertThat(town.renders).hasValue(1);
        town.touch(Town.AGEN, "news");
        server.get(HOST, "/");
        assertThat(town.renders).hasValue(1);
        town.touch(Town.RODEZ, "news");
        server.get(HOST, "/");
        assertThat(town.renders).hasValue(2);
    }

    @Test
    void aPageThatSaysUntilWhenItHoldsIsMadeAnewAfterThat() {
        AtomicInteger made = new AtomicInteger();
        town.routes.add(Route.get("/horaires", request -> Response.text("text/plain", "n" + made.incrementAndGet()).tagged("hours")
                .validUntil(request.now().plusSeconds(60))));
        server.get(HOST, "/horaires");
        assertThat(server.get(HOST, "/horaires")).endsWith("n1");
        town.clock.forward(Duration.ofSeconds(60));
        assertThat(server.get(HOST, "/horaires")).endsWith("n2");
    }

    @Test
    void theFramesTagsAndEndCountToo() {
        town.framing = asked -> new Frame(Map.of("menu", asked.path()), Set.of("menu"), asked.now().plusSeconds(9));
        assertThat(server.get(HOST, "/")).contains("menu=/");
        town.touch(Town.RODEZ, "menu");
        server.get(HOST, "/");
        assertThat(town.renders).hasValue(2);
        town.clock.forward(Duration.ofSeconds(9));
        server.get(HOST, "/");
        assertThat(town.renders).hasValue(3);
    }

    @Test
    void theClientThatHasThePageGetsItNotAgain() {
        String body = "x".repeat(5000);
        town.routes.add(Route.get("/long", request -> Response.text("text/html", body).tagged("pages")));
        String plain = server.get(HOST, "/long");
        String zipped = server.get(HOST, "/long", "Accept-Encoding: gzip");
        assertThat(plain).endsWith(body).doesNotContain("Content-Encoding");
        assertThat(zipped).contains("Content-Encoding: gzip").contains("Vary: Accept-Encoding").contains("Cache-Control: no-cache");
        assertThat(unzip(zipped)).isEqualTo(body);
        assertThat(FrontTest.header(plain, "ETag")).isNotEqualTo(FrontTest.header(zipped, "ETag"));
        assertThat(server.get(HOST, "/long", "If-None-Match: " + FrontTest.header(plain, "ETag"))).startsWith("HTTP/1.1 304").endsWith("\r\n\r\n");
        assertThat(server.get(HOST, "/long", "If-None-Match: " + FrontTest.header(zipped, "ETag"))).startsWith("HTTP/1.1 200");
        String zippedAgain = server.get(HOST, "/long", "Accept-Encoding: gzip", "If-None-Match: " + FrontTest.header(zipped, "ETag"));
        assertThat(zippedAgain).startsWith("HTTP/1.1 304").contains("Content-Security-Policy");
    }

    @Test
    void whenTheDatabaseIsGoneThePageIsServedAsItWas() {
        AtomicBoolean gone = new AtomicBoolean();
        town.routes.add(Route.get("/agenda", request -> {
            if (gone.get()) {
                throw new Unavailable();
            }
            return Response.text("text/plain", "agenda").tagged("agenda").validUntil(request.now().plusSeconds(1));
        }));
        town.servlet().pluginsChanged();
        server.get(HOST, "/agenda");
        gone.set(true);
        town.clock.forward(Duration.ofSeconds(5));
        assertThat(server.get(HOST, "/agenda")).startsWith("HTTP/1.1 200").endsWith("agenda");
        town.touch(Town.RODEZ, "agenda");
        assertThat(server.get(HOST, "/agenda")).startsWith("HTTP/1.1 503");
    }

    @Test
    void aHeaderOfTheHandlerTakesThePlaceOfOursOnAKeptPageToo() {
        town.routes.add(Route.get("/cadre", request -> Response.text("text/html", "x".repeat(500)).tagged("pages")
                .header("Content-Security-Policy", "frame-ancestors *").header("Cache-Control", "public, max-age=60")));
        town.servlet().pluginsChanged();
        for (int i = 0; i < 2; i++) {
            assertThat(server.get(HOST, "/cadre", "Accept-Encoding: gzip")).contains("Content-Security-Policy: frame-ancestors *\r\n")
                    .contains("Cache-Control: public, max-age=60\r\n").doesNotContain("default-src").doesNotContain("no-cache");
        }
    }

    @Test
    void aSiteThatHasChangedIsNotShownAsItWas() {
        server.get(HOST, "/");
        town.byHost.put(HOST, Town.RODEZ.with(Look.of("causse")));
        assertThat(server.get(HOST, "/")).contains(" causse ");
    }

    @Test
    void whatAHandlerSaysOfCachingAndEncodingIsLeftAsItIs() {
        town.routes.add(Route.get("/assets/a.css", request -> Response.bytes("text/css", new byte[5000]).header("Content-Encoding", "br")
                .header("Cache-Control", "public, max-age=31536000, immutable").header("ETag", "\"e\"")));
        town.servlet().pluginsChanged();
        assertThat(server.get(HOST, "/assets/a.css", "Accept-Encoding: gzip, br")).contains("Content-Encoding: br\r\n")
                .contains("Cache-Control: public, max-age=31536000, immutable\r\n").contains("Content-Length: 5000").contains("ETag: \"e\"");
    }

    private static String unzip(String answer) {
        byte[] body = answer.substring(answer.indexOf("\r\n\r\n") + 4).getBytes(StandardCharsets.ISO_8859_1);
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
