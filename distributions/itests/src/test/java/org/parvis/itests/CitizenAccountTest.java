package org.parvis.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.parvis.testkit.server.Parvis;
import org.parvis.testkit.server.Server;

/** A citizen's account over three host names, in a browser without scripts, with real mail. */
@Parvis
@ExtendWith(Browsers.Extension.class)
class CitizenAccountTest {
    @AutoClose
    private Citizen citizen;

    private final SeenPages pages = new SeenPages("compte");

    @BeforeEach
    void open(Server server) throws IOException {
        citizen = new Citizen(server);
    }

    @Test
    void onePersonSignsUpOnceIsKnownInTwoCommunesAndLeavesAllAtOnce(Server server, Browsers browsers) throws InterruptedException {
        Page page = browsers.phone();
        page.navigate(server.commune("rodez", "/").toString());
        assertThat(page.context().cookies()).as("no cookie before signing in").isEmpty();
        page.locator("footer a[href='/compte']").click();
        assertThat(page.url()).startsWith(server.territory("/compte/connexion").toString());
        pages.look(page, "connexion");
        citizen.typeAddress(page, "habitante@example.org");
        pages.look(page, "code");
        citizen.typeCode(page, "habitante@example.org", 1);
        pages.look(page, "creer");
        page.locator("input[name=name]").fill("Jeanne Essai");
        page.locator("main form button[type=submit]").click();
        page.waitForURL(address -> address.contains("/compte/autoriser"));
        pages.look(page, "accord");
        assertThat(page.locator("main").textContent()).contains("Rodez").contains("habitante@example.org");
        assertThat(page.locator("main input[type=checkbox]:checked").count()).as("nothing is agreed to beforehand").isZero();
        page.locator("input[name=name][type=checkbox]").check();
        page.locator("main form button[type=submit]").click();
        page.waitForURL(server.commune("rodez", "/compte").toString());
        pages.look(page, "commune");
        assertThat(page.locator("main").textContent()).contains("Jeanne Essai").doesNotContain("habitante@example.org");
        for (Cookie cookie : page.context().cookies()) {
            assertThat(cookie.httpOnly).isTrue();
            assertThat(cookie.domain).as("host-only").doesNotStartWith(".");
            assertThat(cookie.sameSite).hasToString("LAX");
        }

        page.navigate(server.commune("conques-en-rouergue", "/compte").toString());
        page.locator("main form button[type=submit]").first().click();
        page.waitForURL(server.commune("conques-en-rouergue", "/compte").toString());
        for (String path : List.of("", "/messages", "/preferences", "/donnees", "/mot-de-passe")) {
            page.navigate(server.territory("/compte" + path).toString());
            pages.look(page, path.isEmpty() ? "mon-compte" : path.substring(1));
        }
        page.navigate(server.territory("/en/compte").toString());
        assertThat(page.locator("h1").textContent()).contains("My account");

        page.navigate(server.commune("rodez", "/compte").toString());
        page.locator("button[name=everywhere]").click();
        pages.look(page, "deconnecte");
        for (String address : List.of(server.commune("rodez", "/compte").toString(), server.commune("conques-en-rouergue", "/compte").toString())) {
            page.navigate(address);
            assertThat(page.url()).startsWith(server.territory("/compte/connexion").toString());
        }

        citizen.typeAddress(page, "habitante@example.org");
        citizen.typeCode(page, "habitante@example.org", 2);
        page.waitForURL(server.commune("conques-en-rouergue", "/compte").toString());
        page.context().close();
        pages.areFaultless();
    }

    @Test
    void pagesForAllStayTheSameAndKeptForWhoIsSignedIn(Server server) {
        HttpResponse<String> anonymous = server.get(server.commune("rodez", "/"));
        HttpResponse<String> withCookie = server.get(server.commune("rodez", "/"), "Cookie", "parvis-compte=" + "a".repeat(43));
        assertThat(withCookie.headers().firstValue("ETag")).isEqualTo(anonymous.headers().firstValue("ETag")).isPresent();
        assertThat(withCookie.headers().allValues("Set-Cookie")).isEmpty();
        HttpResponse<String> personal = server.get(server.territory("/compte/connexion"));
        assertThat(personal.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(personal.headers().allValues("Set-Cookie")).isEmpty();
    }
}
