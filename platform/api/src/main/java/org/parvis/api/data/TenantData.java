package org.parvis.api.data;

import java.util.function.Consumer;
import java.util.function.Function;
import org.osgi.annotation.versioning.ProviderType;
import org.parvis.api.tenant.TenantId;

/** One tenant's data. */
@ProviderType
public interface TenantData extends Reader {

    TenantId tenant();

    /**
     * Runs work in one transaction: committed when it returns, rolled back when it throws. When it returns, pages that show what
     * was touched are out of the cache.
     *
     * @throws org.parvis.api.route.Conflict if a unique constraint was violated or a concurrent transaction won
     * @throws org.parvis.api.route.Unavailable if the database cannot be written now
     */
    <T> T call(Function<Transaction, T> work);

    /** As {@link #call}, without a result. */
    default void write(Consumer<Transaction> work) {
        call(transaction -> {
            work.accept(transaction);
            return Boolean.TRUE;
        });
    }
}
