package org.parvis.directory;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
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
import org.parvis.api.data.Transaction;
import org.parvis.api.notify.Channel;
import org.parvis.api.notify.Kind;
import org.parvis.api.notify.Notification;
import org.parvis.api.notify.NotificationKinds;
import org.parvis.api.notify.Notifications;
import org.parvis.api.notify.Recipient;
import org.parvis.api.route.Invalid;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;

/** People who act for an organisation: invited by e-mail, let in by a link that only the owner of the address has. */
@Component(service = {Members.class, NotificationKinds.class})
public final class Members implements NotificationKinds {

    static final String MEMBER_PATH = "/associations-membre/";
    static final Duration INVITATION = Duration.ofDays(30);

    private static final Duration ON_REQUEST = Duration.ofDays(2);
    private static final Duration REMINDER = Duration.ofDays(60);
    private static final String INVITED = "directory.invitation";
    private static final String LINK = "directory.link";
    private static final String REMINDED = "directory.reminder";
    private static final String DECIDED = "directory.decision";
    private static final int MOST_MEMBERS = 10;
    private static final int LINKS_AN_HOUR = 3;
    private static final int TOKEN_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Database database;
    private final Notifications notifications;
    private final PublicUrls urls;
    private final Audit audit;

    @Activate
    public Members(@Reference Database database, @Reference Notifications notifications, @Reference PublicUrls urls, @Reference Audit audit) {
        this.database = database;
        this.notifications = notifications;
        this.urls = urls;
        this.audit = audit;
    }

    @Override
    public List<Kind> kinds() {
        return List.of(
                Kind.answer(INVITED, "organisme", "lien"), Kind.answer(LINK, "organisme", "lien"),
                // Once a year, and not at night.
                new Kind(REMINDED, List.of("organisme", "lien"), Set.of(Channel.EMAIL), false, false),
                new Kind(DECIDED, List.of("organisme", "decision", "motif"), Set.of(Channel.EMAIL), false, false));
    }

    List<Member> of(TenantId tenant, UUID organisation) {
        return MemberTable.of(database.of(tenant), organisation);
    }

    /**
     * Invites somebody to act for an organisation; who is invited already gets another link.
     *
     * @throws Invalid (field {@code member}) if the address is none, or there are too many members
     */
    void invite(Site site, Listing listing, String email, Locale language, AuditEntry.Party by, Instant now) {
        if (!Recipient.isEmail(email)) {
            throw Invalid.field("member", email.isEmpty() ? "form.required" : "form.email");
        }
        database.of(site.id()).write(transaction -> {
            Optional<Member> known = MemberTable.byEmail(transaction, listing.id(), email);
            if (known.isEmpty() && MemberTable.of(transaction, listing.id()).size() >= MOST_MEMBERS) {
                throw Invalid.field("member", "directory.members.many", MOST_MEMBERS);
            }
            Member member = known.orElseGet(() -> added(transaction, listing, email, language, now));
            if (allowed(transaction, member, now)) {
                send(transaction, site, listing, member, INVITED, now, INVITATION);
            }
            audit.record(transaction, AuditEntry.by(by, "directory.invite", listing.id().toString()).detail(listing.details().name()).concerning(member.party()));
        });
    }

    private static Member added(Transaction transaction, Listing listing, String email, Locale language, Instant now) {
        Member member = new Member(Ids.next(), listing.id(), email, language, false);
        MemberTable.insert(transaction, member, now);
        return member;
    }

    private static boolean allowed(Transaction transaction, Member member, Instant now) {
        return MemberTable.linksSince(transaction, member.id(), now.minus(Duration.ofHours(1))) < LINKS_AN_HOUR;
    }

    /** Sends a link if the address is a member's; who asks cannot tell. */
    void requestLink(Site site, Listing listing, String email, Instant now) {
        database.of(site.id()).write(transaction -> MemberTable.byEmail(transaction, listing.id(), email)
                .filter(member -> allowed(transaction, member, now))
                .ifPresent(member -> send(transaction, site, listing, member, LINK, now, ON_REQUEST)));
    }

    /** Asks once a year whether what is written is still right. */
    void remind(Transaction transaction, Site site, Listing listing, Instant now) {
        MemberTable.of(transaction, listing.id()).stream()
                .filter(Member::proven)
                .forEach(member -> send(transaction, site, listing, member, REMINDED, now, REMINDER));
    }

    private void send(Transaction transaction, Site site, Listing listing, Member member, String kind, Instant now, Duration time) {
        byte[] bytes = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        MemberTable.link(transaction, Ids.next(), member.id(), hash(token), now, now.plus(time));
        String path = (member.language().getLanguage().equals("en") ? "/en" : "") + MEMBER_PATH + token;
        notifications.send(transaction, new Notification(
                kind, Recipient.email(member.email(), member.language()), Map.of("organisme", listing.details().name(), "lien", urls.of(site, path)),
                now.plus(time)));
    }

    /** @param decision text of what was decided, in the member's language; {@code reason} may be empty */
    void tell(Transaction transaction, Listing listing, Member member, String decision, String reason) {
        notifications.send(transaction, Notification.of(
                DECIDED, Recipient.email(member.email(), member.language()), Map.of("organisme", listing.details().name(), "decision", decision, "motif", reason)));
    }

    /** Whom a link lets in, and for which organisation. */
    record Access(Member member, Listing listing) {}

    Optional<Access> byToken(TenantId tenant, String token, Instant now) {
        return MemberTable.byLink(database.of(tenant), hash(token), now)
                .flatMap(member -> ListingTable.byId(database.of(tenant), member.organisation()).map(listing -> new Access(member, listing)));
    }

    void remove(TenantId tenant, Listing listing, Member member, AuditEntry.Party by) {
        database.of(tenant).write(transaction -> {
            MemberTable.delete(transaction, member.id());
            audit.record(transaction, AuditEntry.by(by, "directory.member.remove", listing.id().toString()).detail(listing.details().name()).concerning(member.party()));
        });
    }

    /** Only what a secret hashes to is kept: it has 256 random bits, so a plain hash is enough. */
    private static String hash(String token) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
