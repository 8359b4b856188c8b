package org.parvis.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.parvis.testkit.server.Parvis;
import org.parvis.testkit.server.Server;

/** Passkeys in a real browser, whose authenticator is Chromium's virtual one. */
@Parvis
@ExtendWith(Browsers.Extension.class)
class PasskeyTest {
    /** What a browser on a busy machine may take, in milliseconds. */
    private static final int PATIENCE = 60_000;

    @AutoClose
    private Citizen citizen;

    private final SeenPages pages = new SeenPages("cle");

    @BeforeEach
    void open(Server server) throws IOException {
        citizen = new Citizen(server);
    }

    /** One that keeps passkeys and knows its owner, as telephones and computers have. */
    private static Authenticator authenticator(Page page) {
        page.setDefaultTimeout(PATIENCE);
        CDPSession devTools = page.context().newCDPSession(page);
        devTools.send("WebAuthn.enable");
        JsonObject options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        options.addProperty("automaticPresenceSimulation", true);
        JsonObject parameters = new JsonObject();
        parameters.add("options", options);
        return new Authenticator(devTools, devTools.send("WebAuthn.addVirtualAuthenticator", parameters).get("authenticatorId").getAsString());
    }

    /** The virtual one answers at once what browsers offer by themselves, where a person would first choose: some tests want the button. */
    private static void onlyWhenAsked(Page page) {
        page.addInitScript("window.PublicKeyCredential && (PublicKeyCredential.isConditionalMediationAvailable = async () => false)");
    }

    private record Authenticator(CDPSession devTools, String id) {

        /** Whether the finger is the right one. */
        void verifies(boolean yes) {
            JsonObject parameters = new JsonObject();
            parameters.addProperty("authenticatorId", id);
            parameters.addProperty("isUserVerified", yes);
            devTools.send("WebAuthn.setUserVerified", parameters);
        }
    }

    @Test
    void aCitizenAddsAPasskeySignsInWithItAndOnACommunesSiteToo(Server server, Browsers browsers) throws InterruptedException {
        Page page = browsers.phone();
        onlyWhenAsked(page);
        authenticator(page);
        page.navigate(server.territory("/compte/connexion").toString());
        page.locator("form[data-begin]").waitFor();
        pages.look(page, "connexion-360");
        citizen.signUp(page, "cle@example.org");
        page.locator("main a[href='/compte/cles']").click();
        pages.look(page, "liste-vide");
        page.locator("input[name=name]").fill("Téléphone");
        Citizen.submit(page, "form[action$='/nouvelle']");
        pages.look(page, "nouvelle");
        Citizen.submit(page, "form[data-options]");
        page.waitForURL("**/compte/cles?fait=ajoutee");
        pages.look(page, "liste-360");
        assertThat(page.locator("tbody tr th").textContent()).contains("Téléphone");
        citizen.post.to("cle@example.org", 2);

        page.locator("input[name=name]").fill("Encore");
        Citizen.submit(page, "form[action$='/nouvelle']");
        Citizen.submit(page, "form[data-options]");
        page.locator("[data-passkey-said]:has-text('a déjà une clé')").waitFor();
        pages.look(page, "deja");

        page.navigate(server.territory("/compte").toString());
        Citizen.submit(page, "form[action$='/deconnexion']");
        page.navigate(server.commune("rodez", "/compte").toString());
        page.waitForURL(address -> address.startsWith(server.territory("/compte/connexion").toString()));
        page.locator("form[data-begin]").waitFor();
        Citizen.submit(page, "form[data-begin]");
        page.waitForURL(address -> address.contains("/compte/autoriser"));
        Citizen.submit(page, "main form");
        page.waitForURL(server.commune("rodez", "/compte").toString());

        page.navigate(server.territory("/compte/cles").toString());
        page.locator("tbody a").click();
        pages.look(page, "une");
        Citizen.submit(page, "form[action$='/supprimer']");
        page.waitForURL("**/compte/cles?fait=supprimee");
        page.navigate(server.territory("/compte").toString());
        Citizen.submit(page, "form[action$='/deconnexion']");
        page.navigate(server.territory("/compte/connexion").toString());
        page.locator("form[data-begin]").waitFor();
        Citizen.submit(page, "form[data-begin]");
        page.waitForURL(address -> address.contains("cle=refusee"));
        pages.look(page, "refusee");
        page.context().close();
        pages.areFaultless();
    }

    @Test
    void theBrowserOffersThePasskeyByItself(Server server, Browsers browsers) {
        Page page = browsers.signedIn(server, Browsers.OPERATOR);
        Authenticator authenticator = authenticator(page);
        addToAgent(server, page, "Poste");
        page.navigate(server.territory("/bureau").toString());
        page.evaluate("() => document.querySelector(\"form[action='/bureau/deconnexion']\").submit()");
        // The virtual authenticator answers what is asked conditionally as if the person had chosen from the list.
        page.waitForURL(server.territory("/bureau").toString() + "**");
        page.locator(".desk-account__name").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
        authenticator.devTools().detach();
        remove(server, page);
        page.context().close();
    }

    @Test
    void anAgentSignsInWithAPasskeyOfWhomNoCodeIsAsked(Server server, Browsers browsers) {
        Page page = browsers.signedIn(server, Browsers.SECRETARY);
        onlyWhenAsked(page);
        Authenticator authenticator = authenticator(page);
        page.navigate(server.territory("/bureau/cles").toString());
        pages.look(page, "agent-vide");
        addToAgent(server, page, "Poste de la mairie");
        pages.look(page, "agent-liste");
        page.locator("tbody a").click();
        pages.look(page, "agent-une");
        page.navigate(server.territory("/bureau").toString());
        page.evaluate("() => document.querySelector(\"form[action='/bureau/deconnexion']\").submit()");
        page.waitForURL("**/bureau/connexion**");
        page.locator("form[data-begin]").waitFor();
        pages.look(page, "agent-connexion");
        authenticator.verifies(false);
        Citizen.submit(page, "form[data-begin]");
        page.locator("[data-passkey-said]:not([hidden])").waitFor();
        pages.look(page, "agent-non");
        authenticator.verifies(true);
        Citizen.submit(page, "form[data-begin]");
        page.waitForURL(address -> !address.contains("/connexion"));
        assertThat(page.locator(".desk-account__name").textContent()).isNotBlank();
        remove(server, page);
        page.context().close();
        pages.areFaultless();
    }

    @Test
    void withoutScriptsNothingIsOfferedThatDoesNotWork(Server server, Browsers browsers) {
        Page page = browsers.window(360, 740, false);
        for (String path : List.of("/compte/connexion", "/bureau/connexion")) {
            page.navigate(server.territory(path).toString());
            assertThat(page.locator("form[data-begin]").isVisible()).as(path).isFalse();
            assertThat(page.locator("input[name=email]").isVisible()).isTrue();
        }
        page.context().close();
    }

    private static void addToAgent(Server server, Page page, String name) {
        page.navigate(server.territory("/bureau/cles").toString());
        page.locator("input[name=name]").fill(name);
        Citizen.submit(page, "form[action$='/nouvelle']");
        Citizen.submit(page, "form[data-options]");
        page.waitForURL("**/bureau/cles?fait=ajoutee");
    }

    private static void remove(Server server, Page page) {
        page.navigate(server.territory("/bureau/cles").toString());
        page.locator("tbody a").first().click();
        Citizen.submit(page, "form[action$='/supprimer']");
        page.waitForURL("**/bureau/cles?fait=supprimee");
    }
}
