package org.parvis.identity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;

/** Sessions: statements and row mapping. All behind the territory's door. */
final class SessionTable {
    private static final String SELECT = "select s.token_hash, s.account_id, s.started, s.last_used, s.expires, s.device, s.by_passkey from identity_session s ";

    private SessionTable() {}

    /**
     * A session as stored; times in UTC.
     *
     * @param device browser and system, as the browser says
     * @param byPasskey whether a passkey was used in it, which counts as two factors
     */
    record Stored(String tokenHash, UUID account, Instant started, Instant lastUsed, Instant expires, String device, boolean byPasskey) {

        Stored used(Instant now, Instant until) {
            return new Stored(tokenHash, account, started, now, until, device, byPasskey);
        }
    }

    static void insert(Transaction transaction, Stored session) {
        transaction.execute(
                """
                insert into identity_session (tenant_id, token_hash, account_id, started, last_used, expires, device, by_passkey)
                values (:tenant, :hash, :account, :started, :used, :expires, :device, :passkey)
                """,
                "hash", session.tokenHash(), "account", session.account(), "started", session.started(), "used", session.lastUsed(),
                "expires", session.expires(), "device", session.device(), "passkey", session.byPasskey());
    }

    static Optional<Stored> one(Reader reader, String hash) {
        return reader.one(SELECT + "where s.tenant_id = :tenant and s.token_hash = :hash", SessionTable::map, "hash", hash);
    }

    static List<Stored> of(Reader reader, UUID account, Instant now) {
        return reader.list(
                SELECT + "where s.tenant_id = :tenant and s.account_id = :account and s.expires > :now order by s.last_used desc",
                SessionTable::map, "account", account, "now", now);
    }

    static void slide(Transaction transaction, String hash, Instant used, Instant expires) {
        transaction.execute(
                "update identity_session s set last_used = :used, expires = :expires where s.tenant_id = :tenant and s.token_hash = :hash",
                "used", used, "expires", expires, "hash", hash);
    }

    /** When the owner of a session proved last who they are. */
    static Optional<Instant> proved(Reader reader, String hash) {
        return reader.one(
                "select s.started, s.proved from identity_session s where s.tenant_id = :tenant and s.token_hash = :hash",
                row -> Optional.ofNullable(row.instantOrNull("proved")).orElseGet(() -> row.instant("started")),
                "hash", hash);
    }

    static void proved(Transaction transaction, String hash, Instant now) {
        transaction.execute("update identity_session s set proved = :now where s.tenant_id = :tenant and s.token_hash = :hash", "now", now, "hash", hash);
    }

    /** From now on it counts as one with two factors. */
    static void usedPasskey(Transaction transaction, String hash) {
        transaction.execute("update identity_session s set by_passkey = true where s.tenant_id = :tenant and s.token_hash = :hash", "hash", hash);
    }

    static void delete(Transaction transaction, String hash) {
        transaction.execute("delete from identity_session s where s.tenant_id = :tenant and s.token_hash = :hash", "hash", hash);
        ProviderSessionTable.delete(transaction, hash);
    }

    /** @param except hash of the one to keep, or null */
    static void deleteOf(Transaction transaction, UUID account, @Nullable String except) {
        transaction.execute(
                "delete from identity_session s where s.tenant_id = :tenant and s.account_id = :account and s.token_hash <> :kept",
                "account", account, "kept", except == null ? "-" : except);
        ProviderSessionTable.deleteOf(transaction, account, except);
    }

    static int deleteExpired(Transaction transaction, Instant now) {
        return transaction.execute("delete from identity_session s where s.tenant_id = :tenant and s.expires < :now", "now", now);
    }

    static Stored map(Row row) {
        return new Stored(
                row.string("token_hash"),
                row.uuid("account_id"),
                row.instant("started"),
                row.instant("last_used"),
                row.instant("expires"),
                row.string("device"),
                row.bool("by_passkey"));
    }
}
