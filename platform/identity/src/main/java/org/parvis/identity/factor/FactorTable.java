package org.parvis.identity.factor;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;
import org.parvis.api.tenant.TenantId;

/**
 * Second steps and their recovery codes: statements and row mapping. All behind the territory's door.
 *
 * @param factors table of the second steps
 * @param codes table of the recovery codes
 */
public record FactorTable(String factors, String codes) {
    public static final FactorTable AGENTS = new FactorTable("identity_factor", "identity_recovery");
    public static final FactorTable PERSONS = new FactorTable("identity_person_factor", "identity_person_recovery");

    private static final HexFormat HEX = HexFormat.of();
    private static final String OF_ACCOUNT = " where f.tenant_id = :tenant and f.account_id = :account";
    private static final String CODES_OF_ACCOUNT = " where c.tenant_id = :tenant and c.account_id = :account";

    /**
     * As stored; times in UTC.
     *
     * @param secret sealed (in hexadecimal: from before there was encryption), null until the first code was typed
     * @param lastStep of the last code used, which no later one may repeat
     * @param next the secret that is being set up, or null
     */
    record Factor(@Nullable String secret, long lastStep, @Nullable Instant since, @Nullable String next, @Nullable Instant nextSince) {

        boolean isOn() {
            return secret != null;
        }

        static byte[] bytes(String secret) {
            return HEX.parseHex(secret);
        }
    }

    Optional<Factor> of(Reader reader, UUID account) {
        return reader.one(
                "select f.secret, f.last_step, f.since, f.next_secret, f.next_since from " + factors + " f" + OF_ACCOUNT, FactorTable::map, "account", account);
    }

    public boolean isOn(Reader reader, UUID account) {
        return of(reader, account).filter(Factor::isOn).isPresent();
    }

    /** Agents with a role in a tenant who sign in in two steps or have a passkey. */
    public static Set<UUID> agentsIn(Reader reader, TenantId tenant) {
        List<UUID> accounts = reader.list(
                """
                select a.id from identity_account a
                where a.tenant_id = :tenant and (
                    exists (select 1 from identity_factor f where f.tenant_id = :tenant and f.account_id = a.id and f.secret is not null)
                    or exists (select 1 from identity_passkey k join identity_passkey_owner o on o.tenant_id = :tenant and o.handle = k.handle
                        where k.tenant_id = :tenant and o.account_id = a.id))
                and (
                    exists (select 1 from identity_role r where r.tenant_id = :tenant and r.account_id = a.id and r.in_tenant = :place)
                    or exists (select 1 from identity_grant g where g.tenant_id = :tenant and g.account_id = a.id and g.in_tenant = :place))
                """,
                row -> row.uuid("id"),
                "place", tenant);
        return accounts.stream().collect(Collectors.toUnmodifiableSet());
    }

    void begin(Transaction transaction, UUID account, String secret, Instant now) {
        int updated = transaction.execute(
                "update " + factors + " f set next_secret = :secret, next_since = :now" + OF_ACCOUNT, "secret", secret, "now", now, "account", account);
        if (updated == 0) {
            transaction.execute(
                    "insert into " + factors + " (tenant_id, account_id, secret, last_step, since, next_secret, next_since)"
                            + " values (:tenant, :account, null, 0, null, :secret, :now)",
                    "account", account, "secret", secret, "now", now);
        }
    }

    /** The secret that was being set up is the one that counts; false if it is no longer the one that is being set up. */
    boolean confirm(Transaction transaction, UUID account, String secret, long step, Instant now) {
        return transaction.execute(
                        "update " + factors + " f set secret = :secret, last_step = :step, since = :now, next_secret = null, next_since = null" + OF_ACCOUNT
                                + " and f.next_secret = :secret",
                        "secret", secret, "step", step, "now", now, "account", account)
                == 1;
    }

    /** The same secret, encrypted; nothing if it is another one by now. */
    void reseal(Transaction transaction, UUID account, String former, String sealed) {
        transaction.execute(
                "update " + factors + " f set secret = :sealed" + OF_ACCOUNT + " and f.secret = :former", "sealed", sealed, "account", account, "former", former);
    }

    /** Uses up a step and all before it; false if another request was first. */
    boolean use(Transaction transaction, UUID account, long step) {
        return transaction.execute(
                        "update " + factors + " f set last_step = :step" + OF_ACCOUNT + " and f.last_step < :step", "step", step, "account", account)
                == 1;
    }

    void delete(Transaction transaction, UUID account) {
        transaction.execute("delete from " + factors + " f" + OF_ACCOUNT, "account", account);
        deleteCodes(transaction, account);
    }

    void deleteCodes(Transaction transaction, UUID account) {
        transaction.execute("delete from " + codes + " c" + CODES_OF_ACCOUNT, "account", account);
    }

    void insertCode(Transaction transaction, UUID account, String hash) {
        transaction.execute("insert into " + codes + " (tenant_id, account_id, code_hash) values (:tenant, :account, :hash)", "account", account, "hash", hash);
    }

    boolean useCode(Transaction transaction, UUID account, String hash) {
        return transaction.execute("delete from " + codes + " c" + CODES_OF_ACCOUNT + " and c.code_hash = :hash", "account", account, "hash", hash) == 1;
    }

    long countCodes(Reader reader, UUID account) {
        return reader.count("select count(*) from " + codes + " c" + CODES_OF_ACCOUNT, "account", account);
    }

    private static Factor map(Row row) {
        return new Factor(
                row.stringOrNull("secret"),
                row.longValue("last_step"),
                row.instantOrNull("since"),
                row.stringOrNull("next_secret"),
                row.instantOrNull("next_since"));
    }
}
