package org.parvis.messaging.subscribe;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * Somebody who subscribed, or asked to.
 *
 * @param confirmed whether the owner of the address said yes
 * @param token lets into the preferences: 256 random bits
 * @param digested up to when the last digest went (UTC)
 */
public record Subscriber(UUID id, String email, Locale language, boolean confirmed, Rhythm rhythm, String token, Instant created, Instant digested) {}
