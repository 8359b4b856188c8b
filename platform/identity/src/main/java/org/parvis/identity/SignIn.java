package org.parvis.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.data.Database;
import org.parvis.api.data.TenantData;
import org.parvis.api.data.Transaction;
import org.parvis.api.identity.Agent;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.NotFound;
import org.parvis.api.tenant.TenantId;
import org.parvis.identity.factor.FactorTable;

/** Signing in, and changing one's password. */
@Component(service = SignIn.class)
public final class SignIn {
    private final TenantData territory;
    private final SqlSessions sessions;
    private final Audit audit;
    private final Passwords passwords;
    private final PasswordRules rules;
    private final Throttle throttle;
    private final PasswordNote note;

    @Activate
    public SignIn(
            @Reference Database database, @Reference SqlSessions sessions, @Reference Audit audit, @Reference PasswordService service,
            @Reference PasswordNote note) {
        this.territory = database.of(TenantId.TERRITORY);
        this.sessions = sessions;
        this.audit = audit;
        this.passwords = service.passwords();
        this.rules = service.rules();
        this.throttle = new Throttle(territory);
        this.note = note;
    }

    /** From where somebody comes. */
    public record Origin(String address, String device, Instant now) {}

    /** What came of an attempt. */
    sealed interface Outcome permits Done, Code, Wrong, Wait, Over {}

    /** Signed in, or password changed: the session's token. */
    record Done(String token, boolean mustChangePassword) implements Outcome {}

    /** The password is right, the code is to come: the token that waits for it. */
    record Code(String pending) implements Outcome {}

    /** There was too long a wait for the code, or somebody else signed in with it. */
    record Over() implements Outcome {}

    /** Not so: what to say. */
    record Wrong(FieldError error) implements Outcome {}

    /** Too many attempts. */
    record Wait(Duration pause) implements Outcome {}

    Outcome signIn(String typedEmail, String password, Origin origin) {
        String email = Account.normalEmail(typedEmail);
        Optional<Duration> pause = throttle.enter(Throttle.Purpose.AGENT_PASSWORD, email, origin.address(), origin.now());
        if (pause.isPresent()) {
            return new Wait(pause.get());
        }
        Account account = Account.isEmail(email) ? AccountTable.byEmail(territory, email).orElse(null) : null;
        if (account == null) {
            passwords.compareWithNobody(password);
            return new Wrong(FieldError.of("email", "identity.sign-in.wrong"));
        }
        if (!passwords.matches(password, account.passwordHash())) {
            return new Wrong(FieldError.of("email", "identity.sign-in.wrong"));
        }
        if (account.usableUntil() != null && account.usableUntil().isBefore(origin.now())) {
            return new Wrong(FieldError.of("email", "identity.sign-in.expired"));
        }
        return begin(account, password, origin);
    }

    private Outcome begin(Account account, String password, Origin origin) {
        String better = passwords.isOutdated(account.passwordHash()) ? passwords.hash(password) : null;
        return territory.call(transaction -> {
            Throttle.succeeded(transaction, Throttle.Purpose.AGENT_PASSWORD, account.email(), origin.address());
            if (better != null) {
                AccountTable.updatePassword(transaction, with(account, better, account.mustChange()));
            }
            if (FactorTable.AGENTS.isOn(transaction, account.id())) {
                String pending = SqlSessions.newToken();
                PendingTable.insert(transaction, SqlSessions.hash(pending), account.id(), origin.now());
                return new Code(pending);
            }
            return new Done(open(transaction, account, origin), account.mustChange());
        });
    }

    /** Begins the session of somebody who has proved everything; answers its token. */
    String open(Transaction transaction, Account account, Origin origin) {
        return open(transaction, account, "", origin);
    }

    /** @param passkey name of the one that was used; empty if none was */
    String open(Transaction transaction, Account account, String passkey, Origin origin) {
        AccountTable.signedIn(transaction, account.id(), origin.now());
        Agent agent = SqlAgents.agent(transaction, account);
        audit.record(transaction, agent, "identity.sign-in", account.id().toString(), passkey);
        return sessions.start(transaction, account.id(), origin.device(), !passkey.isEmpty(), origin.now());
    }

    /** Why a change of one's own account is refused, if the password typed for it is not right. */
    Optional<Outcome> refuse(UUID id, String current, Origin origin) {
        Account account = AccountTable.byId(territory, id).orElseThrow(NotFound::new);
        Optional<Duration> pause = throttle.enter(Throttle.Purpose.AGENT_PASSWORD, account.email(), origin.address(), origin.now());
        if (pause.isPresent()) {
            return Optional.of(new Wait(pause.get()));
        }
        if (!passwords.matches(current, account.passwordHash())) {
            return Optional.of(new Wrong(FieldError.of("current", "identity.password.current")));
        }
        territory.write(transaction -> Throttle.succeeded(transaction, Throttle.Purpose.AGENT_PASSWORD, account.email(), origin.address()));
        return Optional.empty();
    }

    /**
     * Changes one's own password; all sessions end and a new one begins.
     *
     * @param byPasskey whether a passkey was used in the session that it is asked for in: that counts on
     */
    Outcome changePassword(UUID id, String password, String again, boolean byPasskey, Origin origin) {
        Account account = AccountTable.byId(territory, id).orElseThrow(NotFound::new);
        Optional<FieldError> wrong = rules.wrong(password, account.email());
        if (wrong.isPresent()) {
            return new Wrong(wrong.get());
        }
        if (!password.equals(again)) {
            return new Wrong(FieldError.of("again", "identity.password.again"));
        }
        if (passwords.matches(password, account.passwordHash())) {
            return new Wrong(FieldError.of("password", "identity.password.same"));
        }
        return new Done(store(account, passwords.hash(password), byPasskey, origin), false);
    }

    private String store(Account account, String hash, boolean byPasskey, Origin origin) {
        return territory.call(transaction -> {
            AccountTable.changePassword(transaction, with(account, hash, false));
            note.tell(transaction, account);
            SqlSessions.endAll(transaction, account.id(), null);
            audit.record(transaction, SqlAgents.agent(transaction, account), "identity.password", account.id().toString(), "");
            return sessions.start(transaction, account.id(), origin.device(), byPasskey, origin.now());
        });
    }

    private static Account with(Account account, String hash, boolean mustChange) {
        return new Account(
                account.id(), account.email(), account.name(), account.language(), hash, mustChange, mustChange ? account.usableUntil() : null);
    }
}
