package org.parvis.messaging.compose;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.parvis.api.data.Ids;
import org.parvis.api.data.Transaction;
import org.parvis.api.notify.AddressBook;
import org.parvis.api.notify.Channel;
import org.parvis.api.notify.Kind;
import org.parvis.api.notify.Notification;
import org.parvis.api.notify.Notifications;
import org.parvis.api.notify.Recipient;
import org.parvis.api.plugin.ActivePlugins;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.settings.Settings;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.Tenants;
import org.parvis.messaging.deliver.Message;
import org.parvis.messaging.deliver.MessageTable;
import org.parvis.messaging.deliver.QuietHours;
import org.parvis.messaging.deliver.Readiness;
import org.parvis.messaging.push.StoredDevices;

/** Words notifications and queues them in the transaction of the one who sends. */
@Component(service = Notifications.class)
public final class QueuedNotifications implements Notifications {
    /** What comes later than this into the hands of a person announces nothing. */
    private static final Duration ANNOUNCED = Duration.ofDays(4);

    private final Wordings wordings;
    private final StoredChoices choices;
    private final Tenants tenants;
    private final Plugins plugins;
    private final Settings settings;
    private final Clock clock;
    private final List<Readiness> channels;
    private final Deputies deputies;
    private final StoredDevices devices;

