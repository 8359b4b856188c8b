package org.parvis.messaging.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.parvis.api.data.Seal;
import org.parvis.api.identity.Account;
import org.parvis.api.identity.Assurance;
import org.parvis.api.notify.Channel;
import org.parvis.api.notify.Devices.Device;
import org.parvis.api.notify.Kind;
import org.parvis.api.notify.NotificationKinds;
import org.parvis.api.notify.Recipient;
import org.parvis.api.route.Unavailable;
import org.parvis.api.tenant.TenantId;
import org.parvis.messaging.deliver.MessageTable.State;
import org.parvis.messaging.mail.MailTown;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

/** Push messages: RFC 8030 (delivery), RFC 8291 (encryption), RFC 8292 (who sends), from the queue to a browser that reads them. */
class PushTest {
    private static final Kind NEWS = new Kind("messaging.sample", List.of("number"), Set.of(Channel.INBOX), true, false);
    private static final Kind HURRY = new Kind("messaging.hurry", List.of("number"), Set.of(Channel.INBOX), false, true);
    private static final Kind LETTER = new Kind("messaging.letter-only", List.of("number"), Set.of(Channel.EMAIL), false, true);
    private static final Account LEA = account("lea@example.org");
    private static final String ENDPOINT = PushTown.HOST + "/p/lea";

    private static Account account(String email) {
        return new Account(UUID.randomUUID(), null, email, null, "fr", Assurance.DECLARED);
    }

    private static MailTown town(TestDatabase database) {
        MailTown town = new MailTown(database);
        town.contributions.add((NotificationKinds) () -> List.of(NEWS, HURRY, LETTER));
        List.of(NEWS, HURRY, LETTER).forEach(kind -> town.word(kind, "Dossier [number]", "Votre dossier [number] est prêt"));
        return town;
    }

    private static void send(MailTown town, Kind kind) {
        town.send(kind, Recipient.person(LEA.id(), Locale.FRENCH), Map.of("number", "42"));
    }

    /** The expected values are those of RFC 8291, section 5 and appendix A: our reader of messages reads as the RFC does. */
    @Test
    void theReaderOfTheTestsReadsTheExampleOfTheStandard() throws Exception {
        UserAgent example = new UserAgent(
                "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
                "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94", "BTBZMqHH6r4Tts7J_aSIgg");
        assertThat(example.read(UserAgent.bytes(
                        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf"
                                + "1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN")))
                .isEqualTo("When I grow up, I want to be a watermelon");
    }

    @OnBothDatabases
    void whatComesIntoTheInboxIsAnnouncedByEachDeviceOfThePersonAndReadByItAlone(TestDatabase database) throws Exception {
        MailTown town = town(database);
        UserAgent phone = new UserAgent();
        UserAgent desktop = new UserAgent();
        try (PushTown push = new PushTown(town)) {
            town.devices.add(LEA, phone.subscription(ENDPOINT), "Firefox · Android", town.now);
            town.devices.add(LEA, desktop.subscription(PushTown.HOST + "/p/bureau"), "Edge · Windows", town.now);
            town.devices.add(account("max@example.org"), new UserAgent().subscription(PushTown.HOST + "/p/max"), "Safari · macOS", town.now);
            send(town, NEWS);
            send(town, LETTER);
            town.delivery(push.carrier()).deliver(MailTown.RODEZ);
            assertThat(push.asked).extracting(PushTown.Asked::path).containsExactlyInAnyOrder("/p/lea", "/p/bureau");
            PushTown.Asked asked = push.asked.stream().filter(one -> one.path().equals("/p/lea")).findFirst().orElseThrow();
            String id = id(town, town.devices.of(LEA.id()).stream().filter(one -> one.label().contains("Android")).findFirst().orElseThrow());
            assertThat(phone.read(asked.body()))
                    .contains("\"title\":\"Dossier 42\"", "\"body\":\"Rodez\"", "\"tag\":\"" + id + "\"", "\"path\":\"/compte/messages\"", "\"lang\":\"fr\"")
                    .as("not what the message says: it would be read on a locked screen").doesNotContain("est prêt");
            assertThatThrownBy(() -> desktop.read(asked.body())).isInstanceOf(GeneralSecurityException.class);
            assertThat(asked.headers()).containsEntry("Ttl", "345600").containsEntry("Urgency", "normal").containsEntry("Content-encoding", "aes128gcm");
            assertThat(asked.headers().get("Topic")).as("RFC 8030, 5.4").matches("[A-Za-z0-9_-]{1,32}");
            assertThat(town.count(State.SENT)).as("inbox and two devices").isEqualTo(3);
        }
    }

