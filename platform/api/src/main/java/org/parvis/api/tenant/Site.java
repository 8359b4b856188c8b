package org.parvis.api.tenant;

import java.util.List;

/**
 * The public face of a tenant; an immutable value.
 *
 * @param host canonical host name, lower case, without port
 * @param otherHosts host names that redirect to {@code host}
 * @param look theme and tokens
 */
public record Site(Tenant tenant, String host, List<String> otherHosts, Look look, SiteState state) {

    public Site {
        otherHosts = List.copyOf(otherHosts);
    }

    public TenantId id() {
        return tenant.id();
    }

    /** The same site in another look: for previews. */
    public Site with(Look other) {
        return new Site(tenant, host, otherHosts, other, state);
    }
}
