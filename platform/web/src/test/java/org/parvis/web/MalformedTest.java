package org.parvis.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.api.route.Limits;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;

/** What no browser sends: each gets a clear page and costs the others nothing. */
class MalformedTest {
    private static final String HOST = "rodez.territoire.example";
    private static final CountDownLatch NEVER = new CountDownLatch(1);
    private static TownServer server;

    @BeforeAll
    static void start() {
        Town town = new Town();
        town.routes.add(Route.get("/", request -> Response.text("text/plain", "home").tagged("news")));
        town.routes.add(Route.post("/contact", request -> Response.text("text/plain", request.form().value("nom")))
                .limits(new Limits(1000, Duration.ofSeconds(5))));
        town.routes.add(Route.get("/lent", request -> {
            try {
                NEVER.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return Response.text("text/plain", "never");
        }).limits(new Limits(0, Duration.ofMillis(300))));
        server = TownServer.start(town.servlet(), 0);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "/%", "/%zz", "/%00", "/a%0d%0ab", "/..", "/../../etc/passwd", "/%2e%2e/etc/passwd", "/a/..%2f..%2fb", "/a//b", "//evil.example/", "/a;b=c",
        "/%c0%ae%c0%ae/", "/\\..\\a", "/a%5c..%5cb", "/?q=%", "/<script>", "/\u00e9"
    })
    void aMalformedAddressGetsAPageThatSaysSo(String path) {
        assertThat(server.get(HOST, path)).matches("(?s)HTTP/1.1 (200|400|404) .*").contains("Content-Security-Policy")
                .doesNotContain("Exception").doesNotContain("Jetty").doesNotContain("\nLocation:");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nHost: a b\r\n\r\n", "GET / HTTP/1.1\r\nHost: x:99999999\r\n\r\n",
        "GET / HTTP/9.9\r\nHost: x\r\n\r\n", "GET\r\n\r\n", "\u0000\u0001\u0002\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
        "GET http://[::1 HTTP/1.1\r\nHost: x\r\n\r\n"
    })
    void aMalformedRequestGetsAPageWithOurHeaders(String request) {
        assertThat(server.raw(request)).matches("(?s)HTTP/1.1 (400|404|405|505) .*").contains("Content-Security-Policy").contains("<html lang=\"fr\">")
                .doesNotContain("Jetty");
    }

    @Test
    void headersThatAreTooLargeAreRefused() {
        assertThat(server.get(HOST, "/", "X-Large: " + "x".repeat(100_000))).startsWith("HTTP/1.1 431").contains("Request too large");
        assertThat(server.get(HOST, "/" + "a".repeat(5000))).startsWith("HTTP/1.1 414");
        // Longer than Jetty's buffer: whether it still sees an address, or headers without end, depends on how the bytes arrive.
        assertThat(server.get(HOST, "/" + "a".repeat(50_000))).containsPattern("^HTTP/1.1 4(14|31) ");
    }

    @Test
    void aBodyBeyondTheRoutesLimitIsRefused() {
        assertThat(server.post(HOST, "/contact", "nom=" + "x".repeat(2000))).startsWith("HTTP/1.1 413");
        assertThat(server.post(HOST, "/contact", "nom=ok")).endsWith("ok");
        String chunked = TownServer.head("POST", HOST, "/contact") + "Sec-Fetch-Site: same-origin\r\nTransfer-Encoding: chunked\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\n\r\n7d0\r\nnom=" + "x".repeat(1996) + "\r\n0\r\n\r\n";
        assertThat(server.raw(chunked)).startsWith("HTTP/1.1 413");
        String noForm = TownServer.head("POST", HOST, "/contact") + "Sec-Fetch-Site: same-origin\r\nContent-Type: image/png\r\nContent-Length: 1\r\n\r\nx";
        assertThat(server.raw(noForm)).startsWith("HTTP/1.1 415");
    }

    @Test
    void aHandlerBeyondItsTimeIsInterrupted() {
        assertThat(server.get(HOST, "/lent")).startsWith("HTTP/1.1 503").contains("Retry-After");
        assertThat(server.get(HOST, "/")).endsWith("home");
    }

    @Test
    void aClientThatFallsSilentIsLeftAndTheOthersAreServed() throws IOException {
        try (Socket silent = server.open()) {
            OutputStream out = silent.getOutputStream();
            out.write((TownServer.head("POST", HOST, "/contact") + "Sec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                    + "Content-Length: 100\r\n\r\nnom=").getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            assertThat(server.get(HOST, "/")).endsWith("home");
            assertThat(TownServer.read(silent)).matches("(?s)|HTTP/1.1 (408|500|503).*");
        }
    }
}
