package org.parvis.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.audit.AuditEntry;
import org.parvis.api.data.Database;
import org.parvis.api.data.Seal;
import org.parvis.api.data.TenantData;
import org.parvis.api.data.Transaction;
import org.parvis.api.identity.Agent;
import org.parvis.api.route.Conflict;
import org.parvis.api.tenant.TenantId;
import org.parvis.identity.passkey.PasskeyTable;

/** The second step of signing in: codes of an application on the telephone, and recovery codes on paper. */
@Component(service = SecondFactor.class)
public final class SecondFactor {
    /** How long a secret is shown and can be confirmed. */
    static final Duration SETTING_UP = Duration.ofMinutes(15);

    static final int RECOVERY_CODES = 10;

    private static final Pattern DIGITS = Pattern.compile("[0-9]{6}");
    private static final int LONGEST_TYPED = 40;

    private final TenantData territory;
    private final Audit audit;
    private final Passwords passwords;
    private final Seal seal;

    @Activate
    public SecondFactor(@Reference Database database, @Reference Audit audit, @Reference PasswordService service, @Reference Seal seal) {
        this.territory = database.of(TenantId.TERRITORY);
        this.audit = audit;
        this.passwords = service.passwords();
        this.seal = seal;
    }

    /**
     * How somebody's second step stands.
     *
     * @param since when it was set up (UTC), null if it is off
     * @param recoveryCodes those left
     * @param settingUp the secret that is being set up, or null
     */
    record State(@Nullable Instant since, long recoveryCodes, byte @Nullable [] settingUp) {}

    State state(UUID account, Instant now) {
        return FactorTable.of(territory, account)
                .map(factor -> new State(factor.since(), FactorTable.countCodes(territory, account), settingUp(account, factor, now)))
                .orElseGet(() -> new State(null, 0, null));
    }

    /** Whether there is anything to take away. */
    boolean isResettable(UUID account) {
        return isOn(account) || hasPasskey(account);
    }

    boolean hasPasskey(UUID account) {
        return PasskeyTable.hasAgent(territory, account);
    }

    boolean isOn(UUID account) {
        return FactorTable.isOn(territory, account);
    }

    /** Makes a secret to be scanned; the one in use, if any, stays until a code of the new one was typed. */
    void begin(UUID account, Instant now) {
        String secret = seal.seal(TenantId.TERRITORY, Totp.newSecret(), context(account));
        try {
            territory.write(transaction -> FactorTable.begin(transaction, account, secret, now));
        } catch (Conflict twice) {
            // Two first requests at the same moment: now the row is there.
            territory.write(transaction -> FactorTable.begin(transaction, account, secret, now));
        }
    }

    /**
     * Takes the new secret into use if the code is its; ends the other sessions.
     *
     * @param token of the session that stays
     * @return the recovery codes, empty if the code is wrong or came too late
     */
    Optional<List<String>> confirm(Agent agent, String typed, String token, Instant now) {
        return territory.call(transaction -> {
            FactorTable.Factor factor = FactorTable.of(transaction, agent.id()).orElse(null);
            byte[] secret = factor == null ? null : settingUp(agent.id(), factor, now);
            if (factor == null || factor.next() == null || secret == null) {
                return Optional.empty();
            }
            OptionalLong step = Totp.match(secret, bare(typed), now, 0);
            if (step.isEmpty() || !FactorTable.confirm(transaction, agent.id(), factor.next(), step.getAsLong(), now)) {
                return Optional.empty();
            }
            SqlSessions.endAll(transaction, agent.id(), token);
            audit.record(transaction, agent, "identity.factor.on", agent.id().toString(), "");
            return Optional.of(replaceCodes(transaction, agent.id()));
        });
    }

    /** New recovery codes; those before are worth nothing any more. */
    List<String> newCodes(Agent agent) {
        return territory.call(transaction -> {
            audit.record(transaction, agent, "identity.factor.codes", agent.id().toString(), "");
            return replaceCodes(transaction, agent.id());
        });
    }

    /** Back to signing in by password alone. */
    void remove(Agent agent) {
        territory.write(transaction -> {
            FactorTable.delete(transaction, agent.id());
            SqlSessions.revoke(transaction, agent.id());
            audit.record(transaction, agent, "identity.factor.off", agent.id().toString(), "");
        });
    }

    /** Takes away the second step and the passkeys of somebody who lost the telephone and the paper, and ends the sessions; {@code tenant} is where that was asked for. */
    void reset(TenantId tenant, UUID account, Agent by) {
        territory.write(transaction -> {
            FactorTable.delete(transaction, account);
            PasskeyTable.deleteOfAgent(transaction, account);
            SqlSessions.endAll(transaction, account, null);
            audit.record(transaction, AuditEntry.by(by, "identity.factor.reset", account.toString()).about(tenant));
        });
    }

    /** Uses up what was typed: a code of the application, none of a step already used, or a recovery code. */
    boolean accept(Transaction transaction, Agent agent, String typed, Instant now) {
        String bare = bare(typed);
        if (!DIGITS.matcher(bare).matches()) {
            boolean used = FactorTable.useCode(transaction, agent.id(), SqlSessions.hash(bare));
            if (used) {
                audit.record(transaction, agent, "identity.factor.recovery", agent.id().toString(), "");
            }
            return used;
        }
        FactorTable.Factor factor = FactorTable.of(transaction, agent.id()).orElse(null);
        if (factor == null || factor.secret() == null) {
            return false;
        }
        OptionalLong step = Totp.match(bytes(agent.id(), factor.secret()), bare, now, factor.lastStep());
        return step.isPresent() && FactorTable.use(transaction, agent.id(), step.getAsLong());
    }

    private List<String> replaceCodes(Transaction transaction, UUID account) {
        FactorTable.deleteCodes(transaction, account);
        List<String> codes = Stream.generate(passwords::oneTime).limit(RECOVERY_CODES).toList();
        // Hashed without salt and once: 79 random bits are not guessed.
        codes.forEach(code -> FactorTable.insertCode(transaction, account, SqlSessions.hash(bare(code))));
        return codes;
    }

    /** Encrypts a secret that stands there from before there was encryption; not within a transaction. */
    void sealFormer(UUID account) {
        String former = FactorTable.of(territory, account).map(FactorTable.Factor::secret).filter(secret -> !seal.isSealed(secret)).orElse(null);
        if (former != null) {
            String sealed = seal.seal(TenantId.TERRITORY, bytes(account, former), context(account));
            territory.write(transaction -> FactorTable.reseal(transaction, account, former, sealed));
        }
    }

    private byte[] bytes(UUID account, String secret) {
        return seal.isSealed(secret) ? seal.open(TenantId.TERRITORY, secret, context(account)) : FactorTable.Factor.bytes(secret);
    }

    /** What is moved to another account's row does not open there. */
    private static String context(UUID account) {
        return "identity.factor " + account;
    }

    private byte @Nullable [] settingUp(UUID account, FactorTable.Factor factor, Instant now) {
        boolean open = factor.next() != null && factor.nextSince() != null && now.isBefore(factor.nextSince().plus(SETTING_UP));
        return open ? bytes(account, factor.next()) : null;
    }

    /** People group what they copy in their own way. */
    private static String bare(String typed) {
        String cut = typed.length() <= LONGEST_TYPED ? typed : typed.substring(0, LONGEST_TYPED);
        return cut.replaceAll("[\\s-]+", "").toLowerCase(Locale.ROOT);
    }
}
