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
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
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
import org.parvis.identity.factor.FactorTable;
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
    private static final int REMEMBERED = 10_000;
    private static final int TOKEN_BYTES = 32;
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final String AGENT = "agent:";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final TenantData territory;
    private final Settings settings;
    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final AtomicLong changes = new AtomicLong();

    private record Known(SessionTable.Stored stored, Agent agent, boolean mustChangePassword, boolean hasFactor) {
        /** What the provider vouches for, the account need not prove. */
        Known by(ProviderSessionTable.Stored provider) {
            return new Known(stored, agent, false, hasFactor || provider.secondFactor());
        }
    }

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
        if (!TOKEN.matcher(token).matches()) {
            return Optional.empty();
        }
        String hash = hash(token);
        Known session = known.get(hash);
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
        long before = changes.get();
        SessionTable.Stored stored = SessionTable.one(territory, hash).orElse(null);
        Account account = stored == null ? null : AccountTable.byId(territory, stored.account()).orElse(null);
        if (stored == null || account == null) {
            return null;
        }
        boolean hasFactor = stored.byPasskey() || FactorTable.AGENTS.isOn(territory, account.id());
        Known session = new Known(stored, SqlAgents.agent(territory, account), account.mustChange(), hasFactor);
        Known whole = ProviderSessionTable.one(territory, hash).map(session::by).orElse(session);
        remember(hash, whole, before);
        return whole;
    }

    /** What was read before a change is not kept. */
    private void remember(String hash, Known session, long before) {
        if (known.size() >= REMEMBERED) {
            known.clear();
        }
        known.put(hash, session);
        if (changes.get() != before) {
            known.remove(hash);
        }
    }

    /** Use prolongs a session; that is written down now and then, and is no reason to fail. */
    private Known slid(Known session, Instant now) {
        SessionTable.Stored stored = session.stored();
        if (now.isBefore(stored.lastUsed().plus(SLIDE_EVERY))) {
            return session;
        }
        Instant latest = stored.started().plus(LONGEST);
        Instant expires = now.plus(LIFETIME).isBefore(latest) ? now.plus(LIFETIME) : latest;
        long before = changes.get();
        try {
            territory.write(transaction -> SessionTable.slide(transaction, stored.tokenHash(), now, expires));
        } catch (Unavailable | Conflict notNow) {
            LOG.debug("A session could not be prolonged: {}", notNow.getMessage());
            return session;
        }
        Known prolonged = new Known(stored.used(now, expires), session.agent(), session.mustChangePassword(), session.hasFactor());
        remember(stored.tokenHash(), prolonged, before);
        return prolonged;
    }

    @Override
    public void changed(List<Change> all) {
        for (Change change : all) {
            if (change.tenant().equals(TenantId.TERRITORY) && change.tag().startsWith(AGENT)) {
                changes.incrementAndGet();
                UUID account = UUID.fromString(change.tag().substring(AGENT.length()));
                known.values().removeIf(session -> session.stored().account().equals(account));
            }
        }
    }

    @Override
    public void everything() {
        changes.incrementAndGet();
        known.clear();
    }
}
