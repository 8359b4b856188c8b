package org.parvis.api.privacy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.osgi.annotation.versioning.ConsumerType;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;

/**
 * Contribution: a rule by which accounts go whose time is over, and with them what every plugin keeps under them
 * ({@link PersonalData#erase}, asked with the account and nothing else).
 *
 * <p>The platform applies it every hour, after the {@link PurgeRule}s, and keeps a record of it as proof. An account that has been
 * deleted is remembered until all plugins have been asked: what was interrupted goes on with the next run.
 */
@ConsumerType
public interface AccountRule {

    /** {@code <plugin>.<what>}; the message {@code <plugin>.purge.<what>} says what goes and when. */
    String name();

    /** Id of the processing whose retention this rule keeps. */
    String processing();

    /**
     * Accounts whose time is over, by id, at most that many.
     *
     * @param after those with a greater id alone
     */
    List<UUID> due(Reader territory, Instant now, UUID after, int limit);

    /** Deletes an account if its time is over still: nobody can use it once this transaction has ended. False if it was used meanwhile. */
    boolean delete(Transaction territory, UUID account, Instant now);
}
