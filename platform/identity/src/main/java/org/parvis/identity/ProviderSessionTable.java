package org.parvis.identity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;
import org.parvis.api.data.Transaction;
import org.parvis.identity.oidc.LogoutToken;
import org.parvis.identity.oidc.ProviderMark;

/** What sessions owe to an identity provider: statements and row mapping. All behind the territory's door. */
final class ProviderSessionTable {
    private ProviderSessionTable() {}

    /**
     * How a session began.
     *
     * @param idToken to be shown to the provider when signing out; sealed in the table (in clear: from before there was encryption)
     * @param mark what the provider ends it by; null: from before providers could, or not asked for
     * @param secondFactor whether what the provider checked counts as the second step
     */
    record Stored(String provider, String idToken, boolean secondFactor, @Nullable ProviderMark mark) {
        @Override
        public String toString() {
            return provider;
        }
    }

    /** @param hash of the session's token, or of the one that waits for the code */
    static void insert(Transaction transaction, String hash, UUID account, Stored stored, Instant now) {
        transaction.execute(
                """
                insert into identity_oidc_session (tenant_id, token_hash, account_id, provider, id_token, second_factor, expires, subject_hash, sid_hash)
                values (:tenant, :hash, :account, :provider, :token, :strong, :expires, :subject, :sid)
                """,
                "hash", hash, "account", account, "provider", stored.provider(), "token", stored.idToken(), "strong", stored.secondFactor(),
                "expires", now.plus(SqlSessions.LONGEST), "subject", stored.mark() == null ? null : stored.mark().subject(),
                "sid", stored.mark() == null ? null : stored.mark().sid());
    }

    static Optional<Stored> one(Reader reader, String hash) {
        return reader.one(
                "select s.provider, s.id_token, s.second_factor from identity_oidc_session s where s.tenant_id = :tenant and s.token_hash = :hash",
                ProviderSessionTable::map, "hash", hash);
    }

    /** Which sessions, and ways in that wait for a code, a provider ends. */
    static List<Ended> ended(Reader reader, LogoutToken token) {
        return reader.list(
                "select s.token_hash, s.account_id from identity_oidc_session s where s.tenant_id = :tenant and " + LogoutToken.concerns("s"),
                row -> new Ended(row.string("token_hash"), row.uuid("account_id")), token.parameters());
    }

    /** A session, or the token that waits for the code. */
    record Ended(String hash, UUID account) {}

    /** From the token that waited for the code to the session's; false if it was not a provider that it began with. */
    static boolean move(Transaction transaction, String from, String to) {
        return transaction.execute(
                        "update identity_oidc_session s set token_hash = :session where s.tenant_id = :tenant and s.token_hash = :pending",
                        "session", to, "pending", from)
                == 1;
    }

    static void delete(Transaction transaction, String hash) {
        transaction.execute("delete from identity_oidc_session s where s.tenant_id = :tenant and s.token_hash = :hash", "hash", hash);
    }

    /** @param except hash of the one to keep, or null */
    static void deleteOf(Transaction transaction, UUID account, @Nullable String except) {
        transaction.execute(
                "delete from identity_oidc_session s where s.tenant_id = :tenant and s.account_id = :account and s.token_hash <> :kept",
                "account", account, "kept", except == null ? "-" : except);
    }

    static int deleteExpired(Transaction transaction, Instant now) {
        return transaction.execute("delete from identity_oidc_session s where s.tenant_id = :tenant and s.expires < :now", "now", now);
    }

    private static Stored map(Row row) {
        return new Stored(row.string("provider"), row.string("id_token"), row.bool("second_factor"), null);
    }
}
