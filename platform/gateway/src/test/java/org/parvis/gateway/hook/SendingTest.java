package org.parvis.gateway.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.parvis.api.data.Seal;
import org.parvis.api.desk.DayItems;
import org.parvis.api.event.Events.Event;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Role;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.gateway.MovingClock;
import org.parvis.gateway.Receiver;
import org.parvis.testkit.FakeRequest;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.FakeTenants;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.RecordingAudit;
import org.parvis.testkit.TestDatabase;

final class SendingTest {
    private static final TenantId RODEZ = FakeRequestSites.RODEZ.id();
    private static final TenantId AGEN = FakeRequestSites.AGEN.id();
    private static final Agent ADMIN = FakeRequestSites.agent(Role.ADMIN, FakeRequestSites.RODEZ);
    private static final Event PUBLISHED = new Event("news.published", "42", "/actualites/marche", null);

    private final Receiver receiver = new Receiver();
    private final MovingClock clock = new MovingClock();

    @AfterEach
    void stop() {
        receiver.close();
    }

    /** Seals so that a test can see that it did. */
    static final class TestSeal implements Seal {
        @Override
        public String seal(TenantId tenant, byte[] plain, String context) {
            return "sealed " + Base64.getEncoder().encodeToString((tenant + context + new String(plain, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public byte[] open(TenantId tenant, String sealed, String context) {
            String text = new String(Base64.getDecoder().decode(sealed.substring(7)), StandardCharsets.UTF_8);
            if (!text.startsWith(tenant + context)) {
                throw new IllegalArgumentException("of another context");
            }
            return text.substring((tenant + context).length()).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public boolean isSealed(String text) {
            return text.startsWith("sealed ");
        }
    }

    private final class World {
        final TestDatabase database;
        final Hooks hooks;
        final Sending sending;

        World(TestDatabase database) {
            this.database = database;
            hooks = new Hooks(database.database(), new RecordingAudit(), new TestSeal(), clock);
            PublicUrls urls = new PublicUrls() {
                @Override
                public String of(Site site, String path) {
                    return "https://" + site.host() + path;
                }

                @Override
                public String desk(Site site, String path) {
                    throw new AssertionError("not expected");
                }
            };
            sending = new Sending(database.database(), hooks, receiver, FakeTenants.of(FakeRequestSites.RODEZ, FakeRequestSites.AGEN), urls, clock);
        }

        Hooks.Made hook(TenantId tenant) {
            return hooks.create(tenant, ADMIN, receiver.url(), Set.of("news.published"));
        }

        void announce(Event event) {
            database.database().of(RODEZ).write(transaction -> hooks.announce(transaction, event));
        }

        /** Does what the queue holds, once. */
        void work() {
            database.queued(Hooks.QUEUE).forEach(payload -> sending.work(RODEZ, payload));
        }

        Hook now(Hooks.Made made) {
            return HookTable.hook(database.database().of(RODEZ), made.hook().id()).orElseThrow();
        }

        List<Hook.Delivery> deliveries(Hooks.Made made) {
            return HookTable.deliveries(database.database().of(RODEZ), made.hook().id(), 0, 100);
        }
    }

    @OnBothDatabases
    void whoListensIsToldAtOnceSignedAndWithoutMoreThanItNeeds(TestDatabase database) throws Exception {
        World world = new World(database);
        Hooks.Made made = world.hook(RODEZ);
        world.announce(PUBLISHED);
        world.work();

        Receiver.Got got = receiver.got().get(0);
        assertThat(got.body()).isEqualTo("{\"type\":\"news.published\",\"timestamp\":\"2026-06-15T08:00:00Z\",\"data\":{\"id\":\"42\",\"tenant\":\""
                + FakeRequestSites.RODEZ.tenant().slug() + "\",\"link\":\"https://" + FakeRequestSites.RODEZ.host() + "/actualites/marche\"}}");
        assertThat(got.header("webhook-timestamp")).isEqualTo(String.valueOf(FakeRequest.NOW.getEpochSecond()));
        assertThat(got.header("Content-Type")).isEqualTo("application/json");
        // As the receiver would: the secret as it was shown, over what came.
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(made.secret().substring("whsec_".length())), "HmacSHA256"));
        byte[] expected = mac.doFinal((got.header("webhook-id") + "." + got.header("webhook-timestamp") + "." + got.body()).getBytes(StandardCharsets.UTF_8));
        assertThat(got.header("webhook-signature")).isEqualTo("v1," + Base64.getEncoder().encodeToString(expected));

        Hook.Delivery told = world.deliveries(made).get(0);
        assertThat(told.progress()).isEqualTo(Hook.Progress.DONE);
        assertThat(told.code()).isEqualTo(204);
        world.work();
        assertThat(receiver.got()).as("done again it does nothing").hasSize(1);
    }

    @OnBothDatabases
    void nothingIsToldOfAChangeThatWasRolledBackNorToOtherTenantsNorOfOtherEvents(TestDatabase database) {
        World world = new World(database);
        world.hook(AGEN);
        Hooks.Made made = world.hook(RODEZ);
        assertThatThrownBy(() -> database.database().of(RODEZ).write(transaction -> {
            world.hooks.announce(transaction, PUBLISHED);
            throw new IllegalStateException("after all not");
        })).isInstanceOf(IllegalStateException.class);
        world.announce(new Event("acts.published", "1", "/actes/1", null));
        world.work();
        assertThat(receiver.got()).isEmpty();

        world.announce(PUBLISHED);
        UUID delivery = world.deliveries(made).get(0).id();
        world.sending.work(AGEN, delivery.toString());
        assertThat(receiver.got()).as("another tenant cannot reach it").isEmpty();
        world.work();
        assertThat(receiver.got()).hasSize(1);
        assertThat(HookTable.hook(database.database().of(AGEN), made.hook().id())).isEmpty();
    }

    @OnBothDatabases
    void aPlannedPublicationIsToldWhenItComesUnlessItIsTakenBack(TestDatabase database) {
        World world = new World(database);
        world.hook(RODEZ);
        Instant later = FakeRequest.NOW.plus(Duration.ofHours(3));
        world.announce(new Event("news.published", "1", "/actualites/un", later));
        world.announce(new Event("news.published", "2", "/actualites/deux", later));
        database.database().of(RODEZ).write(transaction -> world.hooks.takeBack(transaction, "news.published", "1"));
        world.sending.run(later.minusSeconds(1));
        assertThat(receiver.got()).isEmpty();
        clock.set(later);
        world.sending.run(later);
        assertThat(receiver.got()).hasSize(1);
        assertThat(receiver.got().get(0).body()).contains("\"id\":\"2\"");
    }

    @OnBothDatabases
    void whatFailsIsTriedAgainForThreeDaysThenGivenUpAndSaidToAnAgent(TestDatabase database) {
        World world = new World(database);
        Hooks.Made made = world.hook(RODEZ);
        receiver.answers(503);
        world.announce(PUBLISHED);
        world.work();
        Duration waited = Duration.ZERO;
        while (world.deliveries(made).get(0).progress() == Hook.Progress.WAITING) {
            Instant next = world.deliveries(made).get(0).next();
            waited = Duration.between(FakeRequest.NOW, next);
            clock.set(next);
            world.sending.run(next);
        }
        // 1 min + 5 min + 30 min + 2 h + 5 h + 10 h + 14 h + 20 h + 20 h
        assertThat(waited).isEqualTo(Duration.ofHours(71).plusMinutes(36));
        assertThat(receiver.got()).hasSize(10).extracting(got -> got.header("webhook-id")).containsOnly(receiver.got().get(0).header("webhook-id"));
        assertThat(world.now(made).state()).isEqualTo(Hook.State.FAILED);
        HookDay day = new HookDay(database.database());
        assertThat(day.items(new DayItems.Asked(ADMIN, Set.of(RODEZ), clock.instant(), 10))).extracting(DayItems.Item::title).containsExactly(receiver.url());
        assertThat(day.items(new DayItems.Asked(ADMIN, Set.of(AGEN), clock.instant(), 10))).isEmpty();

        world.announce(new Event("news.published", "43", "/actualites/autre", null));
        world.sending.run(clock.instant());
        assertThat(receiver.got()).as("what happens meanwhile waits").hasSize(10);
        receiver.answers(200);
        world.hooks.move(RODEZ, ADMIN, world.now(made), Hook.State.ACTIVE);
        world.sending.run(clock.instant());
        assertThat(receiver.got()).hasSize(11);
    }

    @OnBothDatabases
    void whoSaysThatItIsGoneIsLeftAloneAtOnce(TestDatabase database) {
        World world = new World(database);
        Hooks.Made made = world.hook(RODEZ);
        receiver.answers(410);
        world.announce(PUBLISHED);
        world.work();
        assertThat(world.now(made).state()).isEqualTo(Hook.State.FAILED);
    }

    @OnBothDatabases
    void internalAddressesAreNeverReachedAndATestSaysSo(TestDatabase database) {
        World world = new World(database);
        Hooks.Made made = world.hook(RODEZ);
        receiver.block();
        world.sending.attempt(RODEZ, world.hooks.test(RODEZ, ADMIN, made.hook()));
        Hook.Delivery told = world.deliveries(made).get(0);
        assertThat(told.error()).isEqualTo("blocked");
        assertThat(told.progress()).isEqualTo(Hook.Progress.FAILED);
        assertThat(world.now(made).state()).as("a test stops nothing").isEqualTo(Hook.State.ACTIVE);
    }

    @OnBothDatabases
    void anAgentSendsAgainAndTheReceiverKnowsTheMessageByItsId(TestDatabase database) {
        World world = new World(database);
        Hooks.Made made = world.hook(RODEZ);
        world.announce(PUBLISHED);
        world.work();
        assertThat(world.hooks.again(RODEZ, ADMIN, made.hook(), world.deliveries(made).get(0).id())).isTrue();
        world.work();
        assertThat(receiver.got()).hasSize(2);
        assertThat(receiver.got().get(0).header("webhook-id")).isEqualTo(receiver.got().get(1).header("webhook-id"));
    }

    @OnBothDatabases
    void theSecretIsSealedAndWhatWasToldIsForgottenAfterThirtyDays(TestDatabase database) {
        World world = new World(database);
        Hooks.Made made = world.hook(RODEZ);
        assertThat(made.secret()).matches("whsec_[A-Za-z0-9+/]{43}=");
        assertThat(database.database().acrossTerritory("test").list("select h.secret from gateway_hook h", row -> row.string("secret")))
                .singleElement().asString().startsWith("sealed ").doesNotContain(made.secret());
        world.announce(PUBLISHED);
        world.work();
        world.sending.run(FakeRequest.NOW.plus(Duration.ofDays(30)));
        assertThat(world.deliveries(made)).hasSize(1);
        world.sending.run(FakeRequest.NOW.plus(Duration.ofDays(31)));
        assertThat(world.deliveries(made)).isEmpty();
    }
}
