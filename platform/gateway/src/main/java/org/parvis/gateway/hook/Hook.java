package org.parvis.gateway.hook;

import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who wants to be told of what.
 *
 * @param secret sealed
 * @param state whether it is told
 * @param since since when it is in that state (UTC)
 */
public record Hook(UUID id, String url, Set<String> events, String secret, State state, Instant since) {

    public Hook {
        events = Set.copyOf(events);
    }

    /** Whether a hook is told. */
    public enum State {
        ACTIVE,
        /** Stopped by an agent. */
        STOPPED,
        /** Stopped by us: for three days nobody answered as agreed. */
        FAILED;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Something to be told to one hook; kept for a month after it was told.
     *
     * @param path of the public page
     * @param happened when it happened (UTC), or will
     * @param attempts how often it was tried
     * @param next when it is tried next (UTC)
     * @param code status of the last answer, or null: none came
     * @param millis how long the last attempt took, or null: none yet
     * @param error why no answer came, or null: {@code blocked}, {@code unreachable}
     */
    public record Delivery(
            UUID id, UUID hook, String event, String subject, String path, Instant happened, Progress progress, int attempts, Instant next,
            @Nullable Integer code, @Nullable Integer millis, @Nullable String error) {}

    /** How far a delivery is. */
    public enum Progress {
        WAITING,
        DONE,
        FAILED;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
