package org.parvis.identity;

import java.time.Duration;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Response;

/** What somebody is told who has to wait before the next attempt. */
public final class Pause {
    private Pause() {}

    /** In minutes, begun ones too. */
    public static FieldError error(String field, Duration pause) {
        return FieldError.of(field, "identity.wait", pause.plusSeconds(59).toMinutes());
    }

    /** 429 (RFC 6585, 4) with when to come back. */
    public static Response page(Response page, Duration pause) {
        return page.status(429).header("Retry-After", String.valueOf(pause.toSeconds() + 1));
    }
}
