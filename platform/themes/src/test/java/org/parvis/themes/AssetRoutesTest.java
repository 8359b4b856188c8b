package org.parvis.themes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.tenant.Look;
import org.parvis.themes.render.RenderWatch;

class AssetRoutesTest {
    private static final String CSS = "body{margin:0}".repeat(100);

    @TempDir
    private Path folder;

    private ThemeEngine engine;
    private ServedThemes themes;
    private AssetRoutes routes;

    @BeforeEach
    void open() {
        engine = Sample.engine(folder, RenderWatch.Budget.DEFAULT, Sample.theme("base", null,
                "static/style.css", CSS, "static/dot.png", "x",
                "theme.properties", "tokens=color-primary\ntoken.color-primary.kind=color\ntoken.color-primary.default=#1d4e89"));
        themes = new ServedThemes(engine);
        routes = new AssetRoutes(engine, themes);
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void textIsServedCompressedToThoseWhoTakeIt() throws IOException {
        Response compressed = asset("theme/style.css", Map.of("Accept-Encoding", "br, gzip;q=0.8"));
        assertThat(compressed.headers())
                .containsEntry("Content-Encoding", "gzip")
                .containsEntry("Vary", "Accept-Encoding")
                .containsEntry("Cache-Control", "public, max-age=31536000, immutable");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(bytes(compressed))).readAllBytes()).asString().contains(CSS);
        for (String none : new String[] {"", "br", "gzip;q=0"}) {
            Response plain = asset("theme/style.css", Map.of("Accept-Encoding", none));
            assertThat(plain.headers()).doesNotContainKey("Content-Encoding").containsEntry("Vary", "Accept-Encoding");
            assertThat(new String(bytes(plain), StandardCharsets.UTF_8)).contains(CSS);
        }
    }

    @Test
    void picturesAreServedAsTheyAre() throws IOException {
        Response picture = asset("theme/dot.png", Map.of("Accept-Encoding", "gzip"));
        assertThat(picture.headers()).doesNotContainKeys("Content-Encoding", "Vary");
        assertThat(((Response.Bytes) picture.content()).type()).isEqualTo("image/png");
    }

    @Test
    void whatTheBrowserHasIsNotSentAgain() throws IOException {
        Response first = asset("theme/dot.png", Map.of());
        Response again = asset("theme/dot.png", Map.of("If-None-Match", first.headers().get("ETag")));
        assertThat(again.status()).isEqualTo(304);
    }

    @Test
    void theStyleSheetOfALookIsKeptForEverUnderTheNameOfItsContent() throws IOException {
        Look look = new Look("base", Map.of("color-primary", "#123456"), null, null);
        Response response = look(themes.stylesheet(look));
        assertThat(new String(bytes(response), StandardCharsets.UTF_8)).isEqualTo(":root{--color-primary:#123456;}\n");
        assertThat(response.headers()).containsEntry("Cache-Control", "public, max-age=31536000, immutable");
        Response other = look(themes.stylesheet(look).replaceAll("~[0-9a-f]{16}", "~0123456789abcdef"));
        assertThat(other.headers()).containsEntry("Cache-Control", "no-cache");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/look/x.css", "/look/base~color-primary=red;}body{~0123456789abcdef.css", "/look/..", "/look/base~a=b~0123456789abcdef.css.map"})
    void whatIsNoLookIsNotFound(String path) {
        assertThatThrownBy(() -> look(path)).isInstanceOf(NotFound.class);
    }

    private Response asset(String name, Map<String, String> headers) throws IOException {
        String[] parts = themes.asset("base", Sample.plugins("news"), name).split("/", 4);
        return routes.routes().get(0).handler().handle(request(Map.of("hash", parts[2], "path", parts[3]), headers));
    }

    private Response look(String path) throws IOException {
        return routes.routes().get(1).handler().handle(request(Map.of("file", path.substring("/look/".length())), Map.of()));
    }

    private static byte[] bytes(Response response) {
        return ((Response.Bytes) response.content()).bytes();
    }

    private static Request request(Map<String, String> variables, Map<String, String> headers) {
        return (Request) Proxy.newProxyInstance(AssetRoutesTest.class.getClassLoader(), new Class<?>[] {Request.class}, (proxy, method, arguments) ->
                switch (method.getName()) {
                    case "variable" -> variables.get(arguments[0]);
                    case "header" -> Optional.ofNullable(headers.get(arguments[0]));
                    case "site" -> Sample.SITE;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
