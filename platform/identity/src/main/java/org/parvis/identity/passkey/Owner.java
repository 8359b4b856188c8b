package org.parvis.identity.passkey;

import java.util.UUID;

/**
 * Whose passkeys.
 *
 * @param handle random name by which authenticators know the account (WebAuthn, 5.4.3): base64url of 32 bytes, never anything about the person
 * @param account id of the account
 */
public record Owner(String handle, Kind kind, UUID account) {

    /** Two kinds of accounts, which are never mixed up. */
    public enum Kind {
        PERSON,
        AGENT
    }
}
