package org.parvis.identity.code;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.code.FollowUp;
import org.parvis.api.data.Database;
import org.parvis.api.data.Ids;
import org.parvis.api.data.TenantData;
import org.parvis.api.data.Transaction;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.Tenants;
import org.parvis.identity.SqlSessions;
import org.parvis.identity.Throttle;

/** Codes in a table of the tenant that issued them. */
@Component(service = {FollowUp.class, SqlFollowUp.class})
public final class SqlFollowUp implements FollowUp {
    static final String COOKIE = "parvis-suivi";
    static final Duration OPEN = Duration.ofHours(1);
    /** So many letters of a code tell codes apart that are guessed one after the other. */
    private static final int PREFIX = 4;

    private final Database database;
    private final Tenants tenants;
    private final PublicUrls urls;
    private final Clock clock;
    private final Throttle throttle;

    @Activate
    public SqlFollowUp(@Reference Database database, @Reference Tenants tenants, @Reference PublicUrls urls, @Reference Clock clock) {
        this.database = database;
        this.tenants = tenants;
        this.urls = urls;
        this.clock = clock;
        this.throttle = new Throttle(database.of(TenantId.TERRITORY));
    }

    @Override
    public Issued issue(Transaction transaction, Thing thing, Contact contact, Instant expires) {
        String email = Hashes.email(contact.email());
        String phone = Hashes.phone(contact.phone());
        if (email == null && phone == null) {
            throw new IllegalArgumentException("a follow-up code needs an address or a number");
        }
        CodeTable.delete(transaction, thing);
        return issue(transaction, new CodeTable.Code(Ids.next(), thing, email, phone, expires, false, false));
    }

    @Override
    public Optional<Issued> further(Transaction transaction, Thing thing) {
        return CodeTable.first(transaction, thing, clock.instant()).map(former -> issue(
                transaction, new CodeTable.Code(Ids.next(), thing, former.emailHash(), former.phoneHash(), former.expires(), true, true)));
    }

    /** A second code for the same thing and person: the first one may be on paper in a drawer, and goes on working. */
    Issued again(Transaction transaction, CodeTable.Code former) {
        CodeTable.deleteSentAgain(transaction, former.thing());
        return issue(transaction, new CodeTable.Code(Ids.next(), former.thing(), former.emailHash(), former.phoneHash(), former.expires(), true, false));
    }

    private Issued issue(Transaction transaction, CodeTable.Code code) {
        Site site = tenants.byId(transaction.tenant()).orElseThrow(NotFound::new);
        String typed = TypedCode.random();
        String token = SqlSessions.newToken();
        String canonical = TypedCode.canonical(typed).orElseThrow();
        CodeTable.insert(transaction, code, Hashes.code(transaction.tenant(), canonical), SqlSessions.hash(token), clock.instant());
        return new Issued(typed, urls.of(site, FollowUpPages.PATH + "/ouvrir/" + token));
    }

    @Override
    public void revoke(Transaction transaction, Thing thing) {
        CodeTable.delete(transaction, thing);
    }

    @Override
    public Optional<Thing> opened(Request request) {
        TenantData data = database.of(request.tenant());
        Optional<String> token = request.cookie(COOKIE).map(SqlSessions::hash);
        Optional<CodeTable.Open> open = token.flatMap(hash -> CodeTable.opened(data, hash, request.now()));
        // Who is still at it keeps it open: a long form does not close over what was typed.
        open.filter(one -> one.until().isBefore(request.now().plus(OPEN.dividedBy(2))))
                .ifPresent(one -> data.write(transaction -> CodeTable.keepOpen(transaction, token.orElseThrow(), request.now().plus(OPEN))));
        return open.map(CodeTable.Open::thing);
    }

    /** What came of typing a code: exactly one of the two, or none if it opens nothing. */
    record Entered(Optional<String> token, Optional<Duration> pause) {}

    /** Opens what a code and an address belong to; counted before it is looked at. */
    Entered enter(TenantId tenant, String canonical, String contact, String address, Instant now) {
        String bucket = tenant.value() + ":" + canonical.substring(0, PREFIX);
        Optional<Duration> pause = throttle.enter(Throttle.Purpose.FOLLOW_UP, bucket, address, now);
        if (pause.isPresent()) {
            return new Entered(Optional.empty(), pause);
        }
        String contactHash = Hashes.contact(contact);
        Optional<CodeTable.Code> code = Hashes.codes(tenant, canonical).stream()
                .flatMap(hash -> CodeTable.byCode(database.of(tenant), hash, now).stream())
                .findFirst()
                .filter(found -> contactHash != null && found.isOf(contactHash));
        code.ifPresent(found -> database.of(TenantId.TERRITORY).write(transaction -> Throttle.succeeded(transaction, Throttle.Purpose.FOLLOW_UP, bucket, address)));
        return new Entered(code.map(found -> open(tenant, found, now)), Optional.empty());
    }

    /** Opens what a link belongs to: its token for the cookie. */
    Optional<String> follow(TenantId tenant, String link, Instant now) {
        return CodeTable.byLink(database.of(tenant), SqlSessions.hash(link), now).map(code -> open(tenant, code, now));
    }

    private String open(TenantId tenant, CodeTable.Code code, Instant now) {
        String token = SqlSessions.newToken();
        database.of(tenant).write(transaction -> CodeTable.open(transaction, code.id(), SqlSessions.hash(token), now.plus(OPEN)));
        return token;
    }

    void close(Request request) {
        request.cookie(COOKIE).ifPresent(token -> database.of(request.tenant()).write(transaction -> CodeTable.close(transaction, SqlSessions.hash(token))));
    }
}
