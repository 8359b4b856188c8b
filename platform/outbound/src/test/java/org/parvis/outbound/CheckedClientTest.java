package org.parvis.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parvis.api.outbound.Outbound;
import org.parvis.api.outbound.Outbound.Blocked;
import org.parvis.api.outbound.Outbound.Call;
import org.parvis.api.outbound.Outbound.Limits;

/** Against a real server on this machine, which an operator allows by name and port. */
class CheckedClientTest {

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger lookups = new AtomicInteger();
    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer server;
    private CheckedClient client;
    private String base;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::answer);
        server.start();
        int port = server.getAddress().getPort();
        base = "http://allowed.test:" + port;
        client = new CheckedClient(new Gate("allowed.test:" + port, this::name), null);
    }

    @AfterEach
    void stop() throws Exception {
        end.countDown();
        client.close();
        server.stop(0);
    }

    /** The first look-up finds the server; a second one, as an attacker would have it, something else. */
    private InetAddress[] name(String host) throws UnknownHostException {
        lookups.incrementAndGet();
        return host.equals("allowed.test") ? new InetAddress[] {InetAddress.getLoopbackAddress()} : InetAddress.getAllByName(host);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.add(exchange.getRequestMethod() + " " + path + " " + exchange.getRequestHeaders().getFirst("Authorization"));
        switch (path) {
            case "/moved" -> redirect(exchange, "/page");
            case "/inside" -> redirect(exchange, "http://127.0.0.1:" + server.getAddress().getPort() + "/secret");
            case "/metadata" -> redirect(exchange, "http://169.254.169.254/latest/meta-data/");
            case "/loop" -> redirect(exchange, "/loop");
            case "/endless" -> endless(exchange);
            case "/silent" -> silent(exchange);
            case "/echo" -> text(exchange, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            default -> text(exchange, "Bonjour " + exchange.getRequestHeaders().getFirst("Host"));
        }
    }

    private static void redirect(HttpExchange exchange, String to) throws IOException {
        exchange.getResponseHeaders().set("Location", to);
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private static void text(HttpExchange exchange, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private static void endless(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            byte[] bytes = new byte[8_192];
            for (int i = 0; i < 100_000; i++) {
                out.write(bytes);
            }
        }
    }

    private void silent(HttpExchange exchange) {
        try {
            end.await();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }

    @Test
    void aPageIsFetchedWithOneLookUpAndItsOwnHostName() throws IOException {
        Outbound.Answer answer = client.get(URI.create(base + "/page"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo("Bonjour " + URI.create(base).getAuthority());
        assertThat(lookups).as("looked up once: there is no second answer to be led astray by").hasValue(1);
    }

    @Test
    void redirectionsAreFollowedAndEachIsChecked() throws IOException {
        assertThat(client.get(URI.create(base + "/moved")).address()).isEqualTo(URI.create(base + "/page"));
        assertThatExceptionOfType(Blocked.class).isThrownBy(() -> client.get(URI.create(base + "/inside")));
        assertThatExceptionOfType(Blocked.class).isThrownBy(() -> client.get(URI.create(base + "/metadata")));
        assertThat(asked).noneMatch(one -> one.contains("/secret"));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> client.get(URI.create(base + "/loop"))).withMessageContaining("5 redirections");
    }

    @Test
    void theOperatorsWordDoesNotReachWhereOthersRedirectTo() {
        Call call = Call.get(URI.create(base + "/inside")).asTheOperatorSays();
        assertThatExceptionOfType(Blocked.class).isThrownBy(() -> client.send(call));
        assertThat(asked).hasSize(1);
    }

    @Test
    void anAnswerIsCutOffAtItsLimits() {
        Limits small = new Limits(100_000, Duration.ofSeconds(20), 0);
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> client.send(Call.get(URI.create(base + "/endless")).within(small)))
                .withMessageContaining("100000 bytes");
        Limits quick = new Limits(100_000, Duration.ofMillis(300), 0);
        long before = System.nanoTime();
        assertThatExceptionOfType(InterruptedIOException.class).isThrownBy(() -> client.send(Call.get(URI.create(base + "/silent")).within(quick)));
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void whatIsPostedArrivesOnceAndIsNotRedirected() throws IOException {
        Call call = Call.post(URI.create(base + "/echo"), "application/json", "{\"é\":1}".getBytes(StandardCharsets.UTF_8)).header("Authorization", "Bearer x");
        assertThat(new String(client.send(call).body(), StandardCharsets.UTF_8)).isEqualTo("{\"é\":1}");
        assertThat(asked).containsExactly("POST /echo Bearer x");
        assertThat(client.send(Call.post(URI.create(base + "/moved"), "text/plain", new byte[] {1})).status()).isEqualTo(302);
    }

    @Test
    void nobodyAtHomeIsSaidWithoutDetails() throws Exception {
        server.stop(0);
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> client.get(URI.create(base + "/page?key=secret")))
                .satisfies(failed -> assertThat(failed.getMessage()).doesNotContain("secret"));
    }

    @Test
    void headersAreSentToTheirHostAlone() throws Exception {
        // allowed.test and also.test are two names of one server.
        int port = server.getAddress().getPort();
        CheckedClient two = new CheckedClient(new Gate("allowed.test:" + port + ",also.test:" + port, host -> new InetAddress[] {InetAddress.getLoopbackAddress()}), null);
        server.removeContext("/");
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestHeaders().getFirst("Host") + " " + exchange.getRequestHeaders().getFirst("Authorization"));
            if (exchange.getRequestURI().getPath().equals("/away")) {
                redirect(exchange, "http://also.test:" + port + "/");
            } else {
                text(exchange, "");
            }
        });
        two.send(Call.get(URI.create(base + "/away")).header("Authorization", "Bearer x"));
        two.close();
        assertThat(asked).containsExactly("allowed.test:" + port + " Bearer x", "also.test:" + port + " null");
    }
}
