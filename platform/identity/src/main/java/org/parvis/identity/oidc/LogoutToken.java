package org.parvis.identity.oidc;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a provider says of a session of its own that has ended: checked to be said by it, to us, just now.
 *
 * <p>With a session's name, that session ends, and those of the person that are not known by a name; without, all of the person's.
 *
 * @param provider id of the configuration
 * @param subject hash, or null
 * @param sid hash, or null; never both null
 * @param jti hash of the token's own id
 * @param expires until when the token could be sent again
 */
public record LogoutToken(String provider, Audience audience, @Nullable String subject, @Nullable String sid, String jti, Instant expires) {
    private static final String NOBODY = "-";

    /** Condition on a table with {@code provider}, {@code subject_hash} and {@code sid_hash}. */
    public static String concerns(String alias) {
        return alias + ".provider = :provider and (" + alias + ".sid_hash = :sid or " + alias + ".subject_hash = :everywhere or (" + alias
                + ".sid_hash is null and " + alias + ".subject_hash = :subject))";
    }

    /** Of {@link #concerns}. */
    public Object[] parameters() {
        String person = subject == null ? NOBODY : subject;
        return new Object[] {"provider", provider, "sid", sid == null ? NOBODY : sid, "everywhere", sid == null ? person : NOBODY, "subject", person};
    }
}
