package org.parvis.messaging.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.parvis.api.data.TenantData;
import org.parvis.api.identity.Account;
import org.parvis.api.identity.Assurance;
import org.parvis.api.notify.Devices.Device;
import org.parvis.api.notify.Devices.Subscription;
import org.parvis.api.privacy.Person;
import org.parvis.api.privacy.PersonalData;
import org.parvis.api.tenant.TenantId;
import org.parvis.messaging.mail.MailTown;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.PlainSeal;
import org.parvis.testkit.TestDatabase;

/** Which browsers announce a person's messages, and the key that they subscribe with. */
class DeviceTest {
    private static final Account LEA = account("lea@example.org");
    private static final String ENDPOINT = PushTown.HOST + "/p/lea";

    private static Account account(String email) {
        return new Account(UUID.randomUUID(), null, email, null, "fr", Assurance.DECLARED);
    }

    @OnBothDatabases
    void onlyWhatABrowserCanHaveGivenIsTaken(TestDatabase database) throws Exception {
        MailTown town = new MailTown(database);
        Subscription right = new UserAgent().subscription(ENDPOINT);
        byte[] off = UserAgent.bytes(right.key());
        off[64] ^= 1;
        for (Subscription wrong : List.of(
                new Subscription("http://push.example/p", right.key(), right.secret()),
                new Subscription("https://user@push.example/p", right.key(), right.secret()),
                new Subscription("https:/p", right.key(), right.secret()),
                new Subscription("https://push.example/" + "p".repeat(1000), right.key(), right.secret()),
                new Subscription("", "", ""),
                new Subscription(ENDPOINT, Base64.getUrlEncoder().encodeToString(off), right.secret()),
                new Subscription(ENDPOINT, right.key(), "AAAA"))) {
            assertThat(town.devices.add(LEA, wrong, "Firefox", town.now)).as(wrong.toString()).isFalse();
        }
        assertThat(town.devices.of(LEA.id())).isEmpty();
    }

    @OnBothDatabases
    void aBrowserBelongsToWhoAddedItLastAndNobodyRemovesAnothers(TestDatabase database) throws Exception {
        MailTown town = new MailTown(database);
        Account max = account("max@example.org");
        Subscription shared = new UserAgent().subscription(ENDPOINT);
        town.devices.add(LEA, shared, "Firefox", town.now);
        assertThat(town.devices.remove(max, town.devices.of(LEA.id()).get(0).id())).isFalse();
        town.devices.add(max, shared, "Firefox", town.now);
        assertThat(town.devices.of(LEA.id())).isEmpty();
        assertThat(town.devices.of(max.id())).extracting(Device::fingerprint).containsExactly(Browser.fingerprint(shared));
        assertThat(town.devices.remove(max, town.devices.of(max.id()).get(0).id())).isTrue();
        assertThat(town.audit.of(TenantId.TERRITORY, "messaging.device.remove")).hasSize(1);
    }

    @OnBothDatabases
    void theEleventhDeviceTakesThePlaceOfTheOneReachedLongestAgo(TestDatabase database) throws Exception {
        MailTown town = new MailTown(database);
        for (int i = 0; i < 11; i++) {
            town.devices.add(LEA, new UserAgent().subscription(ENDPOINT + i), "Device " + i, town.now);
            town.later(Duration.ofMinutes(1));
        }
        assertThat(town.devices.of(LEA.id())).hasSize(10).extracting(Device::label).doesNotContain("Device 0").contains("Device 10");
    }

    @OnBothDatabases
    void theKeyIsMadeOnceForAllNodesAndItsPrivateHalfIsSealed(TestDatabase database) {
        MailTown town = new MailTown(database);
        String first = PushTown.keys(town, new PlainSeal()).publicKey();
        assertThat(PushTown.keys(town, new PlainSeal()).publicKey()).isEqualTo(first);
        assertThat(UserAgent.bytes(first)).hasSize(65).startsWith(4);
        assertThat(database.database().of(TenantId.TERRITORY)
                        .one("select k.private_key from messaging_push_key k where k.tenant_id = :tenant", row -> row.string("private_key")))
                .hasValueSatisfying(sealed -> assertThat(sealed).startsWith("s1:messaging.push-key:"));
    }

