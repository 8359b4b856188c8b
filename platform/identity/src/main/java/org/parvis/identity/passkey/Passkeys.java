package org.parvis.identity.passkey;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.data.Ids;
import org.parvis.api.data.TenantData;
import org.parvis.api.data.Transaction;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.Tenants;
import org.parvis.identity.SqlSessions;
import org.parvis.identity.Throttle;

/**
 * Passkeys of citizens and of agents.
 *
 * <p>They are for the territory's host alone. Each challenge is for one browser, which holds a cookie for that, for one purpose, once, and
 * for five minutes; the authenticator must have checked its owner (finger, face or code), so that a passkey counts as two factors.
 */
@Component(service = Passkeys.class)
public final class Passkeys {
    /** So many may an account have. */
    public static final int MOST = 20;

    /** A sign-in page asks for a challenge each time it is opened; networks of many people open it often. */
    private static final int FREE_CHALLENGES = 300;

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final TenantData territory;
    private final Tenants tenants;
    private final PublicUrls urls;
    private final Throttle throttle;
    private @Nullable WebAuthn library;

    @Activate
    public Passkeys(@Reference Database database, @Reference Tenants tenants, @Reference PublicUrls urls) {
        this.territory = database.of(TenantId.TERRITORY);
        this.tenants = tenants;
        this.urls = urls;
        this.throttle = new Throttle(territory);
    }

    /**
     * What a browser is to be asked.
     *
     * @param options as JSON
     * @param cookie that must come back with the answer
     */
    public record Begun(String options, Response.Cookie cookie) {}

    /** Counts somebody who wants a challenge to sign in; answers how long to wait if there is none now. */
    public Optional<Duration> pause(Request request) {
        return throttle.enter(Throttle.Purpose.CHALLENGE, request.clientAddress(), FREE_CHALLENGES, request.now());
    }

    public Begun beginSignIn(Owner.Kind kind, Request request) {
        String browser = browser(kind, request).orElseGet(SqlSessions::newToken);
        String challenge = SqlSessions.newToken();
        territory.write(transaction -> ChallengeTable.insert(transaction, challenge, browser, kind, null, request.now()));
        return new Begun(PasskeyOptions.signIn(party(), challenge, ChallengeTable.LIFETIME), cookie(kind, request, browser));
    }

    /**
     * Begins to add one to an account whose owner is signed in.
     *
     * @param user what tells the account from others of the same person, as authenticators show it
     * @param shown the person's name
     */
    public Begun beginAdding(Owner.Kind kind, UUID account, String user, String shown, Request request) {
        String browser = browser(kind, request).orElseGet(SqlSessions::newToken);
        String challenge = SqlSessions.newToken();
        Owner owner = owner(kind, account);
        List<Passkey> existing = of(kind, account);
        territory.write(transaction -> ChallengeTable.insert(transaction, challenge, browser, kind, owner.handle(), request.now()));
        return new Begun(PasskeyOptions.add(party(), challenge, ChallengeTable.LIFETIME, owner, user, shown, existing), cookie(kind, request, browser));
    }

    private Owner owner(Owner.Kind kind, UUID account) {
        Optional<Owner> known = PasskeyTable.owner(territory, kind, account);
        if (known.isPresent()) {
            return known.get();
        }
        try {
            territory.write(transaction -> PasskeyTable.insert(transaction, new Owner(SqlSessions.newToken(), kind, account)));
        } catch (Conflict twice) {
            // Two first requests at the same moment: now the row is there.
        }
        return PasskeyTable.owner(territory, kind, account).orElseThrow();
    }

