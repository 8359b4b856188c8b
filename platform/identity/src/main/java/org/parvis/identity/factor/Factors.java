package org.parvis.identity.factor;

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
import org.parvis.api.data.Seal;
import org.parvis.api.data.TenantData;
import org.parvis.api.data.Transaction;
import org.parvis.api.route.Conflict;
import org.parvis.api.tenant.TenantId;
import org.parvis.identity.Passwords;
import org.parvis.identity.SqlSessions;
import org.parvis.identity.factor.FactorTable.Factor;

/** The second steps of one kind of accounts. What is audited, told and ended because of them is for who keeps those accounts. */
public final class Factors {
    /** How long a secret is shown and can be confirmed. */
    public static final Duration SETTING_UP = Duration.ofMinutes(15);

    public static final int RECOVERY_CODES = 10;

    private static final Pattern DIGITS = Pattern.compile("[0-9]{6}");
    private static final int LONGEST_TYPED = 40;

    private final TenantData territory;
    private final FactorTable table;
    private final Seal seal;
    private final String context;
    private final Passwords passwords;

    /** @param context what secrets are sealed for, before the account's id */
    public Factors(TenantData territory, FactorTable table, Seal seal, String context, Passwords passwords) {
        this.territory = territory;
        this.table = table;
        this.seal = seal;
        this.context = context;
        this.passwords = passwords;
    }

    /**
     * How somebody's second step stands.
     *
     * @param since when it was set up (UTC), null if it is off
     * @param recoveryCodes those left
     * @param settingUp the secret that is being set up, or null
     */
    public record State(@Nullable Instant since, long recoveryCodes, byte @Nullable [] settingUp) {}

    /** What was typed. */
    public enum Typed {
        /** Neither a code of now nor a recovery code that is left. */
        WRONG,
        CODE,
        RECOVERY
    }

    public State state(UUID account, Instant now) {
        return table.of(territory, account)
                .map(factor -> new State(factor.since(), table.countCodes(territory, account), settingUp(account, factor, now)))
                .orElseGet(() -> new State(null, 0, null));
    }

    public boolean isOn(UUID account) {
        return table.isOn(territory, account);
    }

    /** Makes a secret to be scanned; the one in use, if any, stays until a code of the new one was typed. */
    public void begin(UUID account, Instant now) {
        String secret = seal.seal(TenantId.TERRITORY, Totp.newSecret(), context(account));
        try {
            territory.write(transaction -> table.begin(transaction, account, secret, now));
        } catch (Conflict twice) {
            // Two first requests at the same moment: now the row is there.
            territory.write(transaction -> table.begin(transaction, account, secret, now));
        }
    }

    /**
     * Takes the new secret into use if the code is its.
     *
     * @return the recovery codes, empty if the code is wrong or came too late
     */
    public Optional<List<String>> confirm(Transaction transaction, UUID account, String typed, Instant now) {
        Factor factor = table.of(transaction, account).orElse(null);
        byte[] secret = factor == null ? null : settingUp(account, factor, now);
        if (factor == null || factor.next() == null || secret == null) {
            return Optional.empty();
        }
        OptionalLong step = Totp.match(secret, bare(typed), now, 0);
        boolean confirmed = step.isPresent() && table.confirm(transaction, account, factor.next(), step.getAsLong(), now);
        return confirmed ? Optional.of(replaceCodes(transaction, account)) : Optional.empty();
    }

    /** New recovery codes; those before are worth nothing any more. */
    public List<String> replaceCodes(Transaction transaction, UUID account) {
        table.deleteCodes(transaction, account);
        List<String> codes = Stream.generate(passwords::oneTime).limit(RECOVERY_CODES).toList();
        // Hashed without salt and once: 79 random bits are not guessed.
        codes.forEach(code -> table.insertCode(transaction, account, SqlSessions.hash(bare(code))));
        return codes;
    }

    public void remove(Transaction transaction, UUID account) {
        table.delete(transaction, account);
    }

    /** Uses up what was typed: a code of the application, none of a step already used, or a recovery code. */
    public Typed accept(Transaction transaction, UUID account, String typed, Instant now) {
        String bare = bare(typed);
        if (!DIGITS.matcher(bare).matches()) {
            return table.useCode(transaction, account, SqlSessions.hash(bare)) ? Typed.RECOVERY : Typed.WRONG;
        }
        Factor factor = table.of(transaction, account).orElse(null);
        if (factor == null || factor.secret() == null) {
            return Typed.WRONG;
        }
        OptionalLong step = Totp.match(bytes(account, factor.secret()), bare, now, factor.lastStep());
        return step.isPresent() && table.use(transaction, account, step.getAsLong()) ? Typed.CODE : Typed.WRONG;
    }

    /** Encrypts a secret that stands there from before there was encryption; not within a transaction. */
    public void sealFormer(UUID account) {
        String former = table.of(territory, account).map(Factor::secret).filter(secret -> !seal.isSealed(secret)).orElse(null);
        if (former != null) {
            String sealed = seal.seal(TenantId.TERRITORY, bytes(account, former), context(account));
            territory.write(transaction -> table.reseal(transaction, account, former, sealed));
        }
    }

    private byte[] bytes(UUID account, String secret) {
        return seal.isSealed(secret) ? seal.open(TenantId.TERRITORY, secret, context(account)) : Factor.bytes(secret);
    }

    /** What is moved to another account's row does not open there. */
    private String context(UUID account) {
        return context + " " + account;
    }

    private byte @Nullable [] settingUp(UUID account, Factor factor, Instant now) {
        boolean open = factor.next() != null && factor.nextSince() != null && now.isBefore(factor.nextSince().plus(SETTING_UP));
        return open ? bytes(account, factor.next()) : null;
    }

    /** People group what they copy in their own way. */
    private static String bare(String typed) {
        String cut = typed.length() <= LONGEST_TYPED ? typed : typed.substring(0, LONGEST_TYPED);
        return cut.replaceAll("[\\s-]+", "").toLowerCase(Locale.ROOT);
    }
}
