package org.parvis.identity.code;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.code.FollowUp;
import org.parvis.api.code.FollowUpTarget;
import org.parvis.api.data.Database;
import org.parvis.api.event.WorkConsumer;
import org.parvis.api.notify.Channel;
import org.parvis.api.notify.Kind;
import org.parvis.api.notify.Notification;
import org.parvis.api.notify.NotificationKinds;
import org.parvis.api.notify.Notifications;
import org.parvis.api.notify.Recipient;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.tenant.TenantId;
import org.parvis.identity.Throttle;

/**
 * « Renvoyez-moi mon code »: second codes for all that an address follows up, sent to that address.
 *
 * <p>The request only queues work, whether or not the address is known: neither the answer nor the time that it takes tells.
 */
@Component(service = {CodeAgain.class, WorkConsumer.class, NotificationKinds.class})
public final class CodeAgain implements WorkConsumer, NotificationKinds {
    private static final String QUEUE = "identity.codes";
    private static final Kind CODES =
            new Kind("identity.codes", List.of("dossiers", "bref"), Set.of(Channel.EMAIL, Channel.SMS), false, true);
    /** A message holds no more. */
    private static final int MOST = 20;

    private final Database database;
    private final SqlFollowUp codes;
    private final Notifications notifications;
    private final Plugins plugins;
    private final Clock clock;
    private final Throttle throttle;

    @Activate
    public CodeAgain(
            @Reference Database database, @Reference SqlFollowUp codes, @Reference Notifications notifications, @Reference Plugins plugins,
            @Reference Clock clock) {
        this.database = database;
        this.codes = codes;
        this.notifications = notifications;
        this.plugins = plugins;
        this.clock = clock;
        this.throttle = new Throttle(database.of(TenantId.TERRITORY));
    }

    boolean isPossible() {
        return notifications.carries(Channel.EMAIL) || notifications.carries(Channel.SMS);
    }

    @Override
    public List<Kind> kinds() {
        return List.of(CODES);
    }

    Optional<Duration> ask(TenantId tenant, String contact, Locale language, String address, Instant now) {
        Optional<Duration> pause = throttle.enter(Throttle.Purpose.FOLLOW_UP_AGAIN, String.valueOf(Hashes.contact(contact)), address, now);
        if (pause.isEmpty()) {
            database.of(tenant).write(transaction -> transaction.enqueue(QUEUE, language.getLanguage() + " " + contact.strip()));
        }
        return pause;
    }

    @Override
    public String queue() {
        return QUEUE;
    }

    @Override
    public void work(TenantId tenant, String payload) {
        Locale language = Locale.forLanguageTag(payload.substring(0, 2));
        String contact = payload.substring(3);
        String hash = Hashes.contact(contact);
        Optional<Recipient> to = recipient(contact, language);
        if (hash == null || to.isEmpty()) {
            return;
        }
        database.of(tenant).write(transaction -> {
            List<String> lines = new ArrayList<>();
            List<String> brief = new ArrayList<>();
            // Of each thing the code that was given out first: one that was sent again is replaced.
            List<CodeTable.Code> first = CodeTable.ofContact(transaction, hash, clock.instant()).stream().filter(code -> !code.sentAgain()).limit(MOST).toList();
            for (CodeTable.Code code : first) {
                title(tenant, code).ifPresent(title -> {
                    FollowUp.Issued issued = codes.again(transaction, code);
                    lines.add(title + "\n" + issued.code() + "\n" + issued.link());
                    brief.add(title + " " + issued.code());
                });
            }
            if (!lines.isEmpty()) {
                notifications.send(transaction, Notification.of(
                        CODES.id(), to.get(), Map.of("dossiers", String.join("\n\n", lines), "bref", String.join(", ", brief))));
            }
        });
    }

    private Optional<String> title(TenantId tenant, CodeTable.Code code) {
        return plugins.of(tenant).of(FollowUpTarget.class).stream()
                .filter(target -> target.kind().equals(code.thing().kind()) && target.typed())
                .findFirst()
                .flatMap(target -> target.title(tenant, code.thing().id()));
    }

    private static Optional<Recipient> recipient(String contact, Locale language) {
        if (contact.indexOf('@') >= 0) {
            return Recipient.isEmail(contact) ? Optional.of(Recipient.email(contact, language)) : Optional.empty();
        }
        return Hashes.international(contact).map(number -> new Recipient(null, number, null, language));
    }
}
