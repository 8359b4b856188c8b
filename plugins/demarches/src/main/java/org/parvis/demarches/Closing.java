package org.parvis.demarches;

import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.api.tenant.Site;
import org.parvis.demarches.clock.ClockEvent;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.Workflow;

/** The ends of files that no workflow knows; their states begin with a character that no state of a procedure begins with. */
public final class Closing {
    /** It goes on within another file. */
    public static final String MERGED = "_merged";
    /** It goes on at another administration. */
    public static final String TRANSFERRED = "_transferred";

    private Closing() {}

    public static boolean outside(String state) {
        return state.startsWith("_");
    }

    /**
     * A file that ends so.
     *
     * @param purge when it is erased, or null: with the file that it went into, or not by itself
     */
    public static CaseFile of(CaseFile file, String state, @Nullable Instant purge, Instant now) {
        List<ClockEvent> clock = new ArrayList<>(file.clock());
        clock.add(new ClockEvent.Ended(now));
        return file.at(new CaseFile.Stand(state, Workflow.Kind.CLOSED, Workflow.Outcome.NONE, now, purge), clock, null, now);
    }

    /** When a file that is closed now is erased, or null: a stored version that has faults by now may have lost its retention, and nothing is erased on a guess. */
    public static @Nullable Instant purge(Site site, Procedure procedure, Instant now) {
        Period kept = procedure.header().filing().retention();
        return kept == null ? null : now.atZone(site.tenant().zone()).plus(kept).toInstant();
    }
}
