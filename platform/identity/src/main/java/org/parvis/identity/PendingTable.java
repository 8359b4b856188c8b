package org.parvis.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;

/** Sign-ins whose password was right and whose second step is to come; no session yet, and worth nothing without the code. */
final class PendingTable {
    /** Name of the cookie that holds the token. */
    static final String COOKIE = "parvis-bureau-etape";

    static final Duration LIFETIME = Duration.ofMinutes(10);

    private PendingTable() {}

    static void insert(Transaction transaction, String hash, UUID account, Instant now) {
        transaction.execute(
                "insert into identity_pending (tenant_id, token_hash, account_id, expires) values (:tenant, :hash, :account, :expires)",
                "hash", hash, "account", account, "expires", now.plus(LIFETIME));
    }

    /** The account of one that is not over. */
    static Optional<UUID> account(Reader reader, String hash, Instant now) {
        return reader.one(
                "select p.account_id from identity_pending p where p.tenant_id = :tenant and p.token_hash = :hash and p.expires > :now",
                row -> row.uuid("account_id"),
                "hash", hash, "now", now);
    }

    /** False if another request was first. */
    static boolean delete(Transaction transaction, String hash) {
        return transaction.execute("delete from identity_pending p where p.tenant_id = :tenant and p.token_hash = :hash", "hash", hash) == 1;
    }

    static void deleteOf(Transaction transaction, UUID account) {
        transaction.execute("delete from identity_pending p where p.tenant_id = :tenant and p.account_id = :account", "account", account);
    }

    static int deleteExpired(Transaction transaction, Instant now) {
        return transaction.execute("delete from identity_pending p where p.tenant_id = :tenant and p.expires < :now", "now", now);
    }
}
