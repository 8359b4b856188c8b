package org.parvis.identity.citizen;

import java.time.Duration;
import java.time.Instant;
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
import org.parvis.api.identity.Account;
import org.parvis.api.identity.AccountSessions;
import org.parvis.api.identity.Assurance;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.Unavailable;
import org.parvis.api.tenant.TenantId;
import org.parvis.identity.SessionMemory;
import org.parvis.identity.SqlSessions;
import org.parvis.identity.citizen.PersonSessionTable.Stored;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sessions of citizens in a table, those in use in memory.
 *
 * <p>Whatever changes an account, what it shares or its sessions touches {@code person:<id>} of the territory, which drops what every node
 * remembers.
 */
@Component(service = {AccountSessions.class, ChangeListener.class, PersonSessions.class}, property = "service.ranking:Integer=1000")
public final class PersonSessions implements AccountSessions, ChangeListener {
    /** Without use, in a browser that forgets; and however busy. */
    static final Duration SHORT = Duration.ofHours(12);

    static final Duration SHORT_AT_MOST = Duration.ofDays(3);

    /** The same on one's own device, if the person says so. */
    static final Duration LASTING = Duration.ofDays(90);

    static final Duration LASTING_AT_MOST = Duration.ofDays(365);

    private static final Logger LOG = LoggerFactory.getLogger(PersonSessions.class);
    private static final int SLIDES = 72;
    private static final String PERSON = "person:";

    private final TenantData territory;
    private final SessionMemory<Known> memory = new SessionMemory<>(PERSON, session -> session.stored().person());

    private record Known(Stored stored, Account account) {}

    @Activate
    public PersonSessions(@Reference Database database) {
        this.territory = database.of(TenantId.TERRITORY);
    }

    @Override
    public Optional<Account> find(String token, TenantId where, Instant now) {
        return known(token, where, now).map(Known::account);
    }

    /** The session itself. */
    Optional<Stored> session(String token, TenantId where, Instant now) {
        return known(token, where, now).map(Known::stored);
    }

    private Optional<Known> known(String token, TenantId where, Instant now) {
        if (!SessionMemory.isToken(token)) {
            return Optional.empty();
        }
        String hash = SqlSessions.hash(token);
        Known session = memory.get(hash);
        if (session == null) {
            session = load(hash);
        }
        if (session == null || !session.stored().site().equals(where) || !now.isBefore(session.stored().expires())) {
            return Optional.empty();
        }
        return Optional.of(slid(session, now));
    }

    /** Begins a session on the territory's host; answers its token. */
    String start(Transaction transaction, UUID person, PersonSignIn.Proven how, String device, boolean lasting, Instant now) {
        String token = SqlSessions.newToken();
        PersonSessionTable.insert(transaction, new Stored(
                SqlSessions.hash(token), person, null, TenantId.TERRITORY, now, now, now.plus(lasting ? LASTING : SHORT), lasting, device,
                how.method().name(), how.assurance()));
        return token;
    }

    /** Begins one on a commune's host, which hangs on that of the territory's; answers its token. */
    static String startOn(Transaction transaction, Stored parent, TenantId site, Instant now) {
        String token = SqlSessions.newToken();
        PersonSessionTable.insert(transaction, new Stored(
                SqlSessions.hash(token), parent.person(), parent.hash(), site, parent.started(), now, parent.expires(), parent.lasting(), parent.device(),
                parent.wayIn(), parent.assurance()));
        return token;
    }

    /** Ends the session of a token in this browser: on the territory's host and on all that hang on it. No error if it is over. */
    void end(String token) {
        PersonSessionTable.one(territory, SqlSessions.hash(token)).ifPresent(session -> territory.write(transaction -> {
            PersonSessionTable.delete(transaction, session.root());
            revoke(transaction, session.person());
        }));
    }

    /** Ends one session alone, as when another takes its place. */
    void replace(Transaction transaction, String token) {
        PersonSessionTable.one(transaction, SqlSessions.hash(token)).ifPresent(session -> {
            PersonSessionTable.delete(transaction, session.hash());
            revoke(transaction, session.person());
        });
    }

    /** Ends all sessions of a person, on all hosts and devices, but for that of {@code keptRoot} if it is not null. */
    static void endAll(Transaction transaction, UUID person, @Nullable String keptRoot) {
        PersonSessionTable.deleteOf(transaction, person, keptRoot);
        StepTable.deleteOf(transaction, person);
        revoke(transaction, person);
    }

    /** Drops what is remembered of a person on every node. */
    static void revoke(Transaction transaction, UUID person) {
        transaction.touch(PERSON + person);
    }

    private @Nullable Known load(String hash) {
        long before = memory.moment();
        Stored stored = PersonSessionTable.one(territory, hash).orElse(null);
        Person person = stored == null ? null : PersonTable.byId(territory, stored.person()).orElse(null);
        if (stored == null || person == null) {
            return null;
        }
        Account account = account(person, stored.site(), stored.assurance()).orElse(null);
        if (account == null) {
            return null;
        }
        Known session = new Known(stored, account);
        memory.remember(hash, session, before);
        return session;
    }

    /** As that tenant may see it; nothing without consent. */
    private Optional<Account> account(Person person, TenantId where, Assurance assurance) {
        if (where.equals(TenantId.TERRITORY)) {
            String name = person.name().isEmpty() ? null : person.name();
            return Optional.of(new Account(person.id(), name, person.email(), person.phone(), person.language(), assurance));
        }
        return GrantTable.of(territory, person.id(), where).map(grant -> grant.account(person, assurance));
    }

    /** Use prolongs a session; that is written down now and then, and is no reason to fail. */
    private Known slid(Known session, Instant now) {
        Stored stored = session.stored();
        Duration lifetime = stored.lasting() ? LASTING : SHORT;
        if (now.isBefore(stored.lastUsed().plus(lifetime.dividedBy(SLIDES)))) {
            return session;
        }
        Instant latest = stored.started().plus(stored.lasting() ? LASTING_AT_MOST : SHORT_AT_MOST);
        Instant expires = now.plus(lifetime).isBefore(latest) ? now.plus(lifetime) : latest;
        try {
            territory.write(transaction -> {
                PersonSessionTable.slide(transaction, stored, now, expires);
                // The one that it hangs on is prolonged too, in memory as well.
                revoke(transaction, stored.person());
            });
        } catch (Unavailable | Conflict notNow) {
            LOG.debug("A session could not be prolonged: {}", notNow.getMessage());
            return session;
        }
        return new Known(stored.used(now, expires), session.account());
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
