package org.parvis.identity.citizen;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.data.TenantData;
import org.parvis.api.data.Transaction;
import org.parvis.api.notify.Notification;
import org.parvis.api.notify.Notifications;
import org.parvis.api.notify.Recipient;
import org.parvis.api.route.Request;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.Tenants;
import org.parvis.identity.SqlSessions;
import org.parvis.identity.Throttle;
import org.parvis.identity.citizen.ProofTable.Proof;
import org.parvis.identity.citizen.ProofTable.Purpose;

/**
 * Proves that somebody reads the mail of an address, by a link or by six digits of the same mail.
 *
 * <p>The digits count in the browser that asked for them alone. The link opens anywhere, and only its page's button uses it up: programs
 * that look through mail follow links too. Whether there is an account of that address makes no difference before the proof.
 */
@Component(service = MailProofs.class)
public final class MailProofs {
    static final Duration LIFETIME = Duration.ofMinutes(20);

    private static final int MOST_TRIES = 5;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final TenantData territory;
    private final Notifications notifications;
    private final Tenants tenants;
    private final PublicUrls urls;
    private final Throttle throttle;

    @Activate
    public MailProofs(@Reference Database database, @Reference Notifications notifications, @Reference Tenants tenants, @Reference PublicUrls urls) {
        this.territory = database.of(TenantId.TERRITORY);
        this.notifications = notifications;
        this.tenants = tenants;
        this.urls = urls;
        this.throttle = new Throttle(territory);
    }

    /** Name of the cookie that holds the browser's token. */
    static String cookie(Request request) {
        return request.secure() ? "__Host-parvis-compte-preuve" : "parvis-compte-preuve";
    }

    /** What came of asking for a mail or of typing its code. */
    sealed interface Outcome permits Sent, Wait, Right, Wrong, Over {}

    /** The mail leaves; the token for the browser's cookie. */
    record Sent(String token) implements Outcome {}

    record Wait(Duration pause) implements Outcome {}

    /** Proven and used up. */
    record Right(Proof proof) implements Outcome {}

    record Wrong() implements Outcome {}

    /** There is nothing to prove any more: too late, or too many tries. */
    record Over() implements Outcome {}

    /**
     * Sends a mail; what was sent to that address to sign in before is over.
     *
     * @param email in lower case, well-formed
     * @param person whose address it is to become, for {@link Purpose#CHANGE}
     */
    Outcome send(Purpose purpose, String email, @Nullable UUID person, boolean lasting, String backTo, Request request) {
        Optional<Duration> pause = throttle.enter(Throttle.Purpose.PERSON_MAIL, email, request.clientAddress(), request.now());
        if (pause.isPresent()) {
            return new Wait(pause.get());
        }
        String browser = SqlSessions.newToken();
        String link = SqlSessions.newToken();
        String digits = String.format(Locale.ROOT, "%06d", RANDOM.nextInt(1_000_000));
        String hash = SqlSessions.hash(browser);
        Proof proof = new Proof(
                hash, purpose, email, person, SqlSessions.hash(link), code(hash, digits), lasting, request.now().plus(LIFETIME), backTo);
        String address = urls.of(tenants.territory(), PersonPaths.in(request, PersonSignInPages.LINK + link));
        Notification mail = new Notification(
                purpose == Purpose.CHANGE ? PersonKinds.CHANGE : PersonKinds.CODE,
                Recipient.email(email, request.language()),
                Map.of("code", digits, "lien", address, "minutes", Long.toString(LIFETIME.toMinutes())),
                proof.expires());
        territory.write(transaction -> {
            if (purpose == Purpose.SIGN_IN) {
                ProofTable.deleteOf(transaction, purpose, email);
            }
            ProofTable.insert(transaction, proof);
            notifications.send(transaction, mail);
        });
        return new Sent(browser);
    }

    /**
     * Sends six digits, and no link, by which somebody who is signed in proves again who they are; those sent before are over.
     *
     * @param session hash of the session, which alone they are for
     * @return how long to wait if there were too many
     */
    Optional<Duration> sendAgain(Person person, String session, Request request) {
        Optional<Duration> pause = throttle.enter(Throttle.Purpose.PERSON_MAIL, person.email(), request.clientAddress(), request.now());
        if (pause.isPresent()) {
            return pause;
        }
        String browser = SqlSessions.hash(again(session));
        String digits = String.format(Locale.ROOT, "%06d", RANDOM.nextInt(1_000_000));
        Proof proof = new Proof(
                browser, Purpose.AGAIN, person.email(), person.id(), SqlSessions.hash(SqlSessions.newToken()), code(browser, digits), false,
                request.now().plus(LIFETIME), "");
        territory.write(transaction -> {
            ProofTable.delete(transaction, browser);
            ProofTable.insert(transaction, proof);
            notifications.send(transaction, new Notification(
                    PersonKinds.AGAIN, Recipient.email(person.email(), person.locale()),
                    Map.of("code", digits, "minutes", Long.toString(LIFETIME.toMinutes())), proof.expires()));
        });
        return Optional.empty();
    }

    /** Uses up what {@link #sendAgain} sent if the digits are right. */
    Outcome enterAgain(String session, String typed, Request request) {
        return enter(again(session), typed, request);
    }

    private static String again(String session) {
        return "again:" + session;
    }

    /** What is waited for in the browser with this token. */
    Optional<Proof> waiting(String token, Instant now) {
        return ProofTable.byBrowser(territory, SqlSessions.hash(token), now);
    }

    /** What a link would prove; uses nothing up. */
    Optional<Proof> behind(String link, Instant now) {
        return ProofTable.byLink(territory, SqlSessions.hash(link), now);
    }

    /** Uses up the proof if the digits are its. */
    Outcome enter(String token, String typed, Request request) {
        String browser = SqlSessions.hash(token);
        String digits = typed.replaceAll("[\\s-]", "");
        return territory.call(transaction -> {
            Proof proof = ProofTable.byBrowser(transaction, browser, request.now()).filter(one -> one.purpose() != Purpose.CREATE).orElse(null);
            if (proof == null || !ProofTable.mayTry(transaction, browser, MOST_TRIES)) {
                return new Over();
            }
            return code(browser, digits).equals(proof.code()) ? used(transaction, proof, request) : new Wrong();
        });
    }

    /** Uses up the proof behind a link. */
    Outcome confirm(String link, Request request) {
        return territory.call(transaction -> ProofTable.byLink(transaction, SqlSessions.hash(link), request.now())
                .map(proof -> used(transaction, proof, request))
                .orElseGet(Over::new));
    }

    private static Outcome used(Transaction transaction, Proof proof, Request request) {
        if (!ProofTable.delete(transaction, proof.browser())) {
            return new Over();
        }
        Throttle.succeeded(transaction, Throttle.Purpose.PERSON_MAIL, proof.email(), request.clientAddress());
        return new Right(proof);
    }

    /** Keeps that an address was proven until its account is made; answers the token for the browser's cookie. */
    String proven(Transaction transaction, Proof proof, Instant now) {
        String token = SqlSessions.newToken();
        ProofTable.insert(transaction, new Proof(
                SqlSessions.hash(token), Purpose.CREATE, proof.email(), null, SqlSessions.hash(SqlSessions.newToken()), "", proof.lasting(),
                now.plus(LIFETIME.multipliedBy(2)), proof.backTo()));
        return token;
    }

    private static String code(String browser, String digits) {
        return SqlSessions.hash(browser + ":" + digits);
    }
}
