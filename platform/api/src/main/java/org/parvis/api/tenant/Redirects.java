package org.parvis.api.tenant;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Addresses of a tenant's former site, by table: asked when a path is not found. */
@ProviderType
public interface Redirects {

    /** Where a path of the former site leads now. {@code path} starts with {@code /}, without host and query. */
    Optional<String> target(TenantId tenant, String path);

    /** All of a tenant, by path. */
    List<Redirect> list(TenantId tenant);

    /** Adds them; one whose path is there already replaces it. */
    void put(TenantId tenant, List<Redirect> redirects);

    /** Takes one out. */
    void remove(TenantId tenant, String from);

    /**
     * @param from path on the former site, starting with {@code /}
     * @param to path on this site, or an absolute http(s) address
     */
    record Redirect(String from, String to) {}
}
