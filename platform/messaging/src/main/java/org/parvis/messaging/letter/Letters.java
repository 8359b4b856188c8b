package org.parvis.messaging.letter;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.content.RichText;
import org.parvis.api.data.Database;
import org.parvis.api.data.Ids;
import org.parvis.api.data.Reader;
import org.parvis.api.event.WorkConsumer;
import org.parvis.api.identity.Agent;
import org.parvis.api.notify.Channel;
import org.parvis.api.notify.Recipient;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.NotFound;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.messaging.deliver.Contents;
import org.parvis.messaging.deliver.Message;
import org.parvis.messaging.deliver.MessageTable;
import org.parvis.messaging.subscribe.Fanout;
import org.parvis.messaging.subscribe.Topics;

/** The life of newsletters: drafts that are changed, tried and sent once to all who subscribed by then. */
@Component(service = {Letters.class, WorkConsumer.class})
public final class Letters implements WorkConsumer {
    static final String KIND = "messaging.newsletter";
    static final String TAG = "messaging-letters";
    static final int LONGEST_SUBJECT = 150;
    private static final String QUEUE = "messaging.letter";

    private final Database database;
    private final RichText richText;
    private final PublicUrls urls;
    private final Audit audit;
    private final Clock clock;

    @Activate
    public Letters(
            @Reference Database database, @Reference RichText richText, @Reference PublicUrls urls, @Reference Audit audit, @Reference Clock clock) {
        this.database = database;
        this.richText = richText;
        this.urls = urls;
        this.audit = audit;
        this.clock = clock;
    }

    Reader reader(TenantId tenant) {
        return database.of(tenant);
    }

    /** @throws NotFound if there is no such letter */
    Letter get(TenantId tenant, UUID id) {
        return LetterTable.byId(database.of(tenant), id).orElseThrow(NotFound::new);
    }

    /** @throws Invalid field by field */
    Letter create(TenantId tenant, Agent agent, String subject, String body) {
        Letter letter = new Letter(Ids.next(), subject, checked(subject, body), agent.name(), now(), null, null, 1);
        database.of(tenant).write(transaction -> {
            LetterTable.insert(transaction, letter);
            audit.record(transaction, agent, "messaging.letter.create", letter.id().toString(), subject);
        });
        return letter;
    }

    /** @throws Conflict if it was changed or sent meanwhile */
    Letter edit(TenantId tenant, Agent agent, UUID id, int version, String subject, String body) {
        Letter letter = new Letter(id, subject, checked(subject, body), agent.name(), now(), null, null, version + 1);
        database.of(tenant).write(transaction -> {
            if (!LetterTable.update(transaction, letter)) {
                throw new Conflict("messaging.letter.conflict");
            }
            audit.record(transaction, agent, "messaging.letter.edit", id.toString(), subject);
        });
        return letter;
    }

    private String checked(String subject, String body) {
        String sanitised = richText.sanitise(body);
        List<FieldError> errors = new ArrayList<>();
        if (subject.isBlank()) {
            errors.add(FieldError.of("subject", "form.required"));
        } else if (subject.length() > LONGEST_SUBJECT) {
            errors.add(FieldError.of("subject", "form.long", LONGEST_SUBJECT));
        } else if (subject.chars().anyMatch(Character::isISOControl)) {
            errors.add(FieldError.of("subject", "messaging.wording.error.line"));
        }
        if (richText.plain(sanitised).isBlank()) {
            errors.add(FieldError.of("body", "form.required"));
        }
        if (!errors.isEmpty()) {
            throw Invalid.of(errors);
        }
        return sanitised;
    }

    void delete(TenantId tenant, Agent agent, UUID id) {
        database.of(tenant).write(transaction -> {
            LetterTable.byId(transaction, id).ifPresent(letter -> {
                LetterTable.delete(transaction, id);
                audit.record(transaction, agent, "messaging.letter.delete", id.toString(), letter.subject());
                transaction.touch(TAG);
            });
        });
    }

    /** Sends a letter to the agent alone. */
    void tryOut(Site site, Agent agent, UUID id, String subject) {
        Letter letter = get(site.id(), id);
        Instant now = now();
        database.of(site.id()).write(transaction -> {
            UUID content = Contents.insert(transaction, content(site, letter), now);
            Message message = new Message(
                    Ids.next(), Channel.EMAIL, KIND, Recipient.email(agent.email(), Locale.FRENCH).email(), null, null, Locale.forLanguageTag(agent.language()), true,
                    subject, null, content, now, null, 0);
            MessageTable.insert(transaction, List.of(message), now);
        });
    }

    /**
     * Sends a letter to all who subscribed.
     *
     * @throws Conflict if it was changed or sent meanwhile
     */
    void send(Site site, Agent agent, UUID id, int version) {
        Letter letter = get(site.id(), id);
        Instant now = now();
        database.of(site.id()).write(transaction -> {
            UUID content = Contents.insert(transaction, content(site, letter), now);
            if (letter.version() != version || !LetterTable.sent(transaction, letter, content, now)) {
                throw new Conflict("messaging.letter.conflict");
            }
            audit.record(transaction, agent, "messaging.letter.send", id.toString(), letter.subject());
            transaction.enqueue(QUEUE, Fanout.Place.first(id.toString()).payload());
            transaction.touch(TAG);
        });
    }

    /** What is a path on the site becomes an address that works in a mail. */
    private Contents.Content content(Site site, Letter letter) {
        String root = urls.of(site, "/");
        String html = letter.body().replace("src=\"/", "src=\"" + root).replace("href=\"/", "href=\"" + root);
        return new Contents.Content(html, richText.plain(letter.body()) + "\n\n" + urls.of(site, letter.path()));
    }

    @Override
    public String queue() {
        return QUEUE;
    }

    /** Queues the mails of the next piece of subscribers. */
    @Override
    public void work(TenantId tenant, String payload) {
        Fanout.Place place = Fanout.Place.of(payload);
        UUID id = UUID.fromString(place.thing());
        Letter letter = LetterTable.byId(database.of(tenant), id).orElse(null);
        if (letter == null || letter.content() == null) {
            return;
        }
        Instant now = now();
        database.of(tenant).write(transaction -> Fanout.piece(
                        transaction, List.of(Topics.LETTER), false, place,
                        subscriber -> new Message(
                                Fanout.id(KIND + id, subscriber.id()), Channel.EMAIL, KIND, subscriber.email(), null, subscriber.id(), subscriber.language(), false,
                                letter.subject(), null, letter.content(), now, null, 0),
                        now)
                .ifPresent(next -> transaction.enqueue(QUEUE, next.payload())));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
