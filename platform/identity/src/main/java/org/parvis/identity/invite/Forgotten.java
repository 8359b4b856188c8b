package org.parvis.identity.invite;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.data.TenantData;
import org.parvis.api.event.WorkConsumer;
import org.parvis.api.notify.Channel;
import org.parvis.api.notify.Kind;
import org.parvis.api.notify.Notification;
import org.parvis.api.notify.NotificationKinds;
import org.parvis.api.notify.Notifications;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.Tenants;
import org.parvis.identity.Account;
import org.parvis.identity.AccountTable;
import org.parvis.identity.SignIn;
import org.parvis.identity.SqlSessions;
import org.parvis.identity.Throttle;

/**
 * A link by e-mail for who forgot the password.
 *
 * <p>The request only queues work, whether or not there is such an account: neither the answer nor the time that it takes tells.
 */
@Component(service = {Forgotten.class, WorkConsumer.class, NotificationKinds.class})
public final class Forgotten implements WorkConsumer, NotificationKinds {
    static final Duration LIFETIME = Duration.ofHours(1);

    private static final String QUEUE = "identity.forgotten";
    private static final Kind LINK = Kind.answer("identity.forgotten", "nom", "lien");

    private final TenantData territory;
    private final Notifications notifications;
    private final Tenants tenants;
    private final PublicUrls urls;
    private final Clock clock;
    private final Throttle throttle;

    @Activate
    public Forgotten(
            @Reference Database database, @Reference Notifications notifications, @Reference Tenants tenants, @Reference PublicUrls urls,
            @Reference Clock clock) {
        this.territory = database.of(TenantId.TERRITORY);
        this.notifications = notifications;
        this.tenants = tenants;
        this.urls = urls;
        this.clock = clock;
        this.throttle = new Throttle(territory);
    }

    boolean byMail() {
        return notifications.carries(Channel.EMAIL);
    }

    @Override
    public List<Kind> kinds() {
        return List.of(LINK);
    }

    @Override
    public boolean ofTerritory() {
        return true;
    }

    /** Takes the wish; how long to wait if there were too many. */
    Optional<Duration> ask(String typed, SignIn.Origin origin) {
        String email = Account.normalEmail(typed);
        Optional<Duration> pause = throttle.enter(Throttle.Purpose.FORGOTTEN, email, origin.address(), origin.now());
        if (pause.isEmpty()) {
            territory.write(transaction -> transaction.enqueue(QUEUE, email));
        }
        return pause;
    }

    @Override
    public String queue() {
        return QUEUE;
    }

    @Override
    public void work(TenantId tenant, String email) {
        AccountTable.byEmail(territory, email).ifPresent(account -> territory.write(transaction -> {
            String token = SqlSessions.newToken();
            Instant now = clock.instant();
            Instant expires = now.plus(LIFETIME);
            LinkTable.replace(transaction, new LinkTable.Link(
                    SqlSessions.hash(token), account.id(), LinkTable.Purpose.FORGOTTEN, TenantId.TERRITORY, now, expires, ""));
            Map<String, String> values = Map.of("nom", account.name(), "lien", urls.of(tenants.territory(), Invitations.PATH + token));
            notifications.send(transaction, new Notification(LINK.id(), Invitations.recipient(account), values, expires));
        }));
    }
}
