package org.parvis.api.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** The jobs of the installation, for those who look after it. */
@ProviderType
public interface Jobs {

    /** Those of the versions that serve some tenant now, and of the platform itself, by name. */
    List<State> all();

    /** The last runs of a job, newest first. */
    List<Run> runs(String name, int limit);

    /**
     * Lets a job run as soon as a node is free.
     *
     * @return false if there is no such job, or it runs already
     */
    boolean runNow(String name);

    /**
     * How a job is.
     *
     * @param next when it is due, or null: it has not been seen long enough to have a time
     * @param running whether some node runs it now
     * @param last the last run, also one that goes on, or null
     * @param failed the last run that failed, among those that are kept (30 days), or null
     */
    record State(String name, Duration every, @Nullable Instant next, boolean running, @Nullable Run last, @Nullable Run failed) {}

    /**
     * One run.
     *
     * @param ended null while it goes on
     * @param error what it failed with, or null
     * @param done how far it came, in the job's own units
     * @param total zero if it is not known
     */
    record Run(Instant started, @Nullable Instant ended, @Nullable String error, long done, long total) {}
}
