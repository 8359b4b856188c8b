package org.parvis.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.ChangeListener;
import org.parvis.api.data.Database;
import org.parvis.api.data.TenantData;
import org.parvis.api.data.Transaction;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Sessions;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.Unavailable;
import org.parvis.api.settings.Settings;
import org.parvis.api.tenant.TenantId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sessions in a table, those in use in memory.
 *
 * <p>Whatever changes an account or ends a session touches {@code agent:<id>} of the territory, which drops what every node remembers.
 */
@Component(service = {Sessions.class, ChangeListener.class, SqlSessions.class}, property = "service.ranking:Integer=1000")
public final class SqlSessions implements Sessions, ChangeListener {
    /** However busy, a session ends then. */
    static final Duration LONGEST = Duration.ofDays(3);

    private static final Logger LOG = LoggerFactory.getLogger(SqlSessions.class);
    private static final Duration SLIDE_EVERY = Duration.ofMinutes(10);
    private static final int TOKEN_BYTES = 32;
    private static final String AGENT = "agent:";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final TenantData territory;
    private final Settings settings;
    private final SessionMemory<Known> memory = new SessionMemory<>(AGENT, session -> session.stored().account());

    private record Known(SessionTable.Stored stored, Agent agent, boolean mustChangePassword, boolean hasFactor) {}

    @Activate
    public SqlSessions(@Reference Database database, @Reference Settings settings) {
        this.territory = database.of(TenantId.TERRITORY);
        this.settings = settings;
    }

    @Override
    public Optional<Agent> agent(String token, Instant now) {
        return find(token, now).filter(session -> session.duty() == Duty.NONE).map(Session::agent);
    }

    @Override
    public Optional<Session> find(String token, Instant now) {
        if (!SessionMemory.isToken(token)) {
            return Optional.empty();
        }
        String hash = hash(token);
        Known session = memory.get(hash);
        if (session == null) {
            session = load(hash);
        }
        if (session == null || !now.isBefore(session.stored().expires())) {
            return Optional.empty();
        }
        Known used = slid(session, now);
        return Optional.of(new Session(used.agent(), used.stored().expires(), duty(used)));
    }

    /** Asked each time and not remembered: the operator's setting counts at once, for sessions that are open too. */
    private Duty duty(Known session) {
        if (session.mustChangePassword()) {
            return Duty.PASSWORD;
        }
        return !session.hasFactor() && FactorRule.asks(settings, session.agent()) ? Duty.SECOND_FACTOR : Duty.NONE;
    }

    /** Begins a session in the transaction that signs in; answers its token. */
    public String start(Transaction transaction, UUID account, String device, Instant now) {
        return start(transaction, account, device, false, now);
    }

    /** @param byPasskey whether it begins with a passkey, which counts as two factors */
    String start(Transaction transaction, UUID account, String device, boolean byPasskey, Instant now) {
        String token = newToken();
        SessionTable.insert(transaction, new SessionTable.Stored(hash(token), account, now, now, now.plus(LIFETIME), device, byPasskey));
        return token;
    }

    public static String newToken() {
        byte[] random = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /** Ends one session; no error if it is over. */
    void end(String token) {
        String hash = hash(token);
        SessionTable.one(territory, hash).ifPresent(session -> territory.write(transaction -> {
            SessionTable.delete(transaction, hash);
            revoke(transaction, session.account());
        }));
    }

    /** Ends all sessions of an account in the transaction, begun sign-ins too, but for the one of that token, if any. */
    public static void endAll(Transaction transaction, UUID account, @Nullable String exceptToken) {
        SessionTable.deleteOf(transaction, account, exceptToken == null ? null : hash(exceptToken));
        PendingTable.deleteOf(transaction, account);
        revoke(transaction, account);
    }

    /** Drops what is remembered of an account on every node. */
    public static void revoke(Transaction transaction, UUID account) {
        transaction.touch(AGENT + account);
    }

    /** Whether the session with that hash is one of that account and not over; straight from the database. */
    public boolean isOpen(String hash, UUID account, Instant now) {
        return SessionTable.one(territory, hash).filter(session -> session.account().equals(account) && now.isBefore(session.expires())).isPresent();
    }

    /** Whether a passkey was used in it. */
    boolean isByPasskey(String token) {
        return SessionTable.one(territory, hash(token)).filter(SessionTable.Stored::byPasskey).isPresent();
    }

    List<SessionTable.Stored> of(UUID account, Instant now) {
        return SessionTable.of(territory, account, now);
    }

    public static String hash(String token) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    private @Nullable Known load(String hash) {
        long before = memory.moment();
        WholeSession session = WholeSession.of(territory, hash).orElse(null);
        if (session == null) {
            return null;
        }
        boolean hasFactor = session.stored().byPasskey() || session.factor() || session.provided() == WholeSession.Provided.IN_TWO_STEPS;
        // What a provider vouches for, the account need not prove.
        boolean mustChange = session.account().mustChange() && session.provided() == WholeSession.Provided.NOT;
        Known known = new Known(session.stored(), SqlAgents.agent(territory, session.account()), mustChange, hasFactor);
        memory.remember(hash, known, before);
        return known;
    }

    /** Use prolongs a session; that is written down now and then, and is no reason to fail. */
    private Known slid(Known session, Instant now) {
        SessionTable.Stored stored = session.stored();
        if (now.isBefore(stored.lastUsed().plus(SLIDE_EVERY))) {
            return session;
        }
        Instant latest = stored.started().plus(LONGEST);
        Instant expires = now.plus(LIFETIME).isBefore(latest) ? now.plus(LIFETIME) : latest;
        long before = memory.moment();
        try {
            territory.write(transaction -> SessionTable.slide(transaction, stored.tokenHash(), now, expires));
        } catch (Unavailable | Conflict notNow) {
            LOG.debug("A session could not be prolonged: {}", notNow.getMessage());
            return session;
        }
        Known prolonged = new Known(stored.used(now, expires), session.agent(), session.mustChangePassword(), session.hasFactor());
        memory.remember(stored.tokenHash(), prolonged, before);
        return prolonged;
    }

    @Override
    public void changed(List<Change> all) {
        memory.changed(all);
    }

    @Override
    public void everything() {
        memory.everything();
    }
}
