package org.parvis.demarches;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.demarches.procedure.Answers;

/**
 * A form that is being filled in.
 *
 * @param id that the file will have when it is sent
 * @param version of the procedure on which it began
 * @param holder digest of the token that the person's browser holds
 * @param account that began it, or null
 * @param email to which its code was sent, or empty
 * @param simple whether its words are in plain language
 */
public record Draft(
        UUID id, String procedure, int version, String holder, @Nullable UUID account, String email, Answers answers, boolean simple, Instant updatedAt,
        Instant expiresAt) implements Versioned {
    /** How long a draft is kept after it was last touched. */
    static final Duration KEPT = Duration.ofDays(30);
    /** And one to which nothing was ever answered. */
    static final Duration KEPT_EMPTY = Duration.ofDays(2);

    Draft with(Answers other, Instant now) {
        return new Draft(id, procedure, version, holder, account, email, other, simple, now, now.plus(KEPT));
    }
}
