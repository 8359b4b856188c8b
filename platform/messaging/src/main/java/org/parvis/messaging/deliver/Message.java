package org.parvis.messaging.deliver;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.notify.Channel;

/**
 * A message that is being delivered.
 *
 * @param address where to; null for the inbox
 * @param subscriber to whose subscription it belongs, or null
 * @param body plain text, null when the content is kept apart
 * @param content id of a content that many messages share, or null
 * @param attempts those before this one
 */
public record Message(
        UUID id,
        Channel channel,
        String kind,
        @Nullable String address,
        @Nullable UUID person,
        @Nullable UUID subscriber,
        Locale language,
        boolean urgent,
        String subject,
        @Nullable String body,
        @Nullable UUID content,
        Instant created,
        @Nullable Instant expires,
        int attempts) {}
