package org.parvis.api.job;

import java.time.Duration;
import java.time.Instant;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Contribution: a recurring job; runs once for the whole installation at a time, on whichever node is first.
 *
 * <p>When it runs next is in the database: it survives a restart. A job that fails runs again at its usual pace; operators see why. It is
 * shown to them under the message {@code <plugin>.job.<what>}, if there is one. A job goes when the version that contributes it goes.
 */
@ConsumerType
public interface Job {

    /** {@code <plugin>.<what>}, 100 characters at most. */
    String name();

    /** Pause between the end of one run and the start of the next. */
    Duration every();

    void run(Instant now);

    /** As {@link #run(Instant)}, which it calls, for a job that tells how far it is. */
    default void run(Instant now, Progress progress) {
        run(now);
    }

    /** Asked after a run that did not fail: whether nothing is left to do. Then it does not run again before the next start. */
    default boolean isOver() {
        return false;
    }

    /** Takes what a run tells about how far it is. */
    @FunctionalInterface
    interface Progress {

        /** For who does not want to know. */
        Progress NONE = (done, total) -> {};

        /**
         * May be called often.
         *
         * @param total zero if it is not known
         */
        void at(long done, long total);
    }
}
