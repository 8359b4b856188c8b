package org.parvis.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AutoClose;
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

    @AutoClose
    private Citizen citizen;

    private final SeenPages pages = new SeenPages("garde");

    @BeforeEach
    void open(Server server) throws IOException {
        citizen = new Citizen(server);
    }

    @Test
    void aDeviceIsAddedAnnouncesAMessageAndIsRemoved(Server server, Browsers browsers) throws InterruptedException {
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
        citizen.signUp(page, "appareil@example.org");
        page.locator("main a[href='/compte/preferences']").click();
        pages.lookBothWays(page, "preferences");
        page.locator("main a[href='/compte/appareils']").click();
        pages.lookBothWays(page, "appareils-vide");
        Citizen.submit(page, "form[data-push]");
        page.waitForURL("**/compte/appareils?fait=ajoute");
        page.locator("[data-device-own]:not([hidden])").waitFor();
        pages.lookBothWays(page, "appareils");
        assertThat(page.locator("form[data-push]").isVisible()).as("it is added already").isFalse();

        JsonObject message = new JsonObject();
        message.addProperty("origin", origin);
        message.addProperty("registrationId", registered.get(0));
        message.addProperty("data", "{\"title\":\"Votre dossier avance\",\"body\":\"Rodez\",\"tag\":\"1\",\"lang\":\"fr\",\"path\":\"/compte/messages\"}");
        devTools.send("ServiceWorker.deliverPushMessage", message);
        page.waitForFunction("async () => (await (await navigator.serviceWorker.getRegistration('/compte/')).getNotifications())"
                + ".some(one => one.title === 'Votre dossier avance' && one.body === 'Rodez')");

        Citizen.submit(page, "tr:has([data-device-own]) form");
        page.waitForURL("**/compte/appareils?fait=retire");
        assertThat(page.locator("form[data-push]").isVisible()).isTrue();

        Citizen.submit(page, "form[data-push]");
        page.waitForURL("**/compte/appareils?fait=ajoute");
        page.navigate(server.territory("/compte").toString());
        Citizen.submit(page, "form[action$='/deconnexion']");
        page.waitForURL("**/compte/deconnecte");
        citizen.signIn(page, "appareil@example.org", 2);
        page.navigate(server.territory("/compte/appareils").toString());
        assertThat(page.locator("tr[data-device]").count()).as("signing out takes it away").isZero();
        page.context().close();
        pages.areFaultless();
    }

    @Test
    void whoWantsTwoStepsIsAskedForTheCodeAndGetsInByARecoveryCode(Server server, Browsers browsers) throws GeneralSecurityException, InterruptedException {
        Page page = browsers.phone();
        page.setDefaultTimeout(PATIENCE);
        citizen.signUp(page, "etapes@example.org");
        page.locator("main a[href='/compte/deux-etapes']").click();
        pages.lookBothWays(page, "etapes-non");
        Citizen.submit(page, "main form");
        pages.lookBothWays(page, "etapes-qr");
        String secret = page.locator("main code").first().textContent().replace(" ", "");
        page.locator("input[name=code]").fill(code(secret));
        Citizen.submit(page, "main form");
        pages.lookBothWays(page, "etapes-codes");
        String recovery = page.locator("main code").first().textContent();
        page.locator("main a.button").click();
        pages.lookBothWays(page, "etapes-oui");
        citizen.post.to("etapes@example.org", 2);
        page.navigate(server.territory("/compte").toString());
        Citizen.submit(page, "form[action$='/deconnexion']");

        citizen.signIn(page, "etapes@example.org", 3);
        page.waitForURL("**/compte/connexion/etape");
        pages.lookBothWays(page, "etape");
        page.locator("input[name=recovery]").fill("aaaa-bbbb-cccc-dddd");
        Citizen.submit(page, "main form");
        pages.lookBothWays(page, "etape-faux");
        Citizen.submit(page, "form[action$='/perdu']");
        pages.lookBothWays(page, "etape-perdu");
        page.navigate(server.territory("/compte/connexion/etape").toString());
        page.locator("input[name=recovery]").fill(recovery);
        Citizen.submit(page, "main form");
        page.waitForURL(server.territory("/compte").toString());
        page.context().close();
        pages.areFaultless();
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
