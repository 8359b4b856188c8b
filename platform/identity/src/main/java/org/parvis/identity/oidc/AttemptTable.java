package org.parvis.identity.oidc;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;

/** Ways to a provider that are not ended: statements and row mapping. All behind the territory's door. */
final class AttemptTable {
    private AttemptTable() {}

    static void insert(Transaction transaction, Attempt attempt, Instant now) {
        transaction.execute(
                """
                insert into identity_oidc_attempt (tenant_id, token_hash, provider, destination, account_id, expires, kept, asked)
                values (:tenant, :hash, :provider, :destination, :account, :expires, :kept, :asked)
                """,
                "hash", Attempt.hash(attempt.token()), "provider", attempt.provider(), "destination", attempt.destination(),
                "account", attempt.account(), "expires", now.plus(Attempt.LIFETIME), "kept", attempt.again() == null ? null : attempt.again().kept(),
                "asked", attempt.again() == null ? null : attempt.again().asked());
    }

    static Optional<Attempt> one(Reader reader, String token, Instant now) {
        return reader.one(
                """
                select a.provider, a.destination, a.account_id, a.kept, a.asked from identity_oidc_attempt a
                where a.tenant_id = :tenant and a.token_hash = :hash and a.expires > :now
                """,
                row -> new Attempt(token, row.string("provider"), row.string("destination"), row.uuidOrNull("account_id"), again(row)),
                "hash", Attempt.hash(token), "now", now);
    }

    private static Attempt.@Nullable Again again(Row row) {
        Instant asked = row.instantOrNull("asked");
        return asked == null ? null : new Attempt.Again(row.string("kept"), asked);
    }

    /** False if another request was first. */
    static boolean delete(Transaction transaction, Attempt attempt) {
        return transaction.execute(
                        "delete from identity_oidc_attempt a where a.tenant_id = :tenant and a.token_hash = :hash", "hash", Attempt.hash(attempt.token()))
                == 1;
    }

    static int deleteExpired(Transaction transaction, Instant now) {
        return transaction.execute("delete from identity_oidc_attempt a where a.tenant_id = :tenant and a.expires < :now", "now", now);
    }
}
