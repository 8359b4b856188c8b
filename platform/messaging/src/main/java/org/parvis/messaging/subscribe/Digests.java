package org.parvis.messaging.subscribe;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;
import org.parvis.api.event.WorkConsumer;
import org.parvis.api.job.Job;
import org.parvis.api.notify.Channel;
import org.parvis.api.notify.Kind;
import org.parvis.api.notify.NotificationKinds;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.Tenants;
import org.parvis.messaging.compose.Filler;
import org.parvis.messaging.compose.Wording;
import org.parvis.messaging.deliver.Message;
import org.parvis.messaging.deliver.MessageTable;

/** One e-mail about all that appeared, at eight in the morning of the tenant: each day, or on Fridays. */
@Component(service = {Job.class, WorkConsumer.class, NotificationKinds.class})
public final class Digests implements Job, WorkConsumer, NotificationKinds {
    private static final String QUEUE = "messaging.digest";
    private static final Kind DIGEST = new Kind("messaging.digest", List.of("nouvelles", "lien"), Set.of(Channel.EMAIL), false, false);
    private static final LocalTime HOUR = LocalTime.of(8, 0);
    private static final int PIECE = 200;

    private final Database database;
    private final Tenants tenants;
    private final Filler filler;
    private final PublicUrls urls;
    private final Clock clock;

    @Activate
    public Digests(@Reference Database database, @Reference Tenants tenants, @Reference Filler filler, @Reference PublicUrls urls, @Reference Clock clock) {
        this.database = database;
        this.tenants = tenants;
        this.filler = filler;
        this.urls = urls;
        this.clock = clock;
    }

    @Override
    public List<Kind> kinds() {
        return List.of(DIGEST);
    }

    @Override
    public String name() {
        return "messaging.digests";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(10);
    }

    private record Due(TenantId tenant, Rhythm rhythm, Instant oldest) {}

    @Override
    public void run(Instant now) {
        List<Due> rhythms = database.acrossTerritory("subscribers to digests")
                .list(
                        """
                        select s.tenant_id, s.rhythm, min(s.digested) as oldest from messaging_subscriber s
                        where s.state = 'CONFIRMED' and s.rhythm <> 'AT_ONCE' group by s.tenant_id, s.rhythm
                        """,
                        row -> new Due(new TenantId(row.uuid("tenant_id")), Rhythm.valueOf(row.string("rhythm")), row.instant("oldest")));
        for (Due due : rhythms) {
            tenants.byId(due.tenant())
                    .filter(site -> due.oldest().isBefore(moment(site, due.rhythm(), now)))
                    .ifPresent(site -> database.of(site.id()).write(transaction -> transaction.enqueue(QUEUE, due.rhythm().name())));
        }
    }

    /** The latest moment at which digests of that rhythm were due. */
    static Instant moment(Site site, Rhythm rhythm, Instant now) {
        ZonedDateTime there = now.atZone(site.tenant().zone());
        ZonedDateTime today = there.with(HOUR);
        ZonedDateTime latest = today.isAfter(there) ? today.minusDays(1) : today;
        return (rhythm == Rhythm.WEEKLY ? latest.with(TemporalAdjusters.previousOrSame(DayOfWeek.FRIDAY)) : latest).toInstant();
    }

    @Override
    public String queue() {
        return QUEUE;
    }

    /** Writes the next piece of digests; who has one is not found again, so a piece that is done again changes nothing. */
    @Override
    public void work(TenantId tenant, String payload) {
        Rhythm rhythm = Rhythm.valueOf(payload);
        tenants.byId(tenant).ifPresent(site -> {
            Instant until = moment(site, rhythm, clock.instant());
            database.of(tenant).write(transaction -> {
                List<Subscriber> due = due(transaction, rhythm, until);
                if (!due.isEmpty()) {
                    write(transaction, site, due, until);
                    transaction.execute(
                            "update messaging_subscriber s set digested = :until where s.tenant_id = :tenant and s.id in (:ids)",
                            "until", until, "ids", due.stream().map(Subscriber::id).toList());
                }
                if (due.size() == PIECE) {
                    transaction.enqueue(QUEUE, payload);
                }
            });
        });
    }

    private static List<Subscriber> due(Reader reader, Rhythm rhythm, Instant until) {
        return reader.list(
                """
                select s.* from messaging_subscriber s where s.tenant_id = :tenant and s.state = 'CONFIRMED' and s.rhythm = :rhythm and s.digested < :until
                order by s.id fetch next :limit rows only
                """,
                SubscriberTable::subscriber,
                "rhythm", rhythm, "until", until, "limit", PIECE);
    }

    private record Wanted(UUID subscriber, String topic) {}

    private void write(Transaction transaction, Site site, List<Subscriber> due, Instant until) {
        Instant oldest = due.stream().map(Subscriber::digested).min(Instant::compareTo).orElseThrow();
        List<AlertTable.Noted> all = AlertTable.between(transaction, oldest, until);
        Map<UUID, Set<String>> topics = new HashMap<>();
        transaction.list(
                        "select t.subscriber, t.topic from messaging_subscription t where t.tenant_id = :tenant and t.subscriber in (:ids)",
                        row -> new Wanted(row.uuid("subscriber"), row.string("topic")),
                        "ids", due.stream().map(Subscriber::id).toList())
                .forEach(wanted -> topics.computeIfAbsent(wanted.subscriber(), id -> new HashSet<>()).add(wanted.topic()));
        Map<String, Wording.Filled> worded = new HashMap<>();
        List<Message> messages = new ArrayList<>();
        for (Subscriber subscriber : due) {
            List<AlertTable.Noted> news = all.stream()
                    .filter(noted -> noted.concerns(topics.getOrDefault(subscriber.id(), Set.of()), subscriber.digested()))
                    .toList();
            if (!news.isEmpty()) {
                String text = text(site, news);
                Wording.Filled filled = worded.computeIfAbsent(subscriber.language().getLanguage() + text, key -> filler.fill(
                        transaction, site, DIGEST, subscriber.language(), Map.of("nouvelles", text, "lien", urls.of(site, "/"))));
                messages.add(new Message(
                        Fanout.id(QUEUE + until, subscriber.id()), Channel.EMAIL, DIGEST.id(), subscriber.email(), null, subscriber.id(), subscriber.language(),
                        false, filled.subject(), filled.text(), null, until, null, 0));
            }
        }
        MessageTable.insert(transaction, messages, clock.instant());
    }

    private String text(Site site, List<AlertTable.Noted> news) {
        return news.stream()
                .map(AlertTable.Noted::item)
                .map(item -> item.title() + "\n" + (item.summary().isBlank() ? "" : item.summary() + "\n") + urls.of(site, item.path()))
                .collect(Collectors.joining("\n\n"));
    }
}