    /** Adds what the browser has made; never throws for what a browser says, so that what was used up stays so. */
    public Verdict add(Transaction transaction, Owner.Kind kind, UUID account, String name, String json, Request request) {
        try {
            Owner owner = PasskeyTable.owner(transaction, kind, account).orElseThrow(() -> new Refused(Verdict.Reason.OVER, "nothing was begun"));
            Answer answer = Answer.of(json);
            String challenge = use(transaction, kind, answer, owner.handle(), request);
            WebAuthn.Made made = webAuthn().register(answer, party(), challenge);
            if (PasskeyTable.byCredential(transaction, answer.credential()).isPresent()) {
                return new Verdict.Not(Verdict.Reason.TAKEN, null);
            }
            if (PasskeyTable.of(transaction, kind, account).size() >= MOST) {
                return new Verdict.Not(Verdict.Reason.MANY, null);
            }
            Passkey passkey = new Passkey(
                    Ids.next(), owner, answer.credential(), made.attested(), name, made.counter(), made.backupEligible(), made.backedUp(),
                    answer.transports(), request.now(), null);
            PasskeyTable.insert(transaction, passkey);
            return new Verdict.Right(passkey);
        } catch (Refused refused) {
            return refused.verdict();
        }
    }

    /** Whether the browser's answer signs somebody in; never throws for what a browser says, so that what was used up stays so. */
    public Verdict check(Transaction transaction, Owner.Kind kind, String json, Request request) {
        try {
            Answer answer = Answer.of(json);
            String challenge = use(transaction, kind, answer, null, request);
            Passkey passkey = PasskeyTable.byCredential(transaction, answer.credential())
                    .filter(one -> one.owner().kind() == kind && one.owner().handle().equals(answer.userHandle()))
                    .orElseThrow(() -> new Refused(Verdict.Reason.UNKNOWN, "no such passkey"));
            WebAuthn.Used used = webAuthn().authenticate(answer, passkey, party(), challenge);
            PasskeyTable.used(transaction, passkey.id(), used, request.now());
            return new Verdict.Right(passkey);
        } catch (Refused refused) {
            return refused.verdict();
        }
    }

    private static String use(Transaction transaction, Owner.Kind kind, Answer answer, @Nullable String handle, Request request) {
        String challenge = answer.challenge();
        String browser = browser(kind, request).orElseThrow(() -> new Refused(Verdict.Reason.OVER, "no cookie"));
        if (!TOKEN.matcher(challenge).matches() || !ChallengeTable.use(transaction, challenge, browser, kind, handle, request.now())) {
            throw new Refused(Verdict.Reason.OVER, "no such challenge");
        }
        return challenge;
    }

    public List<Passkey> of(Owner.Kind kind, UUID account) {
        return PasskeyTable.of(territory, kind, account);
    }

    /** One of that account's; empty if it is not theirs. */
    public Optional<Passkey> one(Owner.Kind kind, UUID account, String id) {
        return of(kind, account).stream().filter(one -> one.id().toString().equals(id)).findFirst();
    }

    public void rename(Transaction transaction, Passkey passkey, String name) {
        PasskeyTable.rename(transaction, passkey.id(), name);
    }

    /** False if it was gone already. */
    public boolean remove(Transaction transaction, Passkey passkey) {
        return PasskeyTable.delete(transaction, passkey.id());
    }

    /** Made at the first use: it takes a moment, which no start has to wait for. */
    private synchronized WebAuthn webAuthn() {
        WebAuthn made = library == null ? new WebAuthn() : library;
        library = made;
        return made;
    }

    private RelyingParty party() {
        return RelyingParty.of(tenants.territory(), urls);
    }

    private static Optional<String> browser(Owner.Kind kind, Request request) {
        return request.cookie(cookieName(kind, request)).filter(value -> TOKEN.matcher(value).matches());
    }

    /** Name of the cookie that ties challenges to a browser. */
    public static String cookieName(Owner.Kind kind, Request request) {
        // The back office has cookies of its own path, which the prefix forbids.
        return kind == Owner.Kind.AGENT ? "parvis-bureau-cle" : request.secure() ? "__Host-parvis-compte-cle" : "parvis-compte-cle";
    }

    private static Response.Cookie cookie(Owner.Kind kind, Request request, String browser) {
        return new Response.Cookie(cookieName(kind, request), browser, ChallengeTable.LIFETIME);
    }
}