    @OnBothDatabases
    void whatABrowserSubscribedWithIsStoredEncryptedAlsoWhatWasThereBefore(TestDatabase database) throws Exception {
        MailTown town = new MailTown(database);
        TenantData territory = database.database().of(TenantId.TERRITORY);
        SealedSubscriptions subscriptions = new SealedSubscriptions(new PlainSeal());
        Subscription subscription = new UserAgent().subscription(ENDPOINT);
        town.devices.add(LEA, subscription, "Firefox", town.now);
        UUID id = town.devices.of(LEA.id()).get(0).id();
        assertThat(stored(territory)).startsWith("s1:messaging.device " + id + ":").doesNotContain(subscription.secret());
        assertThat(subscriptions.open(town.devices.byId(id).orElseThrow())).isEqualTo(subscription);
        territory.write(transaction -> transaction.execute(
                "update messaging_device d set endpoint = :endpoint, public_key = :key, secret = :secret where d.tenant_id = :tenant",
                "endpoint", subscription.endpoint(), "key", subscription.key(), "secret", subscription.secret()));
        assertThat(subscriptions.open(town.devices.byId(id).orElseThrow())).as("from before there was encryption").isEqualTo(subscription);
        new PlainSeal().seal(database.database(), subscriptions);
        assertThat(stored(territory)).startsWith("s1:messaging.device " + id + ":").doesNotContain(subscription.secret());
        assertThat(subscriptions.open(town.devices.byId(id).orElseThrow())).isEqualTo(subscription);
        Subscription longest = new Subscription(
                PushTown.HOST + "/" + "p".repeat(Browser.LONGEST_ENDPOINT - PushTown.HOST.length() - 1), subscription.key(), subscription.secret());
        assertThat(town.devices.add(LEA, longest, "Firefox", town.now)).isTrue();
    }

    private static String stored(TenantData territory) {
        return territory.list(
                        "select d.endpoint, d.public_key, d.secret from messaging_device d where d.tenant_id = :tenant",
                        row -> row.string("endpoint") + row.string("public_key") + row.string("secret"))
                .get(0);
    }

    @OnBothDatabases
    void devicesGoWithTheAccountAndAYearAfterTheLastMessage(TestDatabase database) throws Exception {
        MailTown town = new MailTown(database);
        DevicePrivacy privacy = new DevicePrivacy(new SealedSubscriptions(new PlainSeal()));
        Account max = account("max@example.org");
        town.devices.add(LEA, new UserAgent().subscription(ENDPOINT), "Firefox", town.now);
        town.devices.add(max, new UserAgent().subscription(ENDPOINT + "2"), "Firefox", town.now);
        Person lea = new Person(Set.of(), Set.of(), Set.of(LEA.id()), Set.of());
        TenantData territory = database.database().of(TenantId.TERRITORY);
        assertThat(privacy.holders(database.database().acrossTerritory("test"), lea)).containsExactly(TenantId.TERRITORY);
        List<PersonalData.Erasure> erased = territory.call(transaction -> privacy.erase(transaction, lea, town.now));
        assertThat(erased).containsExactly(PersonalData.Erasure.erased("messaging.devices", 1));
        assertThat(town.devices.of(max.id())).hasSize(1);
        Instant old = Instant.parse("2027-06-15T08:00:01Z");
        assertThat(privacy.due(database.database().acrossTerritory("test"), Instant.parse("2027-06-15T07:59:59Z"))).isEmpty();
        assertThat(privacy.due(database.database().acrossTerritory("test"), old)).containsExactly(TenantId.TERRITORY);
        territory.write(transaction -> privacy.purge(transaction, old));
        assertThat(town.devices.of(max.id())).isEmpty();
    }
}