    private static String id(MailTown town, Device device) {
        return town.database.database().of(MailTown.RODEZ.id())
                .one("select m.id from messaging_message m where m.tenant_id = :tenant and m.address = :device", row -> row.uuid("id"),
                        "device", device.id().toString())
                .orElseThrow().toString();
    }

    @OnBothDatabases
    void thePushServiceLearnsWhoSendsByATokenThatOurKeySigned(TestDatabase database) throws Exception {
        MailTown town = town(database);
        try (PushTown push = new PushTown(town)) {
            town.devices.add(LEA, new UserAgent().subscription(ENDPOINT), "Firefox", town.now);
            send(town, HURRY);
            town.delivery(push.carrier()).deliver(MailTown.RODEZ);
            PushTown.Asked asked = push.asked.get(0);
            assertThat(asked.headers()).containsEntry("Urgency", "high");
            // RFC 8292, 3: vapid t=<token>, k=<key>.
            String[] parts = asked.headers().get("Authorization").replaceFirst("^vapid ", "").split(", ?");
            String token = parts[0].replaceFirst("^t=", "");
            assertThat(parts[1]).isEqualTo("k=" + town.devices.key());
            int dot = token.lastIndexOf('.');
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initVerify(UserAgent.point(UserAgent.bytes(town.devices.key())));
            signature.update(token.substring(0, dot).getBytes(StandardCharsets.US_ASCII));
            assertThat(signature.verify(UserAgent.bytes(token.substring(dot + 1)))).isTrue();
            String claims = new String(UserAgent.bytes(token.split("\\.")[1]), StandardCharsets.UTF_8);
            long expires = town.now.plus(Duration.ofHours(12)).getEpochSecond();
            assertThat(claims.replace("\\/", "/")).contains("\"aud\":\"https://push.example\"", "\"exp\":" + expires, "\"sub\":\"https://");
        }
    }

    @OnBothDatabases
    void aDeviceThatThePushServiceKnowsNoMoreIsForgotten(TestDatabase database) throws Exception {
        MailTown town = town(database);
        try (PushTown push = new PushTown(town)) {
            for (int status : List.of(404, 410)) {
                town.devices.add(LEA, new UserAgent().subscription(ENDPOINT), "Firefox", town.now);
                push.answers.put("/p/lea", status);
                send(town, NEWS);
                town.delivery(push.carrier()).deliver(MailTown.RODEZ);
                assertThat(town.devices.of(LEA.id())).isEmpty();
            }
            assertThat(town.count(State.DROPPED)).isEqualTo(2);
            assertThat(town.audit.of(TenantId.TERRITORY, "messaging.device.gone")).hasSize(2);
        }
    }

