package org.parvis.api.notify;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One message to one person.
 *
 * @param kind id of a {@link Kind}
 * @param values of the kind's variables, as people read them; those not given are empty
 * @param expires when it is no use any more (UTC): from then on it is not sent; or null
 */
public record Notification(String kind, Recipient to, Map<String, String> values, @Nullable Instant expires) {

    public Notification {
        values = Map.copyOf(values);
    }

    public static Notification of(String kind, Recipient to, Map<String, String> values) {
        return new Notification(kind, to, values, null);
    }
}
