package org.parvis.identity.citizen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.parvis.api.identity.Account;
import org.parvis.api.identity.Assurance;
import org.parvis.api.notify.Devices;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.Pages;
import org.parvis.testkit.TestDatabase;

/** The page of the devices that announce messages. */
final class DevicePagesTest {
    private static final Account LEA = new Account(UUID.randomUUID(), "Léa Essai", "lea@example.org", null, "fr", Assurance.DECLARED);

    private final KeptDevices devices = new KeptDevices();

    private Response send(TestDatabase test, FakeRequest request, String pattern) throws Exception {
        DevicePages pages = new DevicePages(devices, new SessionDevices(test.database(), devices));
        Request asked = request.on(Citizens.TERRITORY);
        Route route = pages.routes().stream().filter(one -> one.method().equals(asked.method()) && one.pattern().equals(pattern)).findFirst().orElseThrow();
        return route.handler().handle(asked);
    }

    @OnBothDatabases
    void without_a_script_nothing_is_offered_but_what_can_be_done(TestDatabase test) throws Exception {
        devices.add(LEA, new Devices.Subscription("https://push.example/p", "K", "S"), "Firefox · Android", FakeRequest.NOW);
        String html = Pages.of("identity").html(send(test, FakeRequest.get(DevicePages.PATH).account(LEA), DevicePages.PATH), Citizens.TERRITORY);
        assertThat(html).contains("data-key=\"BKey\"", "data-worker=\"/compte/appareils.js\"", "Firefox · Android", "data-device=\"" + devices.kept.get(0).fingerprint() + "\"", "/retirer");
        assertThat(html).as("shown by the script alone").containsPattern("<form[^>]*data-push hidden");
    }

    @OnBothDatabases
    void a_device_is_added_refused_and_removed_by_its_owner_alone(TestDatabase test) throws Exception {
        FakeRequest wrong = FakeRequest.post(DevicePages.PATH).account(LEA).field("endpoint", "http://push.example/p").field("key", "K").field("secret", "S");
        assertThat(send(test, wrong, DevicePages.PATH).status()).isEqualTo(422);
        FakeRequest right = FakeRequest.post(DevicePages.PATH).account(LEA).field("endpoint", "https://push.example/p").field("key", "K").field("secret", "S")
                .header("User-Agent", "Mozilla/5.0 (Android 14; Mobile) Firefox/140.0");
        assertThat(Citizens.location(send(test, right, DevicePages.PATH))).isEqualTo("/compte/appareils?fait=ajoute");
        assertThat(devices.kept).extracting(Devices.Device::label).containsExactly("Firefox · Android");
        String id = devices.kept.get(0).id().toString();
        Account max = new Account(UUID.randomUUID(), null, "max@example.org", null, "fr", Assurance.DECLARED);
        String remove = DevicePages.PATH + "/{id}/retirer";
        assertThatThrownBy(() -> send(test, FakeRequest.post("/x").account(max).with("id", id), remove)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> send(test, FakeRequest.post("/x").account(LEA).with("id", "nothing"), remove)).isInstanceOf(NotFound.class);
        assertThat(Citizens.location(send(test, FakeRequest.post("/x").account(LEA).with("id", id), remove))).isEqualTo("/compte/appareils?fait=retire");
    }

    @OnBothDatabases
    void the_worker_is_a_script_and_gone_when_the_operator_does_not_offer_push(TestDatabase test) throws Exception {
        Response.Bytes script = (Response.Bytes) send(test, FakeRequest.get(DevicePages.WORKER), DevicePages.WORKER).content();
        assertThat(script.type()).startsWith("text/javascript");
        assertThat(new String(script.bytes(), StandardCharsets.UTF_8)).contains("\"push\"", "showNotification").doesNotContain("fetch");
        devices.offered = false;
        assertThatThrownBy(() -> send(test, FakeRequest.get(DevicePages.WORKER), DevicePages.WORKER)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> send(test, FakeRequest.get(DevicePages.PATH).account(LEA), DevicePages.PATH)).isInstanceOf(NotFound.class);
    }
}
