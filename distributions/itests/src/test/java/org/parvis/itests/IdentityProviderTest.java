package org.parvis.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
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
    private static final Path PICTURES = Path.of(System.getProperty("parvis.pictures", "target/pictures"));

    private final List<String> faults = new ArrayList<>();
    private OpenIdProvider provider;
    private Mailbox post;

    @BeforeEach
    void open(Server server) throws IOException {
        post = Mailbox.open(server);
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
        post.close();
    }

    private void check(Page page, String name) {
        PageChecks.axe(page).forEach(fault -> faults.add(name + " " + fault));
        PageChecks.sideways(page).forEach(fault -> faults.add(name + " " + fault));
        HtmlChecker.errors(page.content()).forEach(fault -> faults.add(name + " " + fault));
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve("fournisseur-" + name + ".png")).setFullPage(true));
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
        check(page, "associer");
        page.locator("button[formaction$=associer]").click();
        page.waitForURL("**/bureau/fournisseurs?fait=associe");
        check(page, "associe");
        page.navigate(server.territory("/bureau/compte").toString());
        check(page, "compte");
        page.context().close();

        Page phone = browsers.phone();
        phone.navigate(server.territory("/bureau/connexion").toString());
        check(phone, "connexion");
        phone.locator("a[href*='/fournisseur/proconnect']").click();
        phone.waitForURL("**/bureau");
        assertThat(phone.content()).doesNotContain("S’identifier avec ProConnect");
        phone.navigate(server.territory("/bureau/connexion/fournisseur/proconnect/retour?state=x").toString());
        check(phone, "probleme");
        phone.navigate(server.territory("/bureau/compte").toString());
        phone.locator("form[action='/bureau/deconnexion'] button").first().evaluate("button => button.form.requestSubmit(button)");
        // The provider asks whether to sign out there too.
        phone.locator("button[name=logout], button[autofocus]").first().click();
        phone.waitForURL("**/bureau/connexion?fin=1");
        phone.context().close();
        assertThat(faults).isEmpty();
    }

    @Test
    void aCitizenComesByFranceConnectAndKeepsTheAccount(Server server, Browsers browsers) throws InterruptedException {
        provider.knows("angela", "\"given_name\":\"Angela Claire\",\"family_name\":\"ESSAI\",\"birthdate\":\"1962-08-24\",\"gender\":\"female\","
                + "\"birthplace\":\"75107\",\"birthcountry\":\"99100\",\"email\":\"angela@example.org\"");
        provider.next("angela", "eidas1");
        Page page = browsers.phone();
        waitFor(page, server.territory("/compte/connexion").toString(), "S’identifier avec FranceConnect");
        check(page, "usager-connexion");
        page.locator("a[href*='/compte/fournisseur/franceconnect']").click();
        page.waitForURL("**/compte/premiere-fois");
        check(page, "usager-premiere-fois");
        page.locator("main form button[type=submit]").first().click();
        page.locator("input[name=code]").fill(post.code("angela@example.org", 1));
        page.locator("main form button[type=submit]").first().click();
        page.waitForURL("**/compte/creer");
        page.locator("main form button[type=submit]").first().click();
        page.waitForURL("**/compte/associer");
        check(page, "usager-associer");
        page.locator("main form button[type=submit]").first().click();
        page.waitForURL("**/compte");
        check(page, "usager-compte");
        page.navigate(server.territory("/compte/identite").toString());
        check(page, "usager-identite");
        assertThat(page.content()).contains("Angela Claire", "1962-08-24");
        page.navigate(server.territory("/compte/fournisseur/franceconnect/retour?state=x").toString());
        check(page, "usager-probleme");
        page.context().close();
        assertThat(faults).isEmpty();
    }
}
