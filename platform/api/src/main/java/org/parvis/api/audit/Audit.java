package org.parvis.api.audit;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;
import org.parvis.api.data.Transaction;
import org.parvis.api.identity.Agent;

/** The append-only audit log of a tenant. */
@ProviderType
public interface Audit {

    /**
     * Records an action in the transaction that does it.
     *
     * @param agent who, or null for the system itself
     * @param action {@code <plugin>.<what>}: {@code news.publish}
     * @param subject id of what it was done to
     * @param detail short, without personal data
     */
    void record(Transaction transaction, @Nullable Agent agent, String action, String subject, String detail);
}
