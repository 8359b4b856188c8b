package org.parvis.identity.citizen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.parvis.api.identity.Account;
import org.parvis.api.identity.Assurance;
import org.parvis.api.notify.Devices;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.Pages;

/** The page of the devices that announce messages. */
final class DevicePagesTest {
    private static final Account LEA = new Account(UUID.randomUUID(), "Léa Essai", "lea@example.org", null, "fr", Assurance.DECLARED);

    /** Takes what comes from one endpoint. */
    private static final class Kept implements Devices {
        final List<Device> kept = new ArrayList<>();
        boolean offered = true;

        @Override
        public boolean offered() {
            return offered;
        }

        @Override
        public String key() {
            return "BKey";
        }

        @Override
        public List<Device> of(UUID person) {
            return person.equals(LEA.id()) ? kept : List.of();
        }

        @Override
        public boolean add(Account person, Subscription subscription, String label, Instant now) {
            boolean sound = subscription.equals(new Subscription("https://push.example/p", "K", "S"));
            if (sound) {
                kept.add(new Device(UUID.randomUUID(), "abc", label, now));
            }
            return sound;
        }

        @Override
        public boolean remove(Account person, UUID id) {
            return person.equals(LEA) && kept.removeIf(one -> one.id().equals(id));
        }
    }

    private final Kept devices = new Kept();
    private final DevicePages pages = new DevicePages(devices);

    private Response send(FakeRequest request, String pattern) throws Exception {
        Request asked = request.on(Citizens.TERRITORY);
        Route route = pages.routes().stream().filter(one -> one.method().equals(asked.method()) && one.pattern().equals(pattern)).findFirst().orElseThrow();
        return route.handler().handle(asked);
    }

    @Test
    void without_a_script_nothing_is_offered_but_what_can_be_done() throws Exception {
        devices.add(LEA, new Devices.Subscription("https://push.example/p", "K", "S"), "Firefox · Android", FakeRequest.NOW);
        String html = Pages.of("identity").html(send(FakeRequest.get(DevicePages.PATH).account(LEA), DevicePages.PATH), Citizens.TERRITORY);
        assertThat(html).contains("data-key=\"BKey\"", "data-worker=\"/compte/appareils.js\"", "Firefox · Android", "data-device=\"abc\"", "/retirer");
        assertThat(html).as("shown by the script alone").containsPattern("<form[^>]*data-push hidden");
    }

    @Test
    void a_device_is_added_refused_and_removed_by_its_owner_alone() throws Exception {
        FakeRequest wrong = FakeRequest.post(DevicePages.PATH).account(LEA).field("endpoint", "http://push.example/p").field("key", "K").field("secret", "S");
        assertThat(send(wrong, DevicePages.PATH).status()).isEqualTo(422);
        FakeRequest right = FakeRequest.post(DevicePages.PATH).account(LEA).field("endpoint", "https://push.example/p").field("key", "K").field("secret", "S")
                .header("User-Agent", "Mozilla/5.0 (Android 14; Mobile) Firefox/140.0");
        assertThat(Citizens.location(send(right, DevicePages.PATH))).isEqualTo("/compte/appareils?fait=ajoute");
        assertThat(devices.kept).extracting(Devices.Device::label).containsExactly("Firefox · Android");
        String id = devices.kept.get(0).id().toString();
        Account max = new Account(UUID.randomUUID(), null, "max@example.org", null, "fr", Assurance.DECLARED);
        String remove = DevicePages.PATH + "/{id}/retirer";
        assertThatThrownBy(() -> send(FakeRequest.post("/x").account(max).with("id", id), remove)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> send(FakeRequest.post("/x").account(LEA).with("id", "nothing"), remove)).isInstanceOf(NotFound.class);
        assertThat(Citizens.location(send(FakeRequest.post("/x").account(LEA).with("id", id), remove))).isEqualTo("/compte/appareils?fait=retire");
    }

    @Test
    void the_worker_is_a_script_and_gone_when_the_operator_does_not_offer_push() throws Exception {
        Response.Bytes script = (Response.Bytes) send(FakeRequest.get(DevicePages.WORKER), DevicePages.WORKER).content();
        assertThat(script.type()).startsWith("text/javascript");
        assertThat(new String(script.bytes(), StandardCharsets.UTF_8)).contains("\"push\"", "showNotification").doesNotContain("fetch");
        devices.offered = false;
        assertThatThrownBy(() -> send(FakeRequest.get(DevicePages.WORKER), DevicePages.WORKER)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> send(FakeRequest.get(DevicePages.PATH).account(LEA), DevicePages.PATH)).isInstanceOf(NotFound.class);
    }
}
