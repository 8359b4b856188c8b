package org.parvis.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parvis.testkit.server.Parvis;
import org.parvis.testkit.server.Server;

/** The packed distribution behind nginx, with the example that is handed out and the two settings that it names. */
@Parvis(name = "proxied", tenants = "")
class ReverseProxyTest {

    @TempDir
    static Path folder;

    private Nginx nginx;
    private HttpClient client;

    @BeforeEach
    void start(Server server) throws Exception {
        assumeTrue(Nginx.program().isPresent(), "nginx is not installed");
        Path settings = server.data().resolve("etc/org.parvis.web.cfg");
        String text = Files.readString(settings);
        if (!text.contains("publicScheme = https")) {
            Files.writeString(settings, text.replace("publicScheme = http", "trustedProxies = 127.0.0.1/32\npublicScheme = https"));
        }
        Waiting.until("the settings count", () -> secured(server));
        nginx = Nginx.start(Files.createTempDirectory(folder, "nginx"), server.home().resolve("share/nginx.conf"), server.port());
        client = HttpClient.newBuilder().sslContext(nginx.trust()).build();
    }

    @AfterEach
    void stop() {
        if (nginx != null) {
            nginx.close();
        }
    }

    @Test
    void visitors_are_sent_to_https() throws Exception {
        HttpResponse<byte[]> answer = client.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + nginx.plain() + "/contact?a=b")).build(), BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(308);
        assertThat(answer.headers().firstValue("Location")).hasValue("https://localhost/contact?a=b");
    }

    @Test
    void pages_come_compressed_once_and_are_for_tls_alone_from_then_on() throws Exception {
        HttpResponse<byte[]> page = get("/", "Accept-Encoding", "gzip");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(page.headers().firstValue("Strict-Transport-Security")).hasValue("max-age=31536000");
        assertThat(page.headers().allValues("Content-Encoding")).containsExactly("gzip");
        assertThat(new String(new GZIPInputStream(new ByteArrayInputStream(page.body())).readAllBytes(), StandardCharsets.UTF_8)).startsWith("<!DOCTYPE html>");
        String tag = page.headers().firstValue("ETag").orElseThrow();
        assertThat(get("/", "Accept-Encoding", "gzip", "If-None-Match", tag).statusCode()).isEqualTo(304);
    }

    @Test
    void addresses_in_pages_are_those_that_visitors_see() throws Exception {
        assertThat(new String(get("/sitemap.xml").body(), StandardCharsets.UTF_8)).contains("<loc>https://localhost/</loc>");
    }

    @Test
    void what_a_visitor_says_about_host_and_scheme_counts_for_nothing() throws Exception {
        HttpResponse<byte[]> page = get("/", "X-Forwarded-Host", "other.example", "X-Forwarded-Proto", "http");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Strict-Transport-Security")).isPresent();
    }

    @Test
    void figures_are_not_for_visitors() throws Exception {
        assertThat(get("/.well-known/parvis-metrics").statusCode()).isEqualTo(404);
    }

    private static boolean secured(Server server) {
        return server.get(server.territory("/")).headers().firstValue("Strict-Transport-Security").isPresent()
                && server.get(server.territory("/sitemap.xml")).body().contains("<loc>https://");
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        return client.send(request(path, headers).build(), BodyHandlers.ofByteArray());
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("https://localhost:" + nginx.secure() + path));
        return headers.length == 0 ? request : request.headers(headers);
    }
}
