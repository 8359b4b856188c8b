package org.parvis.identity.oidc;

import java.time.Instant;
import org.parvis.api.data.Transaction;

/** Logout tokens that were taken: one counts once. All behind the territory's door. */
final class LogoutTable {
    private LogoutTable() {}

    /** False if it was taken before. */
    static boolean insert(Transaction transaction, LogoutToken token) {
        long before = transaction.count(
                "select count(*) from identity_oidc_logout l where l.tenant_id = :tenant and l.provider = :provider and l.jti_hash = :jti",
                "provider", token.provider(), "jti", token.jti());
        if (before > 0) {
            return false;
        }
        transaction.execute(
                "insert into identity_oidc_logout (tenant_id, provider, jti_hash, expires) values (:tenant, :provider, :jti, :expires)",
                "provider", token.provider(), "jti", token.jti(), "expires", token.expires());
        return true;
    }

    static int deleteExpired(Transaction transaction, Instant now) {
        return transaction.execute("delete from identity_oidc_logout l where l.tenant_id = :tenant and l.expires < :now", "now", now);
    }
}
