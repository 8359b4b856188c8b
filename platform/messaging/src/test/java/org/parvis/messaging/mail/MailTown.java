package org.parvis.messaging.mail;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Set;
import java.util.UUID;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.parvis.api.data.Transaction;
import org.parvis.api.identity.Absences;
import org.parvis.api.identity.Agent;
import org.parvis.api.notify.Kind;
import org.parvis.api.notify.Notification;
import org.parvis.api.notify.NotificationKinds;
import org.parvis.api.notify.Recipient;
import org.parvis.api.plugin.ActivePlugins;
import org.parvis.api.plugin.Contributed;
import org.parvis.api.plugin.InstalledPlugin;
import org.parvis.api.plugin.PluginRef;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.settings.Settings;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.messaging.compose.Deputies;
import org.parvis.messaging.compose.QueuedNotifications;
import org.parvis.messaging.compose.StoredChoices;
import org.parvis.messaging.compose.StoredInbox;
import org.parvis.messaging.compose.Wordings;
import org.parvis.messaging.deliver.Carrier;
import org.parvis.messaging.deliver.Contents;
import org.parvis.messaging.deliver.Delivery;
import org.parvis.messaging.deliver.MessageTable;
import org.parvis.messaging.deliver.Unsubscribing;
import org.parvis.messaging.push.PushTown;
import org.parvis.messaging.push.StoredDevices;
import org.parvis.testkit.FakePlugins;
import org.parvis.testkit.FakeRequestSites;
import org.parvis.testkit.FakeTenants;
import org.parvis.testkit.Pages;
import org.parvis.testkit.RecordingAudit;
import org.parvis.testkit.TestDatabase;

/** A territory that sends messages: a real database, real templates, a mail server that the test names, and a time that it sets. */
public final class MailTown implements Plugins {
    public static final Site RODEZ = FakeRequestSites.RODEZ;
    public static final Kind RECEIPT = Kind.answer("messaging.test", "number", "note");

    /** Monday 10:00 in Paris. */
    public Instant now = Instant.parse("2026-06-15T08:00:00Z");

    public final TestDatabase database;
    public final Map<TenantId, Map<String, String>> chosen = new HashMap<>();
    public final FakePlugins contributions = FakePlugins.of("messaging");
    public final Pages pages = Pages.of("messaging");
    public final FakeTenants tenants = FakeTenants.of(RODEZ, FakeRequestSites.AGEN);
    public final Wordings wordings = new Wordings(pages.themes());
    public final QueuedNotifications notifications;
    public final StoredInbox inbox;
    public final StoredChoices choices;
    public final RecordingAudit audit = new RecordingAudit();
    public final StoredDevices devices;
    public Unsubscribing unsubscribing = (tenant, subscriber) -> Optional.of("/abonnement/desabonner/jeton");
    private final ActivePlugins active = new Active();

