package org.parvis.gateway.hook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A delivery in the list of its hook.
 *
 * @param answer status of the last answer, {@code blocked} or {@code unreachable}, or empty: none yet
 */
public record DeliveryLine(
        String id, String label, String path, Instant happened, String progress, int attempts, Instant next, String answer, @Nullable Integer millis) {

    static DeliveryLine of(Hook.Delivery one, String label) {
        String answer = one.code() != null ? one.code().toString() : one.error() == null ? "" : one.error();
        return new DeliveryLine(
                one.id().toString(), label, one.path(), one.happened(), one.progress().code(), one.attempts(), one.next(), answer, one.millis());
    }
}
