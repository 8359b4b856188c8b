package org.parvis.api.data;

import java.util.Collection;
import org.osgi.annotation.versioning.ProviderType;
import org.parvis.api.tenant.TenantId;

/**
 * The three doors to the data.
 *
 * <p>Statements use named parameters ({@code :name}), in the subset of SQL of {@code docs/sql.md} that Derby and PostgreSQL share.
 * Each reference to a table with a {@code tenant_id} must carry {@code alias.tenant_id = :tenant} as a top-level conjunct
 * ({@code in (:tenants)} behind the second door); a statement that does not is refused at its first use.
 */
@ProviderType
public interface Database {

    /** One tenant's data; {@code :tenant} is bound. The territory's own data: {@link TenantId#TERRITORY}. */
    TenantData of(TenantId tenant);

    /** Reads the data of tenants that an agent has a role in; {@code :tenants} is bound. */
    Reader of(Collection<TenantId> granted);

    /**
     * Reads over all tenants, for aggregation; statements need no tenant conjunct.
     *
     * @param purpose logged with each use
     */
    Reader acrossTerritory(String purpose);
}
