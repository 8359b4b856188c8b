package org.parvis.identity.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Asking a provider that does not behave. */
final class FetchTest {
    private HttpServer server;
    private String issuer;
    private Fetch fetch;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer = "http://127.0.0.1:" + server.getAddress().getPort();
        fetch = new Fetch(ProviderSettings.of(Configured.as("essai", issuer, "plain").with("label", "Essai").with("audience", "agents").config()));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answers(int status, String location, int bytes) {
        server.createContext("/x", exchange -> {
            if (!location.isEmpty()) {
                exchange.getResponseHeaders().set("Location", location);
            }
            exchange.sendResponseHeaders(status, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write("a".repeat(bytes).getBytes(StandardCharsets.US_ASCII));
            } catch (IOException cutOff) {
                // The other side has read enough.
            }
        });
    }

    @Test
    void a_small_answer_is_read() throws IOException {
        answers(200, "", 1000);
        assertThat(fetch.retrieveResource(URI.create(issuer + "/x").toURL()).getContent()).hasSize(1000);
    }

    @Test
    void a_flood_is_cut_off() {
        answers(200, "", 3_000_000);
        assertThatThrownBy(() -> fetch.retrieveResource(URI.create(issuer + "/x").toURL())).isInstanceOf(IOException.class).hasMessageContaining("larger than 262144");
    }

    @Test
    void redirections_are_not_followed() {
        answers(302, "http://169.254.169.254/latest/meta-data", 0);
        assertThatThrownBy(() -> fetch.retrieveResource(URI.create(issuer + "/x").toURL())).isInstanceOf(IOException.class).hasMessageContaining("answers 302");
    }

    @Test
    void who_did_not_answer_is_left_alone_for_a_while() throws IOException {
        server.stop(0);
        assertThatThrownBy(() -> fetch.retrieveResource(URI.create(issuer + "/x").toURL())).isInstanceOf(IOException.class).hasMessageContaining("ConnectException");
        assertThatThrownBy(() -> fetch.retrieveResource(URI.create(issuer + "/x").toURL())).isInstanceOf(IOException.class).hasMessageContaining("a moment ago");
    }
}
