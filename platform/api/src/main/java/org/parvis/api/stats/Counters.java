package org.parvis.api.stats;

import org.osgi.annotation.versioning.ProviderType;
import org.parvis.api.tenant.TenantId;

/**
 * Counts what leaves no lasting row behind: messages that were delivered, answers that are erased after a year.
 *
 * <p>Counted in memory, written by adding every minute and when the platform stops; a node that is killed loses a minute at most. Nothing
 * but numbers is kept: neither {@code counter} nor {@code part} may say anything of a person.
 */
@ProviderType
public interface Counters {

    /**
     * Adds to a counter of a tenant, on its present day. Never blocks and never fails; safe on any thread.
     *
     * @param counter id of the {@link Series} that shows it, 60 characters at most
     * @param part one of a small fixed set, 80 characters at most, or empty; beyond 100 a day they are counted together as {@code *}
     */
    void add(TenantId tenant, String counter, String part, long amount);
}