    @Activate
    public QueuedNotifications(
            @Reference Wordings wordings,
            @Reference StoredChoices choices,
            @Reference Tenants tenants,
            @Reference Plugins plugins,
            @Reference Settings settings,
            @Reference Clock clock,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) List<Readiness> channels,
            @Reference Deputies deputies,
            @Reference StoredDevices devices) {
        this.wordings = wordings;
        this.choices = choices;
        this.tenants = tenants;
        this.plugins = plugins;
        this.settings = settings;
        this.clock = clock;
        this.channels = channels;
        this.deputies = deputies;
        this.devices = devices;
    }

    @Override
    public void send(Transaction transaction, Collection<Notification> notifications) {
        if (notifications.isEmpty()) {
            return;
        }
        Site site = tenants.byId(transaction.tenant()).orElseThrow(() -> new IllegalArgumentException("there is no such tenant"));
        ActivePlugins active = plugins.of(site.id());
        Instant now = clock.instant();
        Map<UUID, Recipient> known = addresses(active, site, notifications);
        Map<UUID, Set<String>> off = choices.off(known.keySet());
        Map<UUID, List<UUID>> browsers = devices.ids(known.keySet());
        Texts texts = new Texts(transaction, site, active);
        List<Message> messages = new ArrayList<>();
        for (Notification notification : notifications) {
            Kind kind = texts.kind(notification);
            Recipient to = complete(notification.to(), known);
            Wording.Filled filled = texts.wording(kind, to.language()).fill(texts.values(notification));
            boolean unwanted = kind.optional() && to.person() != null && off.getOrDefault(to.person(), Set.of()).contains(kind.id());
            if (!unwanted) {
                messages.addAll(messages(kind, notification, to, filled, now));
                messages.addAll(announcements(kind, notification, to, filled, browsers, now));
            }
            deputies.of(site, kind, notification, now).ifPresent(deputy -> messages.addAll(messages(
                    kind, deputy.part(), deputy.to(), texts.wording(kind, deputy.to().language()).fill(texts.values(deputy.part())).insteadOf(deputy.absent()), now)));
        }
        QuietHours quiet = QuietHours.of(settings.of(site.id()));
        MessageTable.insert(
                transaction, messages, message -> message.urgent() || message.channel() == Channel.INBOX ? now : quiet.shift(now, site.tenant().zone()));
    }

    @Override
    public boolean carries(Channel channel) {
        return channel == Channel.INBOX || channels.stream().anyMatch(one -> one.channel() == channel && one.ready());
    }

    /** Kinds and wordings of one call, each looked up once. */
    private final class Texts {
        private final Transaction transaction;
        private final Site site;
        private final ActivePlugins active;
        private final Map<String, Kind> kinds;
        private final Map<String, Wording> known = new HashMap<>();

        Texts(Transaction transaction, Site site, ActivePlugins active) {
            this.transaction = transaction;
            this.site = site;
            this.active = active;
            this.kinds = Wordings.kinds(active).stream().collect(Collectors.toMap(Kind::id, kind -> kind, (one, other) -> one));
        }

        Kind kind(Notification notification) {
            Kind kind = kinds.get(notification.kind());
            if (kind == null) {
                throw new IllegalArgumentException("no active plugin declares the notification " + notification.kind());
            }
            notification.values().keySet().stream().filter(name -> !kind.variables().contains(name)).findFirst().ifPresent(name -> {
                throw new IllegalArgumentException("the notification " + kind.id() + " has no variable " + name);
            });
            return kind;
        }

        Wording wording(Kind kind, Locale language) {
            return known.computeIfAbsent(kind.id() + " " + language.getLanguage(), key -> wordings.of(transaction, site, active, kind, language));
        }

        Map<String, String> values(Notification notification) {
            Map<String, String> values = new HashMap<>(notification.values());
            values.putAll(Wordings.sender(site));
            return values;
        }
    }

    private static Map<UUID, Recipient> addresses(ActivePlugins active, Site site, Collection<Notification> notifications) {
        Set<UUID> persons = new HashSet<>();
        for (Notification notification : notifications) {
            UUID person = notification.to().person();
            if (person != null) {
                persons.add(person);
            }
        }
        Map<UUID, Recipient> found = new HashMap<>();
        for (AddressBook book : persons.isEmpty() ? List.<AddressBook>of() : active.of(AddressBook.class)) {
            book.of(site.id(), persons).forEach(found::putIfAbsent);
        }
        persons.forEach(person -> found.putIfAbsent(person, Recipient.person(person, Locale.FRENCH)));
        return found;
    }

    /** What was given comes before what the account has. */
    private static Recipient complete(Recipient to, Map<UUID, Recipient> known) {
        Recipient account = to.person() == null ? null : known.get(to.person());
        if (account == null) {
            return to;
        }
        return new Recipient(to.email() == null ? account.email() : to.email(), to.phone() == null ? account.phone() : to.phone(), to.person(), to.language());
    }

    private static List<Message> messages(Kind kind, Notification notification, Recipient to, Wording.Filled filled, Instant now) {
        List<Message> messages = new ArrayList<>();
        for (Channel channel : Channel.values()) {
            String address = address(channel, to);
            boolean reachable = channel == Channel.INBOX ? to.person() != null : address != null;
            if (kind.channels().contains(channel) && reachable) {
                String body = channel == Channel.SMS ? filled.brief() : filled.text();
                messages.add(new Message(
                        Ids.next(), channel, kind.id(), address, to.person(), null, to.language(), kind.urgent(), filled.subject(), body, null, now,
                        notification.expires(), 0));
            }
        }
        return messages;
    }

    /** What comes into the inbox is announced by each of the person's devices; what it says stays there. */
    private static List<Message> announcements(
            Kind kind, Notification notification, Recipient to, Wording.Filled filled, Map<UUID, List<UUID>> browsers, Instant now) {
        if (to.person() == null || !kind.channels().contains(Channel.INBOX)) {
            return List.of();
        }
        Instant late = now.plus(ANNOUNCED);
        Instant expires = notification.expires() != null && notification.expires().isBefore(late) ? notification.expires() : late;
        return browsers.getOrDefault(to.person(), List.of()).stream()
                .map(browser -> new Message(
                        Ids.next(), Channel.PUSH, kind.id(), browser.toString(), to.person(), null, to.language(), kind.urgent(), filled.subject(), null, null, now,
                        expires, 0))
                .toList();
    }

    private static @Nullable String address(Channel channel, Recipient to) {
        return switch (channel) {
            case EMAIL -> to.email();
            case SMS -> to.phone();
            case INBOX, PUSH -> null;
        };
    }
}
