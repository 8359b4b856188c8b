package org.parvis.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.parvis.testkit.server.Parvis;
import org.parvis.testkit.server.Server;

/** What a secretary does on a morning, and what a visitor then sees. */
@Parvis
@ExtendWith(Browsers.Extension.class)
class SecretaryJourneyTest {

    private static final Path PICTURES = Path.of(System.getProperty("parvis.pictures", "target/pictures"));

    private static byte[] photo() throws IOException {
        BufferedImage picture = new BufferedImage(1600, 1000, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = picture.createGraphics();
        pen.setColor(new Color(0x9fb8a3));
        pen.fillRect(0, 0, 1600, 1000);
        pen.setColor(new Color(0x5a4a3a));
        pen.fillRect(300, 400, 1000, 600);
        pen.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(picture, "jpg", out);
        return out.toByteArray();
    }

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")).setFullPage(true));
    }

    @Test
    void publishesAnArticleWithAPhotoThatAVisitorReadsOnAPhoneWithoutJavaScript(Server server, Browsers browsers) throws Exception {
        Page desk = browsers.signedIn(server, Browsers.SECRETARY);
        desk.navigate(server.territory("/bureau/agen-d-aveyron/actualites/nouvel-article").toString());
        desk.locator("input[name=title]").fill("Route barrée jeudi");
        desk.locator("textarea[name=lead]").fill("La route du moulin est fermée pour travaux.");
        desk.locator("input[name=image]").setInputFiles(new FilePayload("route.jpg", "image/jpeg", photo()));
        desk.locator("button[value=publish]").click();
        assertThat(desk.locator("#f-imageAlt-error").textContent()).contains("Décrivez");
        assertThat(desk.locator("input[name=title]").inputValue()).isEqualTo("Route barrée jeudi");
        desk.locator("input[name=image]").setInputFiles(new FilePayload("route.jpg", "image/jpeg", photo()));
        desk.locator("input[name=imageAlt]").fill("Un panneau route barrée");
        picture(desk, "secretaire-article");
        desk.locator("button[value=publish]").click();
        assertThat(desk.locator("[role=status]").first().textContent()).contains("en ligne");
        desk.context().close();

        Page phone = browsers.window(360, 740, false);
        phone.navigate(server.commune("agen-d-aveyron", "/").toString());
        phone.locator("a:has-text('Route barrée jeudi')").first().click();
        assertThat(phone.locator("h1").textContent()).contains("Route barrée jeudi");
        assertThat(phone.locator("article img").first().getAttribute("alt")).isEqualTo("Un panneau route barrée");
        assertThat(PageChecks.sideways(phone)).isEmpty();
        picture(phone, "habitant-article");
        phone.context().close();
    }

    @Test
    void signsInWritesAndSavesWithTheKeyboardAlone(Server server, Browsers browsers) {
        Page page = browsers.desktop();
        page.navigate(server.territory("/bureau/connexion").toString());
        reach(page, "email");
        page.keyboard().type(Browsers.SECRETARY);
        reach(page, "password");
        page.keyboard().type(Browsers.PASSWORD);
        page.keyboard().press("Enter");
        page.waitForURL(address -> !address.contains("/connexion"));
        page.navigate(server.territory("/bureau/rodez/actualites/nouvel-article").toString());
        reach(page, "title");
        page.keyboard().type("Écrit au clavier");
        reach(page, "lead");
        page.keyboard().type("Sans souris");
        reach(page, "action");
        page.keyboard().press("Enter");
        page.waitForURL(address -> address.contains("fait="));
        assertThat(page.locator("input[name=title]").inputValue()).isEqualTo("Écrit au clavier");
        page.context().close();
    }

    /** Presses Tab until the field or button of that name has the focus. */
    private static void reach(Page page, String name) {
        for (int i = 0; i < 120; i++) {
            if (name.equals(page.evaluate("() => document.activeElement && document.activeElement.name"))) {
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError("Tab does not reach " + name);
    }

    @Test
    void theFirstTabStopSkipsToTheContent(Server server, Browsers browsers) {
        Page page = browsers.desktop();
        page.navigate(server.commune("rodez", "/").toString());
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        assertThat(page.url()).contains("#");
        String target = page.url().substring(page.url().indexOf('#'));
        assertThat(page.locator(target).count()).isEqualTo(1);
        page.context().close();
    }
}
