package org.parvis.messaging.subscribe;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.event.WorkConsumer;
import org.parvis.api.job.Job;
import org.parvis.api.notify.AlertSource;
import org.parvis.api.notify.AlertSource.Item;
import org.parvis.api.notify.Channel;
import org.parvis.api.notify.Kind;
import org.parvis.api.notify.NotificationKinds;
import org.parvis.api.settings.Settings;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.Tenants;
import org.parvis.messaging.compose.Filler;
import org.parvis.messaging.compose.Wording;
import org.parvis.messaging.deliver.Message;
import org.parvis.messaging.deliver.QuietHours;

/** Looks every few minutes what appeared on sites that have subscribers, and tells those who want to know at once. */
@Component(service = {Job.class, WorkConsumer.class, NotificationKinds.class})
public final class Alerts implements Job, WorkConsumer, NotificationKinds {
    private static final String QUEUE = "messaging.alert";
    private static final Kind ALERT = new Kind(
            "messaging.alert", List.of("titre", "resume", "rubrique", "lien"), Set.of(Channel.EMAIL), false, false);

    /** What is published in a transaction that takes long appears with an earlier time than when it is seen. */
    private static final Duration OVERLAP = Duration.ofMinutes(10);

    private final Database database;
    private final Tenants tenants;
    private final Topics topics;
    private final Filler filler;
    private final Settings settings;
    private final PublicUrls urls;
    private final Clock clock;

    @Activate
    public Alerts(
            @Reference Database database,
            @Reference Tenants tenants,
            @Reference Topics topics,
            @Reference Filler filler,
            @Reference Settings settings,
            @Reference PublicUrls urls,
            @Reference Clock clock) {
        this.database = database;
        this.tenants = tenants;
        this.topics = topics;
        this.filler = filler;
        this.settings = settings;
        this.urls = urls;
        this.clock = clock;
    }

    @Override
    public List<Kind> kinds() {
        return List.of(ALERT);
    }

    @Override
    public String name() {
        return "messaging.alerts";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(2);
    }

    @Override
    public void run(Instant now) {
        List<TenantId> withSubscribers = database.acrossTerritory("tenants that have subscribers to what appears")
                .list(
                        "select distinct t.tenant_id from messaging_subscription t where t.topic <> :letter", row -> new TenantId(row.uuid("tenant_id")),
                        "letter", Topics.LETTER);
        withSubscribers.forEach(tenant -> tenants.byId(tenant).ifPresent(site -> look(site, now)));
    }

    private void look(Site site, Instant now) {
        Instant after = AlertTable.looked(database.of(site.id())).map(looked -> looked.minus(OVERLAP)).orElse(now);
        List<Item> items = new ArrayList<>();
        for (AlertSource source : topics.sources(site)) {
            items.addAll(source.appeared(site.id(), after, now));
        }
        database.of(site.id()).write(transaction -> {
            AlertTable.note(transaction, items, now).forEach(item -> transaction.enqueue(QUEUE, Fanout.Place.first(item.id()).payload()));
            AlertTable.look(transaction, now);
        });
    }

    @Override
    public String queue() {
        return QUEUE;
    }

    /** Tells the next piece of subscribers. */
    @Override
    public void work(TenantId tenant, String payload) {
        Fanout.Place place = Fanout.Place.of(payload);
        String id = place.thing();
        Site site = tenants.byId(tenant).orElse(null);
        Optional<Item> item = AlertTable.byId(database.of(tenant), id);
        if (site == null || item.isEmpty()) {
            return;
        }
        Map<Locale, Wording.Filled> texts = new HashMap<>();
        Instant now = clock.instant();
        Instant due = QuietHours.of(settings.of(tenant)).shift(now, site.tenant().zone());
        database.of(tenant).write(transaction -> Fanout.piece(
                        transaction, item.get().topics(), true, place,
                        subscriber -> message(subscriber, id, texts.computeIfAbsent(
                                subscriber.language(), language -> filler.fill(transaction, site, ALERT, language, values(site, item.get(), language))), now),
                        due)
                .ifPresent(next -> transaction.enqueue(QUEUE, next.payload())));
    }

    private Map<String, String> values(Site site, Item item, Locale language) {
        String topic = topics.of(site, language).stream().filter(one -> item.topics().contains(one.id())).map(Topics.Named::label).collect(Collectors.joining(", "));
        return Map.of("titre", item.title(), "resume", item.summary(), "rubrique", topic, "lien", urls.of(site, item.path()));
    }

    private static Message message(Subscriber subscriber, String item, Wording.Filled text, Instant now) {
        return new Message(
                Fanout.id(item, subscriber.id()), Channel.EMAIL, ALERT.id(), subscriber.email(), null, subscriber.id(), subscriber.language(), false,
                text.subject(), text.text(), null, now, null, 0);
    }
}
