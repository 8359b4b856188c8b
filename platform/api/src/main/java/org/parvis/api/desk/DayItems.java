package org.parvis.api.desk;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;
import org.parvis.api.identity.Agent;
import org.parvis.api.tenant.TenantId;

/**
 * Contribution: one kind of thing that waits for an agent, in « Ma journée ».
 *
 * <p>An agent of several tenants sees them together: a contribution is asked once for all of them and answers with one query through
 * the second door, {@code Database.of(granted)}.
 */
@ConsumerType
public interface DayItems {

    Kind kind();

    /** What waits: those with a deadline first, the soonest first; then those that have waited longest. */
    List<Item> items(Asked asked);

    /**
     * Does one of the kind's actions, in one transaction with its audit entries; what no longer waits is left alone.
     *
     * @return how many were done
     * @throws IllegalArgumentException for an action that the kind does not have
     */
    default int act(Deed deed) {
        throw new IllegalArgumentException(deed.action());
    }

    /**
     * Who asks.
     *
     * <p>For an absent agent the deputy's list asks a second time, with the absent agent and those tenants where the deputy has the
     * permission too.
     *
     * @param agent whose items are wanted
     * @param tenants where the plugin is active and the agent has the kind's permission; never empty
     * @param now UTC
     * @param limit the most items to answer with
     */
    record Asked(Agent agent, Set<TenantId> tenants, Instant now, int limit) {}

    /**
     * A kind of item.
     *
     * @param name with the plugin's id in front: {@code news.review}
     * @param labelKey message: what the items are, in the plural
     * @param permission needed in the tenant to see items and to act on them
     * @param actions what can be done with several at once; may be empty
     */
    record Kind(String name, String labelKey, String permission, List<Action> actions) {}

    /**
     * Something to do with several items at once.
     *
     * @param name letters
     * @param labelKey message of the button
     * @param questionKey message that asks before it is done; {@code {0}}: number of items
     * @param doneKey message that says what was done; {@code {0}}: number of items
     */
    record Action(String name, String labelKey, String questionKey, String doneKey) {}

    /**
     * One thing that waits.
     *
     * @param id what {@link Deed} brings back
     * @param title as it was written, in no need of translation
     * @param reasonKey message with arguments: why it is here
     * @param path below {@code /bureau/<slug>} of its tenant
     * @param due when it should be done (UTC), or null
     * @param legal whether a law sets that moment
     * @param since since when it waits (UTC)
     */
    record Item(
            TenantId tenant, String id, String title, String reasonKey, List<Object> reasonArguments, String path, @Nullable Instant due,
            boolean legal, Instant since) {}

    /**
     * An action on items of one tenant; the agent has the kind's permission there.
     *
     * @param insteadOf the absent agent for whom {@code agent} stands in, to be named in the audit entries ({@code onBehalfOf}), or null
     */
    record Deed(String action, TenantId tenant, Collection<String> ids, Agent agent, @Nullable Agent insteadOf, Instant now) {

        /** For nobody else. */
        public Deed(String action, TenantId tenant, Collection<String> ids, Agent agent, Instant now) {
            this(action, tenant, ids, agent, null, now);
        }
    }
}