    public final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };

    public final PublicUrls urls = new PublicUrls() {
        @Override
        public String of(Site site, String path) {
            return "https://" + site.host() + path;
        }

        @Override
        public String desk(Site site, String path) {
            return "https://territoire.example/bureau/" + site.tenant().slug() + path;
        }
    };

    public final Settings settings = new Settings() {
        @Override
        public Map<String, String> of(TenantId tenant) {
            return chosen.getOrDefault(tenant, Map.of());
        }

        @Override
        public void set(Transaction transaction, String key, String value) {
            Map<String, String> values = chosen.computeIfAbsent(transaction.tenant(), tenant -> new HashMap<>());
            if (value.isEmpty()) {
                values.remove(key);
            } else {
                values.put(key, value);
            }
        }
    };

    /** Who is away, with their deputies. */
    public final Map<UUID, Absences.Cover> away = new HashMap<>();

    private final class Away implements Absences {
        @Override
        public List<Cover> coveredBy(Agent deputy, Set<TenantId> tenants, Instant now) {
            return List.of();
        }

        @Override
        public Map<UUID, Cover> deputies(TenantId tenant, Collection<UUID> agents, Instant now) {
            return away;
        }
    }

    public MailTown(TestDatabase database) {
        this.database = database;
        contributions.add((NotificationKinds) () -> List.of(RECEIPT));
        choices = new StoredChoices(database.database(), this);
        inbox = new StoredInbox(database.database(), clock);
        Deputies deputies = new Deputies(new Away(), (agent, permission, tenant) -> permission.equals("messaging.messages"));
        devices = PushTown.devices(this);
        notifications = new QueuedNotifications(wordings, choices, tenants, this, settings, clock, List.of(), deputies, devices);
    }

    /** The operator's mail server, without TLS. */
    public Carrier mail(int port) {
        return mail(new SmtpServer("127.0.0.1", port, "none", "", "", ""));
    }

    Carrier mail(SmtpServer server) {
        Senders senders = new Senders("ne-pas-repondre@territoire.example", List.of("rodez.example"), settings);
        return new MailCarrier(server, senders, new Contents(database.database()), unsubscribing, tenants, this, pages.renderer(), pages.themes(), urls, clock);
    }

    /** No server named. */
    public Carrier noMail() {
        return mail(new SmtpServer("", 0, "none", "", "", ""));
    }

    public Delivery delivery(Carrier... carriers) {
        List<Carrier> all = new ArrayList<>(List.of(carriers));
        all.add(inbox);
        return new Delivery(database.database(), tenants, settings, all, clock, (tenant, counter, part, amount) -> {});
    }

    /** Wording of the test's kinds, as a tenant's own. */
    public void word(Kind kind, String subject, String text) {
        database.database().of(RODEZ.id()).write(transaction -> transaction.execute(
                "insert into messaging_wording (tenant_id, kind, tongue, subject, body, brief) values (:tenant, :kind, 'fr', :subject, :body, :body)",
                "kind", kind.id(), "subject", subject, "body", text));
    }

    public void send(Kind kind, Recipient to, Map<String, String> values) {
        database.database().of(RODEZ.id()).write(transaction -> notifications.send(transaction, Notification.of(kind.id(), to, values)));
    }

    public void send(String email) {
        send(RECEIPT, Recipient.email(email, Locale.FRENCH), Map.of("number", "42"));
    }

    public void sendMany(int count) {
        for (int i = 0; i < count; i++) {
            send("habitant" + i + "@example.org");
        }
    }

    public void later(Duration time) {
        now = now.plus(time);
    }

    public long count(MessageTable.State state) {
        return database.database().of(RODEZ.id()).count(
                "select count(*) from messaging_message m where m.tenant_id = :tenant and m.state = :state", "state", state);
    }

    /** Why the only message is where it is. */
    public String error() {
        return database.database().of(RODEZ.id())
                .one("select m.last_error from messaging_message m where m.tenant_id = :tenant", row -> String.valueOf(row.stringOrNull("last_error")))
                .orElse("");
    }

    @Override
    public ActivePlugins of(TenantId tenant) {
        return active;
    }

    @Override
    public ActivePlugins all() {
        return active;
    }

    @Override
    public <T> T with(TenantId tenant, Function<ActivePlugins, T> work) {
        return work.apply(active);
    }

    @Override
    public List<InstalledPlugin> installed() {
        return List.of();
    }

    @Override
    public void activate(String pluginId, Collection<TenantId> tenantIds) {
        throw new IllegalStateException("the plugins of a test are fixed");
    }

    @Override
    public void deactivate(String pluginId, Collection<TenantId> tenantIds) {
        throw new IllegalStateException("the plugins of a test are fixed");
    }

    /** Services of the test, files of the module. */
    private final class Active implements ActivePlugins {
        @Override
        public List<PluginRef> plugins() {
            return pages.plugins().plugins();
        }

        @Override
        public <T> List<Contributed<T>> contributions(Class<T> kind) {
            return contributions.contributions(kind);
        }

        @Override
        public boolean has(String pluginId) {
            return pages.plugins().has(pluginId);
        }

        @Override
        public List<String> resources(PluginRef plugin, String folder) {
            return pages.plugins().resources(plugin, folder);
        }

        @Override
        public Optional<InputStream> resource(PluginRef plugin, String path) throws IOException {
            return pages.plugins().resource(plugin, path);
        }

        @Override
        public Optional<Hold> hold() {
            return Optional.of(() -> {});
        }
    }
}
