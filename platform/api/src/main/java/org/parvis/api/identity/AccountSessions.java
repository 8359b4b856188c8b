package org.parvis.api.identity;

import java.time.Instant;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.parvis.api.tenant.TenantId;

/** Sessions of citizens' accounts: one for each host, all tied to that of the territory's host. Only hashes of tokens are stored. */
@ProviderType
public interface AccountSessions {

    /** Where people sign in, on every host: {@code ?retour=} takes the path to come back to. */
    String SIGN_IN = "/compte/connexion";

    /** Name of the cookie that holds the token. Over TLS browsers themselves hold that it is host-only (RFC 6265bis, 4.1.3.2). */
    static String cookie(boolean secure) {
        return secure ? "__Host-parvis-compte" : "parvis-compte";
    }

    /**
     * The account of a session that is valid on the host of that tenant; in memory as a rule.
     *
     * @return empty too if the session belongs to another host
     */
    Optional<Account> find(String token, TenantId where, Instant now);
}
