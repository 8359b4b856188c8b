package org.parvis.api.privacy;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;
import org.parvis.api.tenant.TenantId;

/**
 * Contribution: a rule by which personal data go when their time is over (GDPR, article 5.1 (e)).
 *
 * <p>The platform applies it every hour and keeps a record of it as proof.
 */
@ConsumerType
public interface PurgeRule {

    /** {@code <plugin>.<what>}; the message {@code <plugin>.purge.<what>} says what goes and when. */
    String name();

    /** Id of the processing whose retention this rule keeps. */
    String processing();

    /**
     * The tenants that have something whose time is over.
     *
     * @param acrossTerritory reads the data of all tenants
     */
    Collection<TenantId> due(Reader acrossTerritory, Instant now);

    /** Deletes or anonymises some of it, a thousand records or so; called again, each time in a transaction of its own, until it returns 0. */
    int purge(Transaction transaction, Instant now);

    /** As {@link #purge}, and says which archives were made before; a rule that makes some overrides it, and is called by it alone. */
    default Purged apply(Transaction transaction, Instant now) {
        return new Purged(purge(transaction, now), List.of());
    }

    /**
     * What went.
     *
     * @param records how many
     * @param archives one for each archive that was made before, 200 characters at most: where it is, and its checksum
     */
    record Purged(int records, List<String> archives) {
        public Purged {
            archives = List.copyOf(archives);
        }
    }
}
