package org.parvis.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parvis.api.data.Transaction;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Unavailable;
import org.parvis.api.tenant.Redirects;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.SiteState;
import org.parvis.api.tenant.TenantId;

/** Public pages through real sockets. */
class FrontTest {
    private static final String HOST = "rodez.territoire.example";

    private final Town town = new Town();
    private TownServer server;

    @BeforeEach
    void start() {
        town.routes.add(Route.get("/", request -> Response.view("site/home", Map.of("q", request.language().toLanguageTag())).tagged("news")));
        town.routes.add(Route.get("/recherche", request -> Response.text("text/plain", "q=" + request.query("q").orElse("-")).tagged("pages"))
                .reads("q"));
        town.routes.add(Route.post("/contact", request -> Response.text("text/plain", "merci " + request.form().value("nom"))));
        town.routes.add(Route.post("/depart/{token}", request -> Response.text("text/plain", "parti " + request.variable("token"))).fromOutside());
        server = TownServer.start(town.servlet(), 0);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void languagesAreDifferentPages() {
        assertThat(server.get(HOST, "/en/")).contains("example en ");
        assertThat(server.get(HOST, "/")).contains("example fr ");
        assertThat(server.get(HOST, "/en/")).contains("example en ");
    }

    @Test
    void eachPageHasOneAddress() {
        assertThat(server.get(HOST, "/en")).startsWith("HTTP/1.1 301").contains("Location: /en/\r\n");
        assertThat(server.get(HOST, "/recherche/?q=a")).startsWith("HTTP/1.1 301").contains("Location: /recherche?q=a\r\n");
        assertThat(server.get(HOST, "/en/recherche/")).startsWith("HTTP/1.1 301").contains("Location: /en/recherche\r\n");
        assertThat(server.get(HOST, "/nulle-part/")).startsWith("HTTP/1.1 404");
    }

    @Test
    void headTellsTheLengthAlone() {
        String head = server.raw(TownServer.head("HEAD", HOST, "/recherche?q=a") + "\r\n");
        assertThat(head).startsWith("HTTP/1.1 200").contains("Content-Length: 3\r\n").endsWith("\r\n\r\n");
        server.get(HOST, "/");
        assertThat(server.raw(TownServer.head("HEAD", HOST, "/", "Accept-Encoding: gzip") + "\r\n")).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n");
    }

    @Test
    void undeclaredParametersAreDropped() {
        assertThat(server.get(HOST, "/recherche?q=caf%C3%A9&fbclid=1")).endsWith(latin("q=café"));
        assertThat(server.get(HOST, "/?utm_source=x")).startsWith("HTTP/1.1 200");
        server.get(HOST, "/?utm_source=y");
        assertThat(town.renders).hasValue(1);
    }

    @Test
    void everyAnswerCarriesTheSecurityHeaders() {
        for (String answer : List.of(server.get(HOST, "/"), server.get(HOST, "/"), server.get(HOST, "/nulle-part"), server.get("inconnu.example", "/"),
                server.raw("GET / HTTP/1.1\r\n\r\n"), server.raw("nonsense\r\n\r\n"))) {
            assertThat(answer).contains("Content-Security-Policy: default-src 'none'; script-src 'self'").contains("X-Content-Type-Options: nosniff")
                    .contains("Referrer-Policy").contains("Permissions-Policy").contains("Cross-Origin-Opener-Policy")
                    .doesNotContain("unsafe").doesNotContain("Server:").doesNotContain("Strict-Transport");
        }
    }

    @Test
    void anUnknownHostLearnsNothingOfTheOthers() {
        assertThat(server.get("inconnu.example", "/")).startsWith("HTTP/1.1 404").contains("Adresse inconnue").contains("Unknown address")
                .doesNotContain("odez").doesNotContain("territoire");
    }

    @Test
    void anotherHostOfASiteLeadsToItsCanonicalOne() {
        town.byHost.put("www.rodez.fr", Town.RODEZ);
        assertThat(server.get("www.rodez.fr:8080", "/recherche?q=1")).startsWith("HTTP/1.1 301")
                .contains("Location: http://" + HOST + ":8080/recherche?q=1\r\n");
    }

    @Test
    void aClosedSiteSaysSo() {
        Site closed = new Site(Town.RODEZ.tenant(), HOST, List.of(), Town.RODEZ.look(), SiteState.CLOSED);
        server.get(HOST, "/");
        town.byHost.put(HOST, closed);
        assertThat(server.get(HOST, "/")).startsWith("HTTP/1.1 410").contains("Site fermé".substring(0, 9));
    }

    @Test
    void aMissingPageIsShownInTheSitesThemeAndToProgramsAsJson() {
        assertThat(server.get(HOST, "/nulle-part")).startsWith("HTTP/1.1 404").contains("site/error").contains("status=404");
        assertThat(server.get(HOST, "/nulle-part", "Accept: application/json")).startsWith("HTTP/1.1 404")
                .contains("Content-Type: application/problem+json").contains("\"status\":404");
        assertThat(server.get(HOST, "/en/nowhere")).contains("title=Page not found");
    }

    @Test
    void aFormerAddressLeadsToTheNewOne() {
        town.redirects = new NoWrites() {
            @Override
            public Optional<String> target(TenantId tenant, String path) {
                return path.equals("/spip.php") ? Optional.of("/mairie") : Optional.empty();
            }
        };
        assertThat(server.get(HOST, "/spip.php")).startsWith("HTTP/1.1 301").contains("Location: /mairie\r\n");
        assertThat(server.get(HOST, "/autre.php")).startsWith("HTTP/1.1 404");
        town.routes.add(Route.get("/{path...}", request -> {
            throw new NotFound();
        }));
        town.servlet().pluginsChanged();
        assertThat(server.get(HOST, "/spip.php")).contains("Location: /mairie\r\n");
    }

    @Test
    void aMethodThatThePathLacksIsNamed() {
        assertThat(server.post(HOST, "/recherche", "a=b")).startsWith("HTTP/1.1 405").contains("Allow: GET, HEAD\r\n");
        assertThat(server.raw(TownServer.head("TRACE", HOST, "/") + "\r\n")).startsWith("HTTP/1.1 405");
        assertThat(server.raw(TownServer.head("BREW", HOST, "/") + "\r\n")).startsWith("HTTP/1.1 405");
    }

    @Test
    void aFormOfThisSiteIsTakenAndOneOfAnotherSiteIsNot() {
        assertThat(server.post(HOST, "/contact", "nom=Zo%C3%A9")).endsWith(latin("merci Zoé")).contains("Cache-Control: no-store");
        String form = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 5\r\n\r\nnom=a";
        String head = TownServer.head("POST", HOST, "/contact");
        assertThat(server.raw(head + "Sec-Fetch-Site: same-site\r\n" + form)).startsWith("HTTP/1.1 403");
        assertThat(server.raw(head + "Sec-Fetch-Site: none\r\n" + form)).startsWith("HTTP/1.1 403");
        assertThat(server.raw(head + form)).startsWith("HTTP/1.1 403");
        assertThat(server.raw(head + "Origin: http://agen-d-aveyron.territoire.example\r\n" + form)).startsWith("HTTP/1.1 403");
        assertThat(server.raw(head + "Origin: null\r\n" + form)).startsWith("HTTP/1.1 403");
        assertThat(server.raw(head + "Origin: http://" + HOST + "\r\n" + form)).startsWith("HTTP/1.1 200");
    }

    @Test
    void refusalsAreToldWithTheirStatus() {
        town.routes.add(Route.get("/invalide", request -> {
            throw Invalid.field("nom", "problem.400");
        }));
        town.routes.add(Route.get("/absent", request -> {
            throw new NotFound();
        }));
        town.routes.add(Route.get("/panne", request -> {
            throw new Unavailable();
        }));
        town.servlet().pluginsChanged();
        assertThat(server.get(HOST, "/invalide")).startsWith("HTTP/1.1 422").contains("FieldError");
        assertThat(server.get(HOST, "/absent")).startsWith("HTTP/1.1 404");
        assertThat(server.get(HOST, "/panne")).startsWith("HTTP/1.1 503").contains("Retry-After: 30");
    }

    /** Settings that change restart what frames pages: whoever comes at that moment is told to come back. */
    @Test
    void whileNothingFramesPagesTheyAreUnavailableAndNotBroken() {
        Town bare = new Town(false);
        bare.routes.add(Route.get("/", request -> Response.view("site/home", Map.of()).tagged("news")));
        bare.routes.add(Route.get("/texte", request -> Response.text("text/plain", "sans cadre")));
        try (TownServer away = TownServer.start(bare.servlet(), 0)) {
            assertThat(away.get(HOST, "/")).startsWith("HTTP/1.1 503").contains("Retry-After: 30");
            assertThat(away.get(HOST, "/horaires")).as("its route may be away too").startsWith("HTTP/1.1 503").contains("Retry-After: 30");
            assertThat(away.get(HOST, "/texte")).startsWith("HTTP/1.1 200");
        }
        assertThat(bare.renders).hasValue(0);
    }

    @Test
    void ourFaultIsAPageWithAnIdAndNoDetail() {
        town.routes.add(Route.get("/faute", request -> {
            throw new IllegalStateException("secret");
        }));
        town.servlet().pluginsChanged();
        assertThat(server.get(HOST, "/faute")).startsWith("HTTP/1.1 500").contains("requestId=").doesNotContain("secret");
        town.renderingFails = true;
        assertThat(server.get(HOST, "/faute")).startsWith("HTTP/1.1 500").contains("Un probl").contains("Something went wrong");
        assertThat(server.get(HOST, "/")).startsWith("HTTP/1.1 500").contains("Something went wrong").doesNotContain("line 3");
    }

    @Test
    void aFileIsSentInPartsIfAsked() {
        town.routes.add(Route.get("/fichier", request -> Response.stream("application/pdf", 10,
                out -> out.write("0123456789".getBytes(StandardCharsets.UTF_8)))));
        town.servlet().pluginsChanged();
        assertThat(server.get(HOST, "/fichier")).startsWith("HTTP/1.1 200").contains("Accept-Ranges: bytes").endsWith("0123456789");
        assertThat(server.get(HOST, "/fichier", "Range: bytes=2-4")).startsWith("HTTP/1.1 206").contains("Content-Range: bytes 2-4/10").endsWith("\r\n234");
        assertThat(server.get(HOST, "/fichier", "Range: bytes=20-")).startsWith("HTTP/1.1 416").contains("Content-Range: bytes */10");
    }

    @Test
    void halfAnAnswerDoesNotLookWhole() {
        town.routes.add(Route.get("/export", request -> Response.stream("text/csv", -1, out -> {
            out.write("a;b\n".repeat(50_000).getBytes(StandardCharsets.UTF_8));
            out.flush();
            throw new IOException("the disk is gone");
        })));
        town.servlet().pluginsChanged();
        assertThat(server.raw("GET /export HTTP/1.1\r\nHost: " + HOST + "\r\n\r\n")).contains("Transfer-Encoding: chunked").doesNotEndWith("0\r\n\r\n");
    }

    @Test
    void whatCannotBeReadIsSaidBeforeTheFirstByte() {
        town.routes.add(Route.get("/fichier", request -> Response.stream("application/pdf", 10, out -> {
            throw new Unavailable();
        }).header("Cache-Control", "public, max-age=31536000, immutable")));
        town.servlet().pluginsChanged();
        for (String range : List.of("Accept: */*", "Range: bytes=2-4")) {
            assertThat(server.get(HOST, "/fichier", range)).startsWith("HTTP/1.1 503").contains("Retry-After: 30\r\n", "Content-Type: text/html")
                    .doesNotContain("immutable", "Content-Range");
        }
    }

    @Test
    void theReadinessIsToldOnAnyHost() {
        assertThat(server.get("x", "/.well-known/parvis-ready")).startsWith("HTTP/1.1 200").endsWith("ready");
    }

    @Test
    void aProxyIsToldOnAnyHostForWhichNamesItMayGetACertificate() {
        assertThat(server.get("127.0.0.1", "/.well-known/parvis-host?domain=" + HOST)).startsWith("HTTP/1.1 200");
        assertThat(server.get("127.0.0.1", "/.well-known/parvis-host?domain=www.elsewhere.fr")).startsWith("HTTP/1.1 404");
        assertThat(server.get("127.0.0.1", "/.well-known/parvis-host")).startsWith("HTTP/1.1 404");
    }

    private static String latin(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    static String header(String answer, String name) {
        int at = answer.indexOf("\r\n" + name + ": ") + name.length() + 4;
        return answer.substring(at, answer.indexOf("\r\n", at));
    }

    private abstract static class NoWrites implements Redirects {
        @Override
        public List<Redirect> list(TenantId tenant) {
            return List.of();
        }

        @Override
        public Found find(TenantId tenant, String part, int offset, int limit) {
            return new Found(List.of(), 0);
        }

        @Override
        public void put(TenantId tenant, List<Redirect> redirects) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void put(Transaction transaction, List<Redirect> redirects) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void remove(TenantId tenant, String from) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void aRouteForTheOutsideTakesWritesThatNoPageSentAndOthersDoNot() throws IOException {
        String form = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 26\r\n\r\nList-Unsubscribe=One-Click";
        assertThat(server.raw(TownServer.head("POST", HOST, "/depart/abc") + form)).startsWith("HTTP/1.1 200").contains("parti abc");
        assertThat(server.raw(TownServer.head("POST", HOST, "/contact") + form)).startsWith("HTTP/1.1 403");
    }
}
