package org.parvis.messaging.subscribe;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.audit.AuditEntry;
import org.parvis.api.data.Database;
import org.parvis.api.data.Ids;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;
import org.parvis.api.identity.Agent;
import org.parvis.api.notify.Kind;
import org.parvis.api.notify.Notification;
import org.parvis.api.notify.NotificationKinds;
import org.parvis.api.notify.Notifications;
import org.parvis.api.notify.Recipient;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.Invalid;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.messaging.deliver.Unsubscribing;

/** The life of a subscription: asked for, confirmed by the owner of the address, changed, ended. */
@Component(service = {Subscriptions.class, Unsubscribing.class, NotificationKinds.class})
public final class Subscriptions implements Unsubscribing, NotificationKinds {
    /** So long may an address be confirmed; then the request is forgotten. */
    static final Duration PENDING = Duration.ofDays(7);

    private static final String CONFIRM = "messaging.confirm";
    private static final String MANAGE = "messaging.manage";
    private static final String LINK = "lien";
    private static final int MAILS_AN_HOUR = 3;
    private static final int REQUESTS_AN_HOUR = 20;
    private static final int TOKEN_BYTES = 32;
    private static final int PIECE = 250;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Database database;
    private final Notifications notifications;
    private final PublicUrls urls;
    private final Audit audit;

    @Activate
    public Subscriptions(@Reference Database database, @Reference Notifications notifications, @Reference PublicUrls urls, @Reference Audit audit) {
        this.database = database;
        this.notifications = notifications;
        this.urls = urls;
        this.audit = audit;
    }

    /** What a subscriber wants. */
    public record Wish(List<String> topics, Rhythm rhythm) {

        /** @throws Invalid if it is nothing */
        public Wish {
            topics = List.copyOf(topics);
            if (topics.isEmpty()) {
                throw Invalid.field("topics", "messaging.subscribe.error.topics");
            }
        }
    }

    @Override
    public List<Kind> kinds() {
        return List.of(Kind.answer(CONFIRM, LINK), Kind.answer(MANAGE, LINK));
    }

    /**
     * Takes a request: an e-mail asks the owner of the address to confirm. Whoever subscribed already gets a link to the preferences
     * instead; what is answered here is the same for all.
     *
     * @throws Conflict if too many requests came from there within an hour
     */
    void request(Site site, String email, Locale language, Wish wish, String clientAddress, Instant now) {
        boolean allowed = database.of(site.id()).call(transaction -> {
            if (!PublicThrottle.allows(transaction, PublicThrottle.computer(clientAddress), REQUESTS_AN_HOUR, now)) {
                return false;
            }
            Subscriber subscriber = SubscriberTable.byEmail(transaction, email).orElseGet(() -> added(transaction, email, language, wish.rhythm(), now));
            if (!subscriber.confirmed()) {
                SubscriberTable.choose(transaction, subscriber.id(), wish.rhythm(), wish.topics());
            }
            if (PublicThrottle.allows(transaction, "mail:" + SubscriberTable.key(email), MAILS_AN_HOUR, now)) {
                String path = subscriber.confirmed() ? "/abonnement/preferences/" : "/abonnement/confirmer/";
                notifications.send(transaction, new Notification(
                        subscriber.confirmed() ? MANAGE : CONFIRM, Recipient.email(subscriber.email(), language),
                        Map.of(LINK, urls.of(site, path + subscriber.token())), now.plus(PENDING)));
            }
            return true;
        });
        if (!allowed) {
            throw new Conflict("messaging.subscribe.error.many");
        }
    }

    private static Subscriber added(Transaction transaction, String email, Locale language, Rhythm rhythm, Instant now) {
        Subscriber subscriber = fresh(email, language, rhythm, now);
        SubscriberTable.insert(transaction, subscriber);
        return subscriber;
    }

    private static Subscriber fresh(String email, Locale language, Rhythm rhythm, Instant now) {
        byte[] bytes = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return new Subscriber(Ids.next(), email, language, false, rhythm, token, now, now);
    }

    Optional<Subscriber> byToken(TenantId tenant, String token) {
        return SubscriberTable.byToken(database.of(tenant), token);
    }

    Set<String> topics(TenantId tenant, Subscriber subscriber) {
        return SubscriberTable.topics(database.of(tenant), subscriber.id());
    }

    void confirm(TenantId tenant, Subscriber subscriber, Instant now) {
        database.of(tenant).write(transaction -> SubscriberTable.confirm(transaction, subscriber.id(), now));
    }

    /** Changes what a subscriber gets; an address that was not confirmed is now, since its owner has the link. */
    void change(TenantId tenant, Subscriber subscriber, Wish wish, Instant now) {
        database.of(tenant).write(transaction -> {
            SubscriberTable.confirm(transaction, subscriber.id(), now);
            SubscriberTable.choose(transaction, subscriber.id(), wish.rhythm(), wish.topics());
        });
    }

    /** Ends a subscription: nothing of it is kept. */
    void unsubscribe(TenantId tenant, Subscriber subscriber) {
        database.of(tenant).write(transaction -> SubscriberTable.delete(transaction, subscriber.id()));
    }

    /** An agent ends a subscription, at the person's request. */
    void remove(TenantId tenant, Agent agent, UUID subscriber) {
        database.of(tenant).write(transaction -> {
            SubscriberTable.byId(transaction, subscriber).ifPresent(found -> {
                SubscriberTable.delete(transaction, subscriber);
                audit.record(transaction, AuditEntry.by(agent, "messaging.unsubscribe", subscriber.toString())
                        .concerning(new AuditEntry.Party(SubscriberTable.key(found.email()), found.email())));
            });
        });
    }

    /**
     * Takes over people who agreed elsewhere: confirmed at once. Who is there already stays as it is.
     *
     * @return how many were added
     */
    int takeOver(TenantId tenant, Agent agent, Collection<String> emails, String topic, Instant now) {
        int added = 0;
        List<String> all = List.copyOf(emails);
        for (int from = 0; from < all.size(); from += PIECE) {
            List<String> piece = all.subList(from, Math.min(all.size(), from + PIECE));
            added += database.of(tenant).call(transaction -> SubscriberTable.takeOver(
                    transaction, piece.stream().map(email -> fresh(email, Locale.FRENCH, Rhythm.AT_ONCE, now)).toList(), topic, now));
        }
        int total = added;
        database.of(tenant).write(transaction -> audit.record(transaction, agent, "messaging.subscribers.import", topic, Integer.toString(total)));
        return added;
    }

    Reader reader(TenantId tenant) {
        return database.of(tenant);
    }

    void exported(TenantId tenant, Agent agent, long number) {
        database.of(tenant).write(transaction -> audit.record(transaction, agent, "messaging.subscribers.export", "", Long.toString(number)));
    }

    @Override
    public Optional<String> path(TenantId tenant, UUID subscriber) {
        return SubscriberTable.byId(database.of(tenant), subscriber).map(found -> "/abonnement/desabonner/" + found.token());
    }
}
