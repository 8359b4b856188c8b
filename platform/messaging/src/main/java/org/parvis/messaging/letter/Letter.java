package org.parvis.messaging.letter;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A newsletter.
 *
 * @param body sanitised HTML
 * @param sent when it was sent (UTC), null while it is a draft
 * @param content what the mails share, null while it is a draft
 */
record Letter(UUID id, String subject, String body, String author, Instant updated, @Nullable Instant sent, @Nullable UUID content, int version) {
    String path() {
        return "/lettres/" + id;
    }
}
