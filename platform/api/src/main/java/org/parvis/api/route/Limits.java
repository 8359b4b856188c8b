package org.parvis.api.route;

import java.time.Duration;

/**
 * What one request may cost.
 *
 * @param bodyBytes largest body
 * @param time time to read the request and make the response
 */
public record Limits(long bodyBytes, Duration time) {

    /** Forms without files: 1 MiB, 20 s. */
    public static final Limits DEFAULT = new Limits(1 << 20, Duration.ofSeconds(20));

    /** Forms with pictures or attachments: 32 MiB, 2 min. */
    public static final Limits UPLOAD = new Limits(32L << 20, Duration.ofMinutes(2));
}
