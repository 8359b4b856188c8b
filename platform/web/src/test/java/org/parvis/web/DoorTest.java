package org.parvis.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parvis.api.identity.Role;
import org.parvis.api.identity.Sessions;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Scope;
import org.parvis.testkit.FakeRequestSites;

/** The back office through real sockets. */
class DoorTest {
    private static final String HOST = "territoire.example";
    private static final String EDITOR = "Cookie: autre=1; parvis-bureau=editor";

    private final Town town = new Town();
    private TownServer server;

    @BeforeEach
    void start() {
        town.routes.addAll(List.of(
                Route.of("GET", Scope.DESK_HOME, "/", request -> Response.view("backoffice/home", Map.of())),
                Route.of("GET", Scope.DESK_HOME, "/connexion", request -> Response.text("text/plain", request.query("vers").orElse("-")))
                        .withoutSession().reads("vers"),
                Route.of("GET", Scope.DESK_HOME, "/mot-de-passe", request -> Response.text("text/plain", "change")),
                Route.deskGet("/", request -> Response.view("backoffice/day", Map.of("who", request.signedIn().name())).tagged("news")),
                Route.deskGet("/actualites", request -> Response.text("text/plain", request.site().host())).requires("news.write"),
                Route.deskGet("/reglages", request -> Response.text("text/plain", "no")).requires("site.admin"),
                Route.deskPost("/actualites", request -> Response.seeOther("/bureau/rodez/actualites")
                        .cookie(new Response.Cookie("flash", "saved", null))).requires("news.write"),
                Route.deskGet("/apercu", request -> Response.preview(Town.RODEZ, "site/home",
                        Map.of("picture", "<img src=\"/images/1.jpg\" srcset=\"/images/1.jpg 1x, /images/2.jpg 2x\">")))));
        town.signIn("editor", FakeRequestSites.agent(Role.EDITOR, Town.RODEZ));
        server = TownServer.start(town.servlet(), 0);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aStrangerIsShownTheWayIn() {
        String answer = server.get(HOST, "/bureau/rodez/actualites?page=2");
        assertThat(answer).startsWith("HTTP/1.1 303").contains("Location: /bureau/connexion?vers=/bureau/rodez/actualites%3Fpage%3D2\r\n");
        assertThat(server.get(HOST, FrontTest.header(answer, "Location"))).endsWith("/bureau/rodez/actualites?page=2");
        assertThat(server.get(HOST, "/bureau/rodez/nulle-part")).startsWith("HTTP/1.1 303");
        assertThat(server.get(HOST, "/bureau", "Cookie: parvis-bureau=forged")).startsWith("HTTP/1.1 303");
    }

    @Test
    void aFormSentWithoutSessionIsNotRedirectedSoThatNothingTypedIsLost() {
        assertThat(server.post(HOST, "/bureau/rodez/actualites", "titre=x")).startsWith("HTTP/1.1 401").contains("backoffice/error");
    }

    @Test
    void anAgentWorksInTheirOwnTenantAndNothingIsStored() {
        assertThat(server.get(HOST, "/bureau/rodez", EDITOR)).startsWith("HTTP/1.1 200").contains("who=Camille Roux").contains("Cache-Control: no-store")
                .contains("frame-ancestors 'none'").contains(" base ");
        assertThat(server.get(HOST, "/bureau/rodez/actualites", EDITOR)).endsWith("rodez.territoire.example");
        assertThat(server.get(HOST, "/bureau/rodez/", EDITOR)).startsWith("HTTP/1.1 301").contains("Location: /bureau/rodez\r\n");
    }

    @Test
    void anotherTenantsBackOfficeDoesNotExistForThem() {
        assertThat(server.get(HOST, "/bureau/agen-d-aveyron", EDITOR)).startsWith("HTTP/1.1 404");
        assertThat(server.get(HOST, "/bureau/agen-d-aveyron/actualites", EDITOR)).startsWith("HTTP/1.1 404");
        assertThat(server.post(HOST, "/bureau/agen-d-aveyron/actualites", "a=b", EDITOR)).startsWith("HTTP/1.1 404");
        assertThat(server.get(HOST, "/bureau/nulle-part", EDITOR)).startsWith("HTTP/1.1 404");
    }

    @Test
    void whatTheirRoleDoesNotAllowIsRefused() {
        assertThat(server.get(HOST, "/bureau/rodez/reglages", EDITOR)).startsWith("HTTP/1.1 403");
    }

    @Test
    void anAuditorReadsAndIsRefusedEveryFormOfTheDeskWhateverItsRouteAsks() {
        town.routes.add(Route.deskPost("/sans-permission", request -> Response.text("text/plain", "written")));
        town.signIn("auditor", FakeRequestSites.agent(Role.AUDITOR, Town.RODEZ));
        String auditor = "Cookie: parvis-bureau=auditor";
        assertThat(server.get(HOST, "/bureau/rodez/actualites", auditor)).startsWith("HTTP/1.1 200");
        assertThat(server.post(HOST, "/bureau/rodez/actualites", "a=b", auditor)).startsWith("HTTP/1.1 403");
        assertThat(server.post(HOST, "/bureau/rodez/sans-permission", "a=b", auditor)).startsWith("HTTP/1.1 403").doesNotContain("written");
        assertThat(server.post(HOST, "/bureau/rodez/sans-permission", "a=b", EDITOR)).endsWith("written");
    }

    @Test
    void aWriteOfAnotherOriginIsRefusedEvenWithASession() {
        String form = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 3\r\n\r\na=b";
        String head = TownServer.head("POST", HOST, "/bureau/rodez/actualites", EDITOR);
        assertThat(server.raw(head + "Sec-Fetch-Site: same-site\r\nOrigin: http://rodez.territoire.example\r\n" + form)).startsWith("HTTP/1.1 403");
        assertThat(server.raw(head + "Sec-Fetch-Site: same-origin\r\n" + form)).startsWith("HTTP/1.1 303")
                .contains("Set-Cookie: flash=saved; Path=/bureau; HttpOnly; SameSite=Lax\r\n");
    }

    @Test
    void whoMustChooseAPasswordIsSentThere() {
        town.sessions.put("new", new Town.Session(FakeRequestSites.agent(Role.EDITOR, Town.RODEZ), town.clock.instant(), Sessions.Duty.PASSWORD));
        assertThat(server.get(HOST, "/bureau/rodez", "Cookie: parvis-bureau=new")).startsWith("HTTP/1.1 303").contains("Location: /bureau/mot-de-passe\r\n");
        assertThat(server.get(HOST, "/bureau/mot-de-passe", "Cookie: parvis-bureau=new")).endsWith("change");
    }

    @Test
    void whoMustSetUpASecondStepIsSentThereAndMaySignOut() {
        town.routes.add(Route.of("GET", Scope.DESK_HOME, "/deux-etapes", request -> Response.text("text/plain", "two")));
        town.routes.add(Route.of("POST", Scope.DESK_HOME, "/deconnexion", request -> Response.text("text/plain", "bye")));
        town.sessions.put("one", new Town.Session(FakeRequestSites.agent(Role.EDITOR, Town.RODEZ), town.clock.instant(), Sessions.Duty.SECOND_FACTOR));
        String cookie = "Cookie: parvis-bureau=one";
        assertThat(server.get(HOST, "/bureau/rodez/actualites", cookie)).startsWith("HTTP/1.1 303").contains("Location: /bureau/deux-etapes\r\n");
        assertThat(server.get(HOST, "/bureau/mot-de-passe", cookie)).contains("Location: /bureau/deux-etapes\r\n");
        assertThat(server.get(HOST, "/bureau/deux-etapes", cookie)).endsWith("two");
        assertThat(server.post(HOST, "/bureau/deconnexion", "", cookie)).endsWith("bye");
    }

    @Test
    void theBackOfficeIsOnTheTerritorysHostAlone() {
        assertThat(server.get("rodez.territoire.example", "/bureau/rodez")).startsWith("HTTP/1.1 302")
                .contains("Location: http://territoire.example/bureau/rodez\r\n");
    }

    @Test
    void aPreviewIsAPublicPageThatTheBackOfficeMayFrame() {
        assertThat(server.get(HOST, "/bureau/rodez/apercu", EDITOR)).contains("frame-ancestors 'self'").contains("Cache-Control: no-store")
                .contains("src=\"/bureau/rodez/images/1.jpg\" srcset=\"/bureau/rodez/images/1.jpg 1x, /bureau/rodez/images/2.jpg 2x\"");
    }
}
