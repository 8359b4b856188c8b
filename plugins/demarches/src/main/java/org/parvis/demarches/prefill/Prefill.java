package org.parvis.demarches.prefill;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.demarches.procedure.Answers;

/**
 * Answers that somebody else knows, for a form that a person begins by a link.
 *
 * @param by who made the link
 * @param expires from then on it opens nothing (UTC)
 * @param draft the form that was begun by it last, or null
 */
record Prefill(UUID id, String procedure, Answers answers, String by, Instant made, Instant expires, @Nullable UUID draft) {}
