package org.parvis.identity.invite;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.audit.AuditEntry;
import org.parvis.api.data.Database;
import org.parvis.api.data.TenantData;
import org.parvis.api.data.Transaction;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Grant;
import org.parvis.api.notify.Channel;
import org.parvis.api.notify.Kind;
import org.parvis.api.notify.Notification;
import org.parvis.api.notify.NotificationKinds;
import org.parvis.api.notify.Notifications;
import org.parvis.api.notify.Recipient;
import org.parvis.api.route.NotFound;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.Tenants;
import org.parvis.api.view.LongDate;
import org.parvis.identity.Account;
import org.parvis.identity.AccountTable;
import org.parvis.identity.PasswordService;
import org.parvis.identity.SqlAgents;
import org.parvis.identity.SqlSessions;

/** Invites agents by e-mail: a link that works once, with which they choose their password. */
@Component(service = {Invitations.class, NotificationKinds.class})
public final class Invitations implements NotificationKinds {
    static final Duration LIFETIME = Duration.ofDays(7);
    static final String PATH = "/bureau/acces/";

    private static final Kind INVITED = Kind.answer("identity.invited", "nom", "collectivite", "par", "lien", "fin");
    private static final Kind GRANTED = Kind.answer("identity.granted", "nom", "collectivite", "par", "lien");

    private final TenantData territory;
    private final SqlAgents agents;
    private final PasswordService passwords;
    private final Notifications notifications;
    private final Tenants tenants;
    private final PublicUrls urls;
    private final Audit audit;
    private final Clock clock;

    @Activate
    public Invitations(
            @Reference Database database, @Reference SqlAgents agents, @Reference PasswordService passwords, @Reference Notifications notifications,
            @Reference Tenants tenants, @Reference PublicUrls urls, @Reference Audit audit, @Reference Clock clock) {
        this.territory = database.of(TenantId.TERRITORY);
        this.agents = agents;
        this.passwords = passwords;
        this.notifications = notifications;
        this.tenants = tenants;
        this.urls = urls;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * An invitation that was not answered yet; times in UTC.
     *
     * @param by who invited, or empty
     */
    public record Pending(UUID account, Instant made, Instant expires, String by) {}

    @Override
    public List<Kind> kinds() {
        return List.of(INVITED, GRANTED);
    }

    @Override
    public boolean ofTerritory() {
        return true;
    }

    /** Whether e-mail is set up. */
    public boolean byMail() {
        return notifications.carries(Channel.EMAIL);
    }

    /**
     * Gives roles and tells the person by e-mail.
     *
     * @return whether the account is new: the person chooses a password first
     * @throws org.parvis.api.route.Invalid if the address, the name or the roles are none
     */
    public boolean invite(Site site, String email, String name, Set<Grant> grants, Agent by) {
        // Nobody knows this password, and it is over at once: only the link opens the account.
        String hash = passwords.passwords().hash(SqlSessions.newToken());
        SqlAgents.Invited invited = agents.add(
                site.id(), email, name, grants, hash, clock.instant(), by, (transaction, account) -> send(transaction, account, site, by));
        if (!invited.fresh() && pending().get(invited.account().id()) == null) {
            territory.write(transaction -> notifications.send(transaction, Notification.of(
                    GRANTED.id(), recipient(invited.account()), values(invited.account(), site, by, urls.of(tenants.territory(), "/bureau")))));
        }
        return invited.fresh();
    }

    /** Sends an invitation again, with another link; the former one is over. */
    public void again(Site site, UUID id, Agent by) {
        Account account = AccountTable.byId(territory, id).filter(one -> pending().containsKey(one.id())).orElseThrow(NotFound::new);
        territory.write(transaction -> {
            send(transaction, account, site, by);
            audit.record(transaction, AuditEntry.by(by, "identity.invite.again", id.toString()).about(site.id()));
        });
    }

    /** Those that wait for an answer, by account. */
    public Map<UUID, Pending> pending() {
        Map<UUID, Pending> pending = new HashMap<>();
        LinkTable.invitations(territory).forEach(link -> pending.put(link.account(), new Pending(link.account(), link.made(), link.expires(), link.by())));
        return pending;
    }

    private void send(Transaction transaction, Account account, Site site, Agent by) {
        String token = SqlSessions.newToken();
        Instant now = clock.instant();
        Instant expires = now.plus(LIFETIME);
        LinkTable.replace(transaction, new LinkTable.Link(
                SqlSessions.hash(token), account.id(), LinkTable.Purpose.INVITE, site.id(), now, expires, by.name()));
        Map<String, String> values = values(account, site, by, urls.of(tenants.territory(), PATH + token));
        values.put("fin", LongDate.of(LocalDate.ofInstant(expires, site.tenant().zone()), Locale.forLanguageTag(account.language())));
        notifications.send(transaction, new Notification(INVITED.id(), recipient(account), values, expires));
    }

    private static Map<String, String> values(Account account, Site site, Agent by, String link) {
        Map<String, String> values = new HashMap<>();
        values.put("nom", account.name());
        values.put("collectivite", site.tenant().name().name());
        values.put("par", by.name());
        values.put("lien", link);
        return values;
    }

    static Recipient recipient(Account account) {
        return Recipient.email(account.email(), Locale.forLanguageTag(account.language()));
    }
}
