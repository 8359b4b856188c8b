package org.parvis.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.parvis.testkit.server.Parvis;
import org.parvis.testkit.server.Server;

/** The screens that the secretary's guide shows are there, and fit its pictures; run with {@code -Dparvis.pictures=DIR} to take these anew. */
@Parvis
@ExtendWith(Browsers.Extension.class)
class GuidePicturesTest {

    private static final String DESK = "/bureau/agen-d-aveyron";
    private static final Path PICTURES = Path.of(System.getProperty("parvis.pictures", "target/pictures"));

    private static void picture(Page page, Server server, String path, String title, String name) {
        page.navigate(server.territory(path).toString());
        assertThat(page.locator("h1").textContent()).contains(title);
        picture(page, name);
    }

    private static void picture(Page page, String name) {
        page.setViewportSize(1024, 720);
        assertThat(PageChecks.sideways(page)).isEmpty();
        assertThat(PageChecks.axe(page)).isEmpty();
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
    }

    @Test
    void eachChapterOfTheGuideHasItsScreen(Server server, Browsers browsers) {
        Page visitor = browsers.desktop();
        picture(visitor, server, "/bureau/connexion", "Connexion", "connexion");
        visitor.context().close();

        Page desk = browsers.signedIn(server, Browsers.SECRETARY);
        picture(desk, server, DESK, "Bonjour", "ma-journee");
        picture(desk, server, DESK + "/mediatheque", "Médiathèque", "mediatheque");
        picture(desk, server, DESK + "/apparence", "Apparence", "apparence");
        picture(desk, server, DESK + "/actes/nouvel-acte", "Nouvel acte", "acte");
        // Of another commune than those where other tests write: what is typed is kept as a draft.
        desk.navigate(server.territory("/bureau/conques-en-rouergue/actualites/nouvel-article").toString());
        desk.locator("input[name=title]").fill("Route du moulin fermée jeudi");
        desk.locator("textarea[name=lead]").fill("La route est fermée pour travaux de 8 h à 17 h.");
        picture(desk, "article");
        desk.context().close();
    }

    /** In a commune of its own, so that what is read in the pictures is what is entered here. */
    @Test
    void theChapterOfOnlineServicesHasItsScreens(Server server, Browsers browsers) {
        String base = "/bureau/conques-en-rouergue";
        Page desk = browsers.signedIn(server, Browsers.SECRETARY);
        entered(desk, server, base, "Ali Exemple", "Une haie cache le panneau");
        entered(desk, server, base, "Zoé Exemple", "Lampadaire éteint");
        picture(desk, server, base + "/demarches", "Dossiers", "dossiers");
        desk.locator("main tbody tr:has-text('Lampadaire') a").first().click();
        picture(desk, "dossier");
        String file = desk.url().replaceAll(".*/demarches/", base + "/demarches/");
        picture(desk, server, file + "/transmettre", "Transmettre le dossier", "dossier-transmettre");
        desk.context().close();
    }

    private static void entered(Page desk, Server server, String base, String name, String subject) {
        desk.navigate(server.territory(base + "/demarches-saisir/saisine").toString());
        desk.locator("label:has-text('Par courrier')").first().click();
        desk.locator("label:has-text('Voirie')").click();
        desk.locator("[id='f-request.subject']").fill(subject);
        desk.locator("[id='f-request.text']").fill("Au carrefour de la rue du Lavoir, depuis lundi.");
        desk.locator("label:has-text('Vous-même')").click();
        desk.locator("[id='f-applicant.name']").fill(name);
        desk.locator("main form button:has-text('Enregistrer la demande')").click();
        assertThat(desk.locator("h1").textContent()).contains("La demande est enregistrée");
    }

    @Test
    void aPageWithFindingsSaysWhatToDo(Server server, Browsers browsers) {
        Page desk = browsers.signedIn(server, Browsers.SECRETARY);
        desk.navigate(server.territory(DESK + "/pages/nouvelle").toString());
        desk.locator("input[name=title]").fill("Bibliothèque");
        desk.locator(".ql-editor")
                .evaluate("editor => self.Quill.find(editor.parentElement).clipboard.dangerouslyPasteHTML("
                        + "'<p>Pour vous inscrire, <a href=\"https://www.example.org/\">cliquez ici</a>.</p>', 'user')");
        desk.locator("button[value=draft]").click();
        desk.waitForURL(address -> address.contains("fait="));
        assertThat(desk.locator(".findings li").allTextContents()).hasSize(1);
        desk.locator(".findings").scrollIntoViewIfNeeded();
        picture(desk, "page-relue");
        desk.context().close();
    }
}
