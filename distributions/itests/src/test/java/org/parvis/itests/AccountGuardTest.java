package org.parvis.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.parvis.testkit.server.Parvis;
import org.parvis.testkit.server.Server;

/**
 * A citizen's devices and second step, in a real browser.
 *
 * <p>A browser subscribes at its maker's push service, which no test reaches: that one step is played by a script. The worker is the real one, and the
 * message comes to it as Chromium's developer tools deliver one.
 */
@Parvis
@ExtendWith(Browsers.Extension.class)
class AccountGuardTest {
    private static final Path PICTURES = Path.of(System.getProperty("parvis.pictures", "target/pictures"));

    private static final String PUSH_SERVICE = """
            const endpoint = "https://push.example.org/appareil";
            PushManager.prototype.subscribe = async options => {
              if (!options.userVisibleOnly || options.applicationServerKey.length !== 65) throw new Error("options");
              const pair = await crypto.subtle.generateKey({name: "ECDH", namedCurve: "P-256"}, true, ["deriveBits"]);
              const key = await crypto.subtle.exportKey("raw", pair.publicKey);
              sessionStorage.setItem("push", "1");
              return {endpoint, getKey: name => name === "p256dh" ? key : crypto.getRandomValues(new Uint8Array(16)).buffer};
            };
            PushManager.prototype.getSubscription = async () => sessionStorage.getItem("push")
              && {endpoint, unsubscribe: async () => sessionStorage.removeItem("push")};
            """;

    /** What a browser on a busy machine may take, in milliseconds. */
    private static final int PATIENCE = 60_000;

    private Mailbox post;

    @BeforeEach
    void open(Server server) throws IOException {
        post = Mailbox.open(server);
    }

    @AfterEach
    void close() throws IOException {
        post.close();
    }

    private static void check(Page page, String name, List<String> faults) {
        for (int width : List.of(1280, 360)) {
            page.setViewportSize(width, 740);
            PageChecks.sideways(page).forEach(fault -> faults.add(name + " " + width + " " + fault));
            page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve("garde-" + name + "-" + width + ".png")).setFullPage(true));
        }
        PageChecks.axe(page).forEach(fault -> faults.add(name + " " + fault));
        HtmlChecker.errors(page.content()).forEach(fault -> faults.add(name + " " + fault));
    }

    private static void submit(Page page, String selector) {
        page.locator(selector + " button[type=submit]").first().click();
    }

    private void signIn(Server server, Page page, String email, int mails) throws InterruptedException {
        page.navigate(server.territory("/compte/connexion").toString());
        page.locator("main input[name=email]").fill(email);
        submit(page, "main form:has(input[name=email])");
        page.locator("input[name=code]").fill(post.code(email, mails));
        submit(page, "main form");
    }

    private void signUp(Server server, Page page, String email) throws InterruptedException {
        signIn(server, page, email, 1);
        page.locator("input[name=name]").fill("Camille Essai");
        submit(page, "main form");
        page.waitForURL(server.territory("/compte").toString());
    }

    @Test
    void aDeviceIsAddedAnnouncesAMessageAndIsRemoved(Server server, Browsers browsers) throws InterruptedException {
        List<String> faults = new ArrayList<>();
        Page page = browsers.phone();
        page.setDefaultTimeout(PATIENCE);
        String origin = server.territory("").toString().replaceFirst("/$", "");
        page.context().grantPermissions(List.of("notifications"));
        page.addInitScript(PUSH_SERVICE);
        CDPSession devTools = page.context().newCDPSession(page);
        List<String> registered = new ArrayList<>();
        devTools.on("ServiceWorker.workerRegistrationUpdated", event -> event.getAsJsonArray("registrations")
                .forEach(one -> registered.add(one.getAsJsonObject().get("registrationId").getAsString())));
        devTools.send("ServiceWorker.enable");
        signUp(server, page, "appareil@example.org");
        page.locator("main a[href='/compte/preferences']").click();
        check(page, "preferences", faults);
        page.locator("main a[href='/compte/appareils']").click();
        check(page, "appareils-vide", faults);
        submit(page, "form[data-push]");
        page.waitForURL("**/compte/appareils?fait=ajoute");
        page.locator("[data-device-own]:not([hidden])").waitFor();
        check(page, "appareils", faults);
        assertThat(page.locator("form[data-push]").isVisible()).as("it is added already").isFalse();

        JsonObject message = new JsonObject();
        message.addProperty("origin", origin);
        message.addProperty("registrationId", registered.get(0));
        message.addProperty("data", "{\"title\":\"Votre dossier avance\",\"body\":\"Rodez\",\"tag\":\"1\",\"lang\":\"fr\",\"path\":\"/compte/messages\"}");
        devTools.send("ServiceWorker.deliverPushMessage", message);
        page.waitForFunction("async () => (await (await navigator.serviceWorker.getRegistration('/compte/')).getNotifications())"
                + ".some(one => one.title === 'Votre dossier avance' && one.body === 'Rodez')");

        submit(page, "tr:has([data-device-own]) form");
        page.waitForURL("**/compte/appareils?fait=retire");
        assertThat(page.locator("form[data-push]").isVisible()).isTrue();
        page.context().close();
        assertThat(faults).isEmpty();
    }

    @Test
    void whoWantsTwoStepsIsAskedForTheCodeAndGetsInByARecoveryCode(Server server, Browsers browsers) throws GeneralSecurityException, InterruptedException {
        List<String> faults = new ArrayList<>();
        Page page = browsers.phone();
        page.setDefaultTimeout(PATIENCE);
        signUp(server, page, "etapes@example.org");
        page.locator("main a[href='/compte/deux-etapes']").click();
        check(page, "etapes-non", faults);
        submit(page, "main form");
        check(page, "etapes-qr", faults);
        String secret = page.locator("main code").first().textContent().replace(" ", "");
        page.locator("input[name=code]").fill(code(secret));
        submit(page, "main form");
        check(page, "etapes-codes", faults);
        String recovery = page.locator("main code").first().textContent();
        page.locator("main a.button").click();
        check(page, "etapes-oui", faults);
        post.to("etapes@example.org", 2);
        page.navigate(server.territory("/compte").toString());
        submit(page, "form[action$='/deconnexion']");

        signIn(server, page, "etapes@example.org", 3);
        page.waitForURL("**/compte/connexion/etape");
        check(page, "etape", faults);
        page.locator("input[name=recovery]").fill("aaaa-bbbb-cccc-dddd");
        submit(page, "main form");
        check(page, "etape-faux", faults);
        submit(page, "form[action$='/perdu']");
        check(page, "etape-perdu", faults);
        page.navigate(server.territory("/compte/connexion/etape").toString());
        page.locator("input[name=recovery]").fill(recovery);
        submit(page, "main form");
        page.waitForURL(server.territory("/compte").toString());
        page.context().close();
        assertThat(faults).isEmpty();
    }

    /** RFC 6238, as applications work it out. */
    private static String code(String base32) throws GeneralSecurityException {
        StringBuilder bits = new StringBuilder();
        for (char letter : base32.toCharArray()) {
            bits.append(String.format("%5s", Integer.toBinaryString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter))).replace(' ', '0'));
        }
        byte[] key = new byte[bits.length() / 8];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) Integer.parseInt(bits.substring(i * 8, i * 8 + 8), 2);
        }
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(key, "HmacSHA1"));
        byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(Instant.now().getEpochSecond() / 30).array());
        int number = ByteBuffer.wrap(hash).getInt(hash[19] & 15) & Integer.MAX_VALUE;
        return String.format("%06d", number % 1_000_000);
    }
}