    @OnBothDatabases
    void whatThePushServiceCannotTakeNowIsTriedAgainAndWhatItRefusesIsShown(TestDatabase database) throws Exception {
        MailTown town = town(database);
        try (PushTown push = new PushTown(town)) {
            town.devices.add(LEA, new UserAgent().subscription(ENDPOINT), "Firefox", town.now);
            push.answers.put("/p/lea", 429);
            send(town, NEWS);
            town.delivery(push.carrier()).deliver(MailTown.RODEZ);
            assertThat(town.count(State.WAITING)).isEqualTo(1);
            town.later(Duration.ofMinutes(1));
            push.answers.put("/p/lea", 503);
            town.delivery(push.carrier()).deliver(MailTown.RODEZ);
            town.later(Duration.ofMinutes(2));
            push.answers.put("/p/lea", 413);
            town.delivery(push.carrier()).deliver(MailTown.RODEZ);
            assertThat(push.asked).hasSize(3).extracting(asked -> asked.headers().get("Topic")).as("the same message").containsOnly(push.asked.get(0).headers().get("Topic"));
            assertThat(town.count(State.FAILED)).isEqualTo(1);
            assertThat(database.database().of(MailTown.RODEZ.id()).list(
                            "select m.last_error from messaging_message m where m.tenant_id = :tenant and m.state = 'FAILED'", row -> row.string("last_error")))
                    .containsExactly("the push service push.example answers 413");
            assertThat(town.devices.of(LEA.id())).hasSize(1);
        }
    }

    @OnBothDatabases
    void nothingIsSentToAnAddressInside(TestDatabase database) throws Exception {
        MailTown town = town(database);
        try (PushTown push = new PushTown(town)) {
            town.devices.add(LEA, new UserAgent().subscription("https://169.254.169.254/p"), "Firefox", town.now);
            send(town, NEWS);
            town.delivery(push.carrier()).deliver(MailTown.RODEZ);
            assertThat(push.asked).isEmpty();
            assertThat(town.count(State.FAILED)).isEqualTo(1);
        }
    }

    @OnBothDatabases
    void quietHoursChoicesAndTheOperatorsSwitchCountForDevicesToo(TestDatabase database) throws Exception {
        MailTown town = town(database);
        town.devices.add(LEA, new UserAgent().subscription(ENDPOINT), "Firefox", town.now);
        town.now = Instant.parse("2026-06-15T20:00:00Z");
        send(town, NEWS);
        assertThat(database.database().of(MailTown.RODEZ.id())
                        .list("select m.due from messaging_message m where m.tenant_id = :tenant and m.channel = 'PUSH'", row -> row.instant("due")))
                .as("eight in the morning").containsExactly(Instant.parse("2026-06-16T06:00:00Z"));
        town.choices.switchOff(LEA.id(), Set.of(NEWS.id()));
        send(town, NEWS);
        assertThat(queued(town)).as("switched off by the person").isEqualTo(1);
        assertThat(PushTown.devices(town, PushTown.config(Map.of("enabled", false))).ids(List.of(LEA.id()))).as("switched off by the operator").isEmpty();
    }

    private static long queued(MailTown town) {
        return town.database.database().of(MailTown.RODEZ.id())
                .count("select count(*) from messaging_message m where m.tenant_id = :tenant and m.channel = 'PUSH'");
    }

    @OnBothDatabases
    void withoutTheMasterKeyMessagesWait(TestDatabase database) throws Exception {
        MailTown town = town(database);
        town.devices.key();
        Seal lost = new Seal() {
            @Override
            public String seal(TenantId tenant, byte[] plain, String context) {
                throw new AssertionError("there is a key already");
            }

            @Override
            public byte[] open(TenantId tenant, String sealed, String context) {
                throw new Unavailable();
            }

            @Override
            public boolean isSealed(String text) {
                return true;
            }
        };
        try (PushTown push = new PushTown(town)) {
            town.devices.add(LEA, new UserAgent().subscription(ENDPOINT), "Firefox", town.now);
            send(town, NEWS);
            town.delivery(push.carrier(lost)).deliver(MailTown.RODEZ);
            assertThat(town.count(State.WAITING)).isEqualTo(1);
            town.delivery(push.carrier()).deliver(MailTown.RODEZ);
            assertThat(town.count(State.WAITING)).isZero();
        }
    }
}
