package org.parvis.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.parvis.testkit.server.OpenIdProvider;
import org.parvis.testkit.server.Parvis;
import org.parvis.testkit.server.Server;

/** A real OpenID provider, configured while the server runs, and people who sign in by it in a browser. */
@Parvis
@ExtendWith(Browsers.Extension.class)
class IdentityProviderTest {
    private OpenIdProvider provider;
    @AutoClose
    private Citizen citizen;

    private final SeenPages pages = new SeenPages("fournisseur");

    @BeforeEach
    void open(Server server) throws IOException {
        citizen = new Citizen(server);
        provider = new OpenIdProvider(server.territory("").toString().replaceAll("/$", ""));
        configure(server, "proconnect", "plain", "clientAuthentication = basic\npkce = true\norganisations = *\n");
        configure(server, "franceconnect", "signed", "");
    }

    private void configure(Server server, String kind, String client, String more) throws IOException {
        Path secret = server.data().resolve("secret-" + kind);
        Files.deleteIfExists(secret);
        Files.createFile(secret, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(secret, "secret of " + client);
        write(server, "org.parvis.identity.oidc-" + kind + ".cfg", "id = " + kind + "\nkind = " + kind + "\nissuer = " + provider.issuer() + "\nclientId = " + client
                + "\nclientSecretFile = " + secret + "\ndevelopment = true\n" + more);
    }

    private static void write(Server server, String name, String text) throws IOException {
        Files.writeString(server.data().resolve("etc").resolve(name), text);
    }

    @AfterEach
    void close(Server server) throws IOException {
        Files.deleteIfExists(server.data().resolve("etc/org.parvis.identity.oidc-proconnect.cfg"));
        Files.deleteIfExists(server.data().resolve("etc/org.parvis.identity.oidc-franceconnect.cfg"));
        provider.close();
    }

    private static void waitFor(Page page, String address, String text) throws InterruptedException {
        Waiting.until("the provider is offered", () -> {
            page.navigate(address);
            return page.content().contains(text);
        });
    }

    @Test
    void anAgentTiesTheAccountAndSignsInByProConnect(Server server, Browsers browsers) throws InterruptedException {
        provider.knows("agent", "\"email\":\"quelqu-un@parvis.example\"");
        provider.next("agent");
        Page page = browsers.signedIn(server, Browsers.SECRETARY);
        waitFor(page, server.territory("/bureau/fournisseurs").toString(), "Associer à ProConnect");
        pages.look(page, "associer");
        page.locator("button[formaction$=associer]").click();
        page.waitForURL("**/bureau/fournisseurs?fait=associe");
        pages.look(page, "associe");
        page.navigate(server.territory("/bureau/compte").toString());
        pages.look(page, "compte");
        page.context().close();

        Page phone = browsers.phone();
        phone.navigate(server.territory("/bureau/connexion").toString());
        pages.look(phone, "connexion");
        phone.locator("a[href*='/fournisseur/proconnect']").click();
        phone.waitForURL("**/bureau");
        assertThat(phone.content()).doesNotContain("S’identifier avec ProConnect");
        phone.navigate(server.territory("/bureau/connexion/fournisseur/proconnect/retour?state=x").toString());
        pages.look(phone, "probleme");
        phone.navigate(server.territory("/bureau/compte").toString());
        phone.locator("form[action='/bureau/deconnexion'] button").first().evaluate("button => button.form.requestSubmit(button)");
        // The provider asks whether to sign out there too.
        phone.locator("button[name=logout], button[autofocus]").first().click();
        phone.waitForURL("**/bureau/connexion?fin=1");
        phone.context().close();
        pages.areFaultless();
    }

    @Test
    void aCitizenComesByFranceConnectAndKeepsTheAccount(Server server, Browsers browsers) throws InterruptedException {
        provider.knows("angela", "\"given_name\":\"Angela Claire\",\"family_name\":\"ESSAI\",\"birthdate\":\"1962-08-24\",\"gender\":\"female\","
                + "\"birthplace\":\"75107\",\"birthcountry\":\"99100\",\"email\":\"angela@example.org\"");
        provider.next("angela", "eidas1");
        Page page = browsers.phone();
        waitFor(page, server.territory("/compte/connexion").toString(), "S’identifier avec FranceConnect");
        pages.look(page, "usager-connexion");
        page.locator("a[href*='/compte/fournisseur/franceconnect']").click();
        page.waitForURL("**/compte/premiere-fois");
        pages.look(page, "usager-premiere-fois");
        page.locator("main form button[type=submit]").first().click();
        citizen.typeCode(page, "angela@example.org", 1);
        page.waitForURL("**/compte/creer");
        page.locator("main form button[type=submit]").first().click();
        page.waitForURL("**/compte/associer");
        pages.look(page, "usager-associer");
        page.locator("main form button[type=submit]").first().click();
        page.waitForURL("**/compte");
        pages.look(page, "usager-compte");
        page.navigate(server.territory("/compte/identite").toString());
        pages.look(page, "usager-identite");
        assertThat(page.content()).contains("Angela Claire", "1962-08-24");
        page.navigate(server.territory("/compte/fournisseur/franceconnect/retour?state=x").toString());
        pages.look(page, "usager-probleme");
        page.context().close();
        pages.areFaultless();
    }
}
