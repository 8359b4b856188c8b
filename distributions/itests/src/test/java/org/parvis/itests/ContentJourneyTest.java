package org.parvis.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.FilePayload;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.parvis.testkit.server.Parvis;
import org.parvis.testkit.server.Server;

/** Writing, choosing pictures, losing the network and the session: nothing typed is lost, and what is wrong is said. */
@Parvis
@ExtendWith(Browsers.Extension.class)
class ContentJourneyTest {

    private static final String DESK = "/bureau/agen-d-aveyron";
    private static final Path PICTURES = Path.of(System.getProperty("parvis.pictures", "target/pictures"));
    private static final String OFFER = ".desk-draft";

    private static byte[] photo() throws IOException {
        BufferedImage picture = new BufferedImage(900, 600, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = picture.createGraphics();
        pen.setColor(new Color(0x7a9cc6));
        pen.fillRect(0, 0, 900, 600);
        pen.setColor(new Color(0x8a5a3a));
        pen.fillRect(200, 250, 500, 350);
        pen.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(picture, "jpg", out);
        return out.toByteArray();
    }

    private static void pictures(Page page, String name) {
        for (int width : new int[] {1280, 360}) {
            page.setViewportSize(width, 800);
            assertThat(PageChecks.sideways(page)).isEmpty();
            page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + "-" + width + ".png")).setFullPage(true));
        }
        page.setViewportSize(1280, 900);
    }

    private static void open(Page page, Server server, String path) {
        page.navigate(server.territory(DESK + path).toString());
    }

    /** Types into the title; the draft is on its way. */
    private static void typeTitle(Page page, String title) {
        page.locator("input[name=title]").pressSequentially(title);
    }

    private static void kept(Page page) {
        page.locator(".desk-saved:not(:empty)").waitFor();
    }

    @Test
    void aPageThatIsKilledLosesNothingAndTheDraftGoesWhenItIsSaved(Server server, Browsers browsers) {
        Page page = browsers.signedIn(server, Browsers.SECRETARY);
        open(page, server, "/pages/nouvelle");
        typeTitle(page, "Marché de Noël");
        page.locator(".ql-editor").fill("Sur la place.");
        kept(page);
        BrowserContext context = page.context();
        page.close();

        // On another machine, so to say: nothing of this browser's own memory.
        Page again = context.newPage();
        open(again, server, "");
        again.evaluate("() => localStorage.clear()");
        open(again, server, "/pages/nouvelle");
        again.locator(OFFER).waitFor();
        assertThat(PageChecks.axe(again)).isEmpty();
        pictures(again, "brouillon-propose");
        again.locator(OFFER + " button").first().click();
        assertThat(again.locator("input[name=title]").inputValue()).isEqualTo("Marché de Noël");
        assertThat(again.locator(".ql-editor").textContent()).contains("Sur la place.");
        again.locator("button[value=draft]").click();
        again.waitForURL(address -> address.contains("fait=draft"));
        again.waitForResponse(answer -> answer.url().contains("/brouillons?"), () -> open(again, server, "/pages/nouvelle"));
        assertThat(again.locator(OFFER).count()).isZero();
        context.close();
    }

    @Test
    void withoutNetworkOrSessionTheDraftStaysInTheBrowser(Server server, Browsers browsers) {
        Page page = browsers.signedIn(server, Browsers.SECRETARY);
        BrowserContext context = page.context();
        open(page, server, "/actualites/nouvel-article");
        context.setOffline(true);
        typeTitle(page, "Coupure d’eau");
        page.locator(".desk-saved--problem").waitFor();
        context.setOffline(false);
        page.locator(".desk-saved:not(.desk-saved--problem):not(:empty)").waitFor();

        context.clearCookies();
        typeTitle(page, " mardi");
        page.locator(".desk-saved--problem a").waitFor();
        assertThat(page.locator(".desk-saved--problem").textContent()).contains("session");
        page.locator("button[value=save]").click();
        page.locator("[data-problem]").waitFor();

        page.navigate(server.territory("/bureau/connexion").toString());
        page.locator("input[name=email]").fill(Browsers.SECRETARY);
        page.locator("input[name=password]").fill(Browsers.PASSWORD);
        page.locator("form:has(input[name=password]) button[type=submit]").click();
        page.waitForURL(address -> !address.contains("/connexion"));
        open(page, server, "/actualites/nouvel-article");
        page.locator(OFFER + " button").first().click();
        assertThat(page.locator("input[name=title]").inputValue()).isEqualTo("Coupure d’eau mardi");
        context.close();
    }

    @Test
    void aDraftSaysThatAnotherHasSavedMeanwhile(Server server, Browsers browsers) {
        Page page = browsers.signedIn(server, Browsers.SECRETARY);
        BrowserContext context = page.context();
        open(page, server, "/pages/nouvelle");
        typeTitle(page, "Salle des fêtes");
        page.locator("button[value=draft]").click();
        page.waitForURL(address -> address.contains("fait=draft"));
        String form = page.url().replaceAll("\\?.*", "");
        page.navigate(form);
        typeTitle(page, " à louer");
        kept(page);
        page.close();
        Page without = browsers.window(1280, 900, false);
        without.context().addCookies(context.cookies().stream()
                .map(cookie -> new Cookie(cookie.name, cookie.value).setDomain(cookie.domain).setPath(cookie.path))
                .toList());
        without.navigate(form);
        without.locator("textarea[name=lead]").fill("Cent places.");
        without.locator("button[value=draft]").click();
        without.context().close();
        Page again = context.newPage();
        again.navigate(form);
        again.locator(OFFER + " strong").waitFor();
        context.close();
    }

    @Test
    void aPictureOfTheLibraryIsDescribedChosenByKeyboardAndNotDeletedWhileInUse(Server server, Browsers browsers) throws IOException {
        Page page = browsers.signedIn(server, Browsers.SECRETARY);
        open(page, server, "/mediatheque");
        page.locator("input[name=files]").setInputFiles(new FilePayload[] {
            new FilePayload("lavoir.jpg", "image/jpeg", photo()),
            new FilePayload("menu.pdf", "application/pdf", "%PDF-1.4 menu".getBytes(StandardCharsets.UTF_8))
        });
        page.locator(".media-add button").click();
        assertThat(page.locator("[role=status]").first().textContent()).contains("2 fichiers");
        page.locator("#q").fill("lavoir");
        page.locator("form[role=search] button").click();
        pictures(page, "mediatheque");
        page.locator(".media-card a").first().click();
        page.locator("textarea[name=alt]").fill("Le lavoir, au printemps");
        page.locator("input[name=credit]").fill("Photo : Yvonne Yver");
        page.locator("form:has(textarea[name=alt]) button[type=submit]").click();
        page.waitForURL(address -> address.contains("fait="));
        assertThat(PageChecks.axe(page)).isEmpty();
        pictures(page, "mediatheque-image");
        String item = page.url().replaceAll("\\?.*", "");

        open(page, server, "/actualites/nouvel-article");
        typeTitle(page, "Le lavoir restauré");
        page.locator("input[name=imageId] + p button").focus();
        page.keyboard().press("Enter");
        page.locator("dialog.pick li button").first().waitFor();
        page.keyboard().type("lavoir");
        page.keyboard().press("Enter");
        page.locator("dialog.pick .pick__status:has-text('1')").waitFor();
        assertThat(PageChecks.axe(page)).isEmpty();
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve("mediatheque-choix.png")));
        page.keyboard().press("Tab");
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        page.locator("[data-picked-shown] img").waitFor();
        assertThat(page.locator("input[name=imageAlt]").inputValue()).isEqualTo("Le lavoir, au printemps");
        page.locator("button[value=publish]").click();
        page.waitForURL(address -> address.contains("fait=published"));

        page.navigate(item + "/supprimer");
        assertThat(page.locator("main").textContent()).contains("Le lavoir restauré");
        assertThat(page.locator("form[action$='/supprimer']").count()).isZero();
        pictures(page, "mediatheque-utilisee");
        page.context().close();
    }

    @Test
    void aTextThatKeepsPeopleOutIsSavedShownAndPublishedOnlyWhenAskedTwice(Server server, Browsers browsers) {
        Page page = browsers.signedIn(server, Browsers.SECRETARY);
        open(page, server, "/actualites/nouvel-article");
        typeTitle(page, "Inscriptions ouvertes");
        page.locator(".ql-editor").evaluate("editor => { const quill = self.Quill.find(editor.parentElement); quill.clipboard.dangerouslyPasteHTML('<h3>Comment faire</h3><p>Pour vous inscrire, <a href=\"https://www.example.org/\">cliquez ici</a>.</p>', 'user'); }");
        page.locator("button[value=publish]").click();
        page.waitForURL(address -> address.contains("fait=verifier"));
        Locator findings = page.locator(".findings li");
        assertThat(findings.allTextContents()).hasSize(2).allSatisfy(text -> assertThat(text).contains("Erreur"));
        assertThat(page.locator(".meta .status").first().textContent()).contains("Brouillon");
        assertThat(PageChecks.axe(page)).isEmpty();
        pictures(page, "accessibilite-avant-publication");
        findings.nth(1).locator("a").click();
        assertThat(page.evaluate("() => getSelection().toString()")).isEqualTo("cliquez ici");
        page.locator("button[value=publish]").click();
        page.waitForURL(address -> address.contains("fait=published"));
        open(page, server, "/accessibilite");
        assertThat(page.locator("main").textContent()).contains("Inscriptions ouvertes", "cliquez ici");
        assertThat(PageChecks.axe(page)).isEqualTo(List.of());
        pictures(page, "accessibilite-liste");
        page.context().close();
    }

    @Test
    void aVisitorSaysWithoutJavaScriptThatAPageWasNotUsefulAndTheSecretaryReadsIt(Server server, Browsers browsers) {
        Page phone = browsers.window(360, 740, false);
        phone.navigate(server.commune("agen-d-aveyron", "/demarches/etat-civil").toString());
        phone.locator("textarea[name=remark]").fill("Quels papiers faut-il apporter ?");
        phone.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve("avis-page-360.png")).setFullPage(true));
        phone.locator("button[name=useful][value=no]").click();
        assertThat(phone.locator("h1").textContent()).contains("Merci");
        phone.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve("avis-merci-360.png")));
        assertThat(phone.context().cookies()).isEmpty();
        phone.context().close();

        Page page = browsers.signedIn(server, Browsers.SECRETARY);
        open(page, server, "/avis");
        assertThat(page.locator("main").textContent()).contains("Quels papiers faut-il apporter ?");
        assertThat(PageChecks.axe(page)).isEmpty();
        pictures(page, "avis");
        page.locator(".desk-cards form button").first().click();
        assertThat(page.locator("[role=status]").first().textContent()).contains("traité");
        page.context().close();
    }

    @Test
    void theSecretarySaysWithOneClickThatAListIsStillRight(Server server, Browsers browsers) {
        Page page = browsers.signedIn(server, Browsers.SECRETARY);
        open(page, server, "/verification");
        pictures(page, "verification");
        page.locator("tr:has-text('Contacts utiles') form button").click();
        assertThat(page.locator("[role=status]").first().textContent()).contains("vérifié aujourd’hui");
        page.locator("tr:has-text('Contacts utiles') td a").first().click();
        assertThat(PageChecks.axe(page)).isEmpty();
        pictures(page, "verification-responsable");
        page.context().close();
        Page visitor = browsers.phone();
        visitor.navigate(server.commune("agen-d-aveyron", "/contacts-utiles").toString());
        assertThat(visitor.locator("main").textContent()).contains("Vérifié le");
        visitor.context().close();
    }
}
