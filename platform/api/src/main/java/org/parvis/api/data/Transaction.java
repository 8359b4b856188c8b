package org.parvis.api.data;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.parvis.api.tenant.TenantId;

/** An open transaction on one tenant's data. */
@ProviderType
public interface Transaction extends Reader {

    TenantId tenant();

    /** Inserts, updates or deletes; returns the number of rows. Parameters come in pairs of name and value. */
    int execute(String sql, Object... parameters);

    /**
     * The same statement for many rows, in batches.
     *
     * @param rows each as pairs of name and value, all with the same names
     */
    void executeAll(String sql, List<Object[]> rows);

    /**
     * Tags whose pages and index entries change with this transaction: {@code news}, {@code news:42}; {@code news@<tenant id>} for those of another
     * tenant, as in {@link org.parvis.api.route.Response#tagged}.
     */
    void touch(String... tags);

    /**
     * Queues work to be done after the commit, at least once, also after a crash.
     *
     * @param queue name that a {@link org.parvis.api.event.WorkConsumer} takes
     * @param payload what it needs: ids rather than content
     */
    void enqueue(String queue, String payload);
}
