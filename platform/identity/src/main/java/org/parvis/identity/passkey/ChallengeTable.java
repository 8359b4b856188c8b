package org.parvis.identity.passkey;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.Transaction;
import org.parvis.identity.SqlSessions;

/** Challenges that were given out and not answered: statements. All behind the territory's door; only hashes are stored. */
final class ChallengeTable {
    static final Duration LIFETIME = Duration.ofMinutes(5);

    private ChallengeTable() {}

    /**
     * @param browser value of the cookie of the browser that it is for
     * @param handle of the account that a passkey is to be added to, null to sign in
     */
    static void insert(Transaction transaction, String challenge, String browser, Owner.Kind kind, @Nullable String handle, Instant now) {
        transaction.execute(
                """
                insert into identity_passkey_challenge (tenant_id, challenge_hash, browser_hash, kind, handle, expires)
                values (:tenant, :challenge, :browser, :kind, :handle, :expires)
                """,
                "challenge", SqlSessions.hash(challenge), "browser", SqlSessions.hash(browser), "kind", kind, "handle", handle == null ? "-" : handle,
                "expires", now.plus(LIFETIME));
    }

    /** Uses one up; false if there is none such, if it is over, or if another request was first. */
    static boolean use(Transaction transaction, String challenge, String browser, Owner.Kind kind, @Nullable String handle, Instant now) {
        return transaction.execute(
                        """
                        delete from identity_passkey_challenge c where c.tenant_id = :tenant and c.challenge_hash = :challenge and c.browser_hash = :browser
                        and c.kind = :kind and c.handle = :handle and c.expires > :now
                        """,
                        "challenge", SqlSessions.hash(challenge), "browser", SqlSessions.hash(browser), "kind", kind, "handle", handle == null ? "-" : handle,
                        "now", now)
                == 1;
    }

    static int deleteExpired(Transaction transaction, Instant now) {
        return transaction.execute("delete from identity_passkey_challenge c where c.tenant_id = :tenant and c.expires < :now", "now", now);
    }
}
