package org.parvis.gateway.token;

import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.identity.Agent;

/**
 * What a program shows to be let in; of its secret only a digest is kept.
 *
 * @param prefix its beginning, by which people tell it from others
 * @param expires last day on which it is valid, in the tenant's zone
 * @param used last day on which it was used, or null
 * @param revoked the day on which it was revoked, or null
 */
public record Token(
        UUID id, String name, String prefix, Set<String> scopes, LocalDate created, LocalDate expires, @Nullable LocalDate used, @Nullable LocalDate revoked) {

    public Token {
        scopes = Set.copyOf(scopes);
    }

    public boolean valid(LocalDate today) {
        return revoked == null && !today.isAfter(expires);
    }

    /** As which it writes: named like the token, with no role anywhere. */
    public Agent agent() {
        return new Agent(id, name, "", "fr", Set.of());
    }
}
