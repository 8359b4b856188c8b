package org.parvis.api.tenant;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.parvis.api.data.Transaction;

/**
 * Addresses of a tenant's former site, by table: asked when a path is not found.
 *
 * <p>A former address is a path that starts with {@code /}, without host and query, or one of the two by which WordPress knows each
 * of its pages whatever their names: {@code /?p=12} and {@code /?page_id=12}.
 */
@ProviderType
public interface Redirects {

    /** Where a former address leads now. */
    Optional<String> target(TenantId tenant, String address);

    /** All of a tenant, by former address. */
    List<Redirect> list(TenantId tenant);

    /**
     * Some of a tenant, by former address.
     *
     * @param part of either address, in lower or upper case; all if it is empty
     */
    Found find(TenantId tenant, String part, int offset, int limit);

    /**
     * Adds them; one whose former address is there already replaces it.
     *
     * @throws org.parvis.api.route.Invalid of {@code from} or {@code to} if one of them is no such address
     */
    void put(TenantId tenant, List<Redirect> redirects);

    /** As {@link #put(TenantId, List)}, within a transaction on the tenant's data. */
    void put(Transaction transaction, List<Redirect> redirects);

    /** Takes one out. */
    void remove(TenantId tenant, String from);

    /**
     * @param from former address
     * @param to path on this site, or an absolute http(s) address
     */
    record Redirect(String from, String to) {}

    /**
     * @param total how many there are without offset and limit
     */
    record Found(List<Redirect> redirects, long total) {}
}
