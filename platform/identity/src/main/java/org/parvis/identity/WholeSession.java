package org.parvis.identity;

import java.util.Optional;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Row;

/**
 * A session with all that the first look at it asks for, from one statement: what is then remembered.
 *
 * @param factor whether the account signs in in two steps
 * @param provided whether the session began at an identity provider
 */
record WholeSession(SessionTable.Stored stored, Account account, boolean factor, Provided provided) {

    /** Whether an identity provider vouches for who has the session. */
    enum Provided {
        NOT,
        IN_ONE_STEP,
        IN_TWO_STEPS
    }

    static Optional<WholeSession> of(Reader territory, String hash) {
        return territory.one(
                """
                select s.token_hash, s.account_id, s.started, s.last_used, s.expires, s.device, s.by_passkey,
                    a.id, a.email, a.person_name, a.tongue, a.password_hash, a.must_change, a.usable_until,
                    f.secret, p.provider, coalesce(p.second_factor, false) as vouched
                from identity_session s
                join identity_account a on a.tenant_id = :tenant and a.id = s.account_id
                left join identity_factor f on f.tenant_id = :tenant and f.account_id = s.account_id
                left join identity_oidc_session p on p.tenant_id = :tenant and p.token_hash = s.token_hash
                where s.tenant_id = :tenant and s.token_hash = :hash
                """,
                WholeSession::map, "hash", hash);
    }

    private static WholeSession map(Row row) {
        return new WholeSession(SessionTable.map(row), AccountTable.map(row), row.stringOrNull("secret") != null, provided(row));
    }

    private static Provided provided(Row row) {
        if (row.stringOrNull("provider") == null) {
            return Provided.NOT;
        }
        return row.bool("vouched") ? Provided.IN_TWO_STEPS : Provided.IN_ONE_STEP;
    }
}
