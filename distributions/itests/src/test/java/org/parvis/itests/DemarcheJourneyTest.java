package org.parvis.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.net.URI;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.parvis.testkit.server.Parvis;
import org.parvis.testkit.server.Server;

/** A citizen asks the town hall for something, on a phone, without account or JavaScript; an agent decides; the citizen reads it. */
@Parvis
@ExtendWith(Browsers.Extension.class)
class DemarcheJourneyTest {
    private static final Path PICTURES = Path.of(System.getProperty("parvis.pictures", "target/pictures"));
    private static final String COMMUNE = "agen-d-aveyron";
    /** The smallest PNG picture: one transparent pixel. */
    private static final byte[] PNG = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private static void seen(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve("demarche-" + name + ".png")).setFullPage(true));
        assertThat(PageChecks.sideways(page)).as(name).isEmpty();
    }

    /** Where scripts run, axe looks too. */
    private static void checked(Page page, String name) {
        seen(page, name);
        assertThat(PageChecks.axe(page)).as(name).isEmpty();
    }

    private static void next(Page page) {
        page.locator("main form button:has-text('Continuer')").last().click();
    }

    @Test
    void isSentWithoutAccountOrJavaScriptDecidedByAnAgentAndReadByItsCode(Server server, Browsers browsers) throws Exception {
        Page phone = browsers.window(360, 740, false);
        phone.navigate(server.commune(COMMUNE, "/teleservices").toString());
        seen(phone, "catalogue");
        phone.locator("a:has-text('Écrire à la mairie')").first().click();
        phone.locator("button:has-text('Commencer')").click();
        next(phone);
        assertThat(phone.locator("#errors").textContent()).contains("Répondez à cette question");
        seen(phone, "erreurs");
        phone.locator("label:has-text('Voirie')").click();
        phone.locator("[id='f-request.subject']").fill("Lampadaire éteint");
        phone.locator("[id='f-request.text']").fill("Rue du Lavoir, devant l’école, depuis lundi.");
        phone.locator("[id='f-request.earlier']").check();
        next(phone);
        // What depends on the ticked box is asked now.
        phone.locator("[id='f-request.earlierNumber']").fill("2026-ABC123");
        seen(phone, "suite");
        next(phone);
        phone.locator("[id='f-files']").setInputFiles(new FilePayload("photo.png", "image/png", PNG));
        next(phone);
        phone.locator("label:has-text('Vous-même')").click();
        phone.locator("[id='f-applicant.name']").fill("Zoé Exemple");
        phone.locator("[id='f-applicant.email']").fill("zoe.exemple@example.org");
        next(phone);
        assertThat(phone.locator("h1").textContent()).contains("Vérifiez vos réponses");
        assertThat(phone.locator("main").textContent()).contains("photo.png", "2026-ABC123");
        seen(phone, "verifier");
        phone.locator("button:has-text('Envoyer la demande')").click();
        String code = phone.locator("main code").first().textContent();
        String receipt = phone.locator("main").textContent();
        assertThat(receipt).contains("réputée refusée", "R421-2");
        seen(phone, "recu");

        decide(server, browsers);

        phone.navigate(server.commune(COMMUNE, "/suivi").toString());
        phone.locator("main input[name=code]").fill(code);
        phone.locator("main input:not([name=code]):not([type=hidden])").first().fill("zoe.exemple@example.org");
        phone.locator("main form button[type=submit]").first().click();
        assertThat(phone.locator("main").textContent()).contains("Réponse envoyée", "Il sera réparé demain.");
        seen(phone, "suivi");
        Locator letter = phone.locator("main a:has-text('reponse-de-la-mairie')").first();
        URI address = server.commune(COMMUNE, letter.getAttribute("href"));
        String cookies = phone.context().cookies().stream().map(cookie -> cookie.name + "=" + cookie.value).collect(Collectors.joining("; "));
        assertThat(server.get(address, "Cookie", cookies).body()).startsWith("%PDF-");
        assertThat(server.get(address).statusCode()).isEqualTo(404);
        phone.context().close();
    }

    private static void decide(Server server, Browsers browsers) {
        Page desk = browsers.signedIn(server, Browsers.SECRETARY);
        desk.navigate(server.territory("/bureau/" + COMMUNE).toString());
        assertThat(desk.locator("main").textContent()).contains("Lampadaire éteint");
        desk.navigate(server.territory("/bureau/" + COMMUNE + "/demarches").toString());
        checked(desk, "dossiers");
        desk.locator("main tbody a").first().click();
        assertThat(desk.locator("main").textContent()).contains("Rue du Lavoir", "photo.png", "réputée refusée");
        checked(desk, "dossier");
        desk.locator("summary:has-text('Répondre')").click();
        desk.locator("[id='f-answer.message']").fill("Il sera réparé demain.");
        desk.locator("details[open] button[type=submit]").click();
        assertThat(desk.locator("[role=status]").first().textContent()).contains("C’est fait");
        checked(desk, "decide");
        desk.navigate(server.territory("/bureau/" + COMMUNE + "/demarches-offre").toString());
        checked(desk, "offre");
        desk.locator("main a:has-text('Écrire à la mairie')").first().click();
        checked(desk, "offre-une");
        desk.navigate(server.territory("/bureau/" + COMMUNE + "/demarches-saisir/saisine").toString());
        checked(desk, "saisir");
        desk.context().close();
    }

    @Test
    void itsPublicScreensHaveNoFaultThatAxeFinds(Server server, Browsers browsers) {
        Page phone = browsers.phone();
        for (String path : new String[] {"/teleservices", "/teleservices?q=mairie", "/teleservices/saisine", "/teleservices/saisine?texte=simple", "/en/demarches/saisine"}) {
            phone.navigate(server.commune(COMMUNE, path).toString());
            assertThat(PageChecks.axe(phone)).as(path).isEmpty();
        }
        phone.navigate(server.commune(COMMUNE, "/teleservices/saisine").toString());
        phone.locator("button:has-text('Commencer')").click();
        checked(phone, "etape");
        next(phone);
        checked(phone, "etape-erreurs");
        phone.navigate(phone.url().replaceFirst("/1$", "/2"));
        checked(phone, "pieces");
        phone.navigate(phone.url().replaceFirst("/2$", "/verifier"));
        checked(phone, "verifier-axe");
        phone.context().close();
    }
}
