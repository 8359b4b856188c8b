package org.parvis.api.job;

import java.time.Duration;
import java.time.Instant;
import org.osgi.annotation.versioning.ConsumerType;

/** Contribution: a recurring job; runs once for the whole installation at a time. */
@ConsumerType
public interface Job {

    /** {@code <plugin>.<what>}. */
    String name();

    /** Pause between the end of one run and the start of the next. */
    Duration every();

    void run(Instant now);
}
