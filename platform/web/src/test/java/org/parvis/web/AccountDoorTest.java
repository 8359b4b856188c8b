package org.parvis.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parvis.api.identity.Account;
import org.parvis.api.identity.Assurance;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;

/** Public routes and citizens' accounts, through real sockets. */
class AccountDoorTest {
    private static final String HOST = Town.RODEZ.host();
    private static final String COOKIE = "Cookie: parvis-compte=marie";

    private final Town town = new Town();
    private TownServer server;

    private static Response who(Request request) {
        return Response.text("text/plain", "who=" + request.account().map(Account::displayName).orElse("-")).tagged("news");
    }

    @BeforeEach
    void start() {
        town.routes.addAll(List.of(
                Route.get("/mes-dossiers", AccountDoorTest::who).requiresAccount().reads("page"),
                Route.post("/mes-dossiers", request -> Response.text("text/plain", "saved")).requiresAccount(),
                Route.get("/contact", AccountDoorTest::who).readsAccount(),
                Route.get("/actualites", request -> Response.text("text/plain", "the same for all").tagged("news")),
                Route.get("/oubli", AccountDoorTest::who)));
        town.accounts.put("marie@" + Town.RODEZ.id(), new Account(new UUID(0, 1), "Marie Essai", null, null, "fr", Assurance.DECLARED));
        server = TownServer.start(town.servlet(), 0);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aReaderWithoutSessionIsSentToSignInAndBack() {
        assertThat(server.get(HOST, "/mes-dossiers?page=2")).startsWith("HTTP/1.1 303").contains("Location: /compte/connexion?retour=/mes-dossiers%3Fpage%3D2\r\n");
        assertThat(server.get(HOST, "/en/mes-dossiers")).contains("Location: /en/compte/connexion?retour=/en/mes-dossiers\r\n");
    }

    @Test
    void aFormWithoutSessionIsRefusedSoThatNothingTypedIsLost() {
        assertThat(server.post(HOST, "/mes-dossiers", "a=b")).startsWith("HTTP/1.1 401");
    }

    @Test
    void whatAnAccountSeesIsKeptNowhereWhateverItsTags() {
        for (String path : List.of("/mes-dossiers", "/contact")) {
            assertThat(server.get(HOST, path, COOKIE)).startsWith("HTTP/1.1 200").contains("Cache-Control: no-store").contains("frame-ancestors 'none'").endsWith("who=Marie Essai");
        }
        assertThat(server.get(HOST, "/contact")).contains("Cache-Control: no-store").endsWith("who=-");
        assertThat(server.get(HOST, "/mes-dossiers")).startsWith("HTTP/1.1 303");
    }

    @Test
    void aPageForAllIsKeptWhoeverAsksAndSetsNoCookie() {
        assertThat(server.get(HOST, "/actualites", COOKIE)).contains("Cache-Control: no-cache").contains("ETag").doesNotContain("Set-Cookie").doesNotContain("frame-ancestors 'none'");
        assertThat(town.servlet().get().get("cache.pages")).isEqualTo(1);
        assertThat(server.get(HOST, "/actualites")).endsWith("the same for all");
    }

    @Test
    void aSessionOfOneHostIsWorthNothingOnAnother() {
        assertThat(server.get(Town.AGEN.host(), "/contact", COOKIE)).endsWith("who=-");
        assertThat(server.get(Town.AGEN.host(), "/mes-dossiers", COOKIE)).startsWith("HTTP/1.1 303");
    }

    @Test
    void aRouteThatDoesNotSayThatItReadsTheAccountCannot() {
        assertThat(server.get(HOST, "/oubli", COOKIE)).startsWith("HTTP/1.1 500");
    }
}
