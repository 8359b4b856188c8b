package org.parvis.api.audit;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;
import org.parvis.api.data.Transaction;
import org.parvis.api.identity.Agent;

/**
 * The append-only audit log of a tenant.
 *
 * <p>An entry is written in the transaction that does what it tells, and sealed into the tenant's chain later, by a job: nothing is
 * hashed into a chain at request time. What an entry says can be erased (retention, request of a person); that it was there cannot.
 */
@ProviderType
public interface Audit {

    /** Records what was done, in the transaction that does it; texts that are too long are cut. */
    void record(Transaction transaction, AuditEntry entry);

    /**
     * Records an action in the transaction that does it.
     *
     * @param agent who, or null for the system itself
     * @param action {@code <plugin>.<what>}: {@code news.publish}
     * @param subject id of what it was done to
     * @param detail short: what tells the subject from others, such as its title
     */
    default void record(Transaction transaction, @Nullable Agent agent, String action, String subject, String detail) {
        record(transaction, AuditEntry.by(agent, action, subject).detail(detail));
    }
}
