package org.parvis.identity.passkey;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A passkey as stored; times in UTC.
 *
 * @param credential the authenticator's id of it, base64url
 * @param attested id and public key as the authenticator told them (WebAuthn, 6.5.1), base64url
 * @param name as its owner calls it
 * @param counter signatures that the authenticator had counted at last use; zero for one that does not count
 * @param backupEligible whether it may be on several devices of its owner; never changes
 * @param backedUp whether it is
 * @param transports how the authenticator is reached, as the browser said
 */
public record Passkey(
        UUID id, Owner owner, String credential, String attested, String name, long counter, boolean backupEligible, boolean backedUp, List<String> transports,
        Instant since, @Nullable Instant lastUsed) {

    static final int LONGEST_NAME = 60;

    public Passkey {
        transports = List.copyOf(transports);
    }

    /** Whether that can be a name. */
    public static boolean isName(String name) {
        return !name.isBlank() && name.length() <= LONGEST_NAME && name.indexOf('<') < 0 && name.chars().noneMatch(Character::isISOControl);
    }
}
