package org.parvis.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Geolocation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.parvis.testkit.server.Parvis;
import org.parvis.testkit.server.Server;

/** A citizen on a phone whose network comes and goes loses nothing: neither what was typed nor what was sent of a file. */
@Parvis
@ExtendWith(Browsers.Extension.class)
class DemarcheOfflineTest {
    private static final String COMMUNE = "agen-d-aveyron";
    private static final String KEPT = "() => Object.keys(localStorage).filter(key => key.startsWith('parvis-demarche:')).length";
    private static final int SIZE = 9 << 20;

    @TempDir
    private Path folder;

    private static Page begun(Server server, Browsers browsers, String procedure) {
        Page phone = browsers.phone();
        phone.navigate(server.commune(COMMUNE, "/teleservices/" + procedure).toString());
        phone.locator("button:has-text('Commencer')").click();
        return phone;
    }

    private static void next(Page page) {
        page.locator("main form button:has-text('Continuer')").last().click();
    }

    private static void told(Page page, String text) {
        page.locator("[role=status]:has-text('" + text + "')").first().waitFor();
    }

    @Test
    void whatIsTypedReachesTheServerAndWaitsInTheBrowserWithoutANetwork(Server server, Browsers browsers) {
        Page phone = begun(server, browsers, "saisine");
        BrowserContext context = phone.context();
        String step = phone.url();
        phone.locator("label:has-text('Voirie')").click();
        phone.locator("[id='f-request.subject']").fill("Lampadaire éteint");
        phone.locator("main form p:has-text('Enregistré à')").waitFor();
        assertThat(phone.evaluate(KEPT)).as("the server has it").isEqualTo(0);
        Page again = context.newPage();
        again.navigate(step);
        assertThat(again.locator("[id='f-request.subject']").inputValue()).isEqualTo("Lampadaire éteint");
        again.close();

        context.setOffline(true);
        phone.locator("[id='f-request.text']").fill("Rue du Lavoir, devant l’école.");
        told(phone, "Pas de connexion");
        assertThat(phone.evaluate(KEPT)).isEqualTo(1);
        assertThat(PageChecks.axe(phone)).isEmpty();
        next(phone);
        told(phone, "Rien n’est perdu");
        assertThat(phone.url()).isEqualTo(step);
        context.setOffline(false);
        phone.waitForURL(step.replaceFirst("/1$", "/2"));
        assertThat(phone.evaluate(KEPT)).as("cleared once sent").isEqualTo(0);
        phone.navigate(step);
        assertThat(phone.locator("[id='f-request.text']").inputValue()).isEqualTo("Rue du Lavoir, devant l’école.");

        context.setOffline(true);
        phone.locator("[id='f-request.text']").fill("Rue du Lavoir, devant la mairie.");
        told(phone, "Pas de connexion");
        phone.close();
        context.setOffline(false);
        Page back = context.newPage();
        back.navigate(step);
        told(back, "a été repris ici");
        assertThat(back.locator("[id='f-request.text']").inputValue()).isEqualTo("Rue du Lavoir, devant la mairie.");
        back.locator("main form p:has-text('Enregistré à')").waitFor();
        assertThat(back.evaluate(KEPT)).isEqualTo(0);
        context.close();
    }

    private static byte[] document() {
        byte[] bytes = new byte[SIZE];
        new Random(3).nextBytes(bytes);
        byte[] head = "%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(head, 0, bytes, 0, head.length);
        return bytes;
    }

    @Test
    void aFileGoesOnWhereItStoppedAndIsWhatItWas(Server server, Browsers browsers) throws Exception {
        Path file = Files.write(folder.resolve("preuve.pdf"), document());
        Page phone = begun(server, browsers, "saisine");
        BrowserContext context = phone.context();
        String pieces = phone.url().replaceFirst("/1$", "/2");
        phone.navigate(pieces);
        // The first piece of 4 MiB arrives, the second not, or not whole.
        phone.route("**/envois/**", route -> {
            boolean second = route.request().method().equals("PATCH") && !"0".equals(route.request().headers().get("upload-offset"));
            if (second) {
                route.abort();
            } else {
                route.resume();
            }
        });
        phone.waitForRequestFinished(new Page.WaitForRequestFinishedOptions().setPredicate(request -> request.method().equals("PATCH")),
                () -> phone.locator("[id='f-files']").setInputFiles(file));
        phone.close();

        Page again = context.newPage();
        List<String> offsets = new CopyOnWriteArrayList<>();
        again.onRequest(request -> {
            if (request.method().equals("PATCH")) {
                offsets.add(request.headers().get("upload-offset"));
            }
        });
        again.navigate(pieces);
        again.locator("[id='f-files']").setInputFiles(file);
        told(again, "Fichier envoyé");
        next(again);
        again.waitForURL(pieces.replaceFirst("/2$", "/3"));
        assertThat(Long.parseLong(offsets.get(0))).as("with what had not arrived").isBetween(4L << 20, SIZE - 1L);
        again.navigate(pieces);
        String address = again.locator("main a:has-text('preuve.pdf')").first().getAttribute("href");
        Object digest = again.evaluate("""
                async address => {
                  const bytes = await (await fetch(address)).arrayBuffer();
                  return [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))].map(byte => byte.toString(16).padStart(2, "0")).join("");
                }""", address);
        assertThat(digest).isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file))));
        context.close();
    }

    @Test
    void aPhoneTellsWhereItIs(Server server, Browsers browsers) {
        Page phone = begun(server, browsers, "signalement");
        BrowserContext context = phone.context();
        context.grantPermissions(List.of("geolocation"));
        context.setGeolocation(new Geolocation(44.35, 2.67).setAccuracy(12));
        phone.navigate(phone.url().replaceFirst("/1$", "/2"));
        phone.locator("button:has-text('position de mon téléphone')").click();
        told(phone, "12 m.");
        assertThat(phone.locator("[name='place.position']").inputValue()).isEqualTo("44.35000, 2.67000");
        assertThat(PageChecks.axe(phone)).isEmpty();
        phone.navigate(server.commune(COMMUNE, "/teleservices/signalement/deja-signales").toString());
        assertThat(PageChecks.axe(phone)).isEmpty();
        assertThat(PageChecks.sideways(phone)).isEmpty();
        context.close();
    }
}
