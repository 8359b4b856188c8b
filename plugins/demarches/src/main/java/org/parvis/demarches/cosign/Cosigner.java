package org.parvis.demarches.cosign;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who was named in a file and is asked to agree.
 *
 * @param role of the procedure's header
 * @param answer what was answered, or {@link Answer#WAITING}
 */
record Cosigner(
        UUID id, UUID file, String role, String name, String email, Answer answer, Instant askedAt, @Nullable Instant remindedAt, @Nullable Instant answeredAt) {
    /** What was answered. */
    enum Answer {
        WAITING,
        AGREED,
        REFUSED
    }
}
