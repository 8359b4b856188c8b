package org.parvis.api.tenant;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;
import org.parvis.api.identity.Agent;

/**
 * Host names of a site besides those that the platform gave it.
 *
 * <p>A domain of one's own is first attached, and serves nothing. Its owner then says in the DNS that it is meant for this very site: by
 * a CNAME record that leads to the host that the site was born with, or by a TXT record {@code _parvis.<host>} that holds a token.
 * Only a host with such a record serves. Several sites may ask for the same host; the first that proves it has it.
 *
 * <p>Changes are written to the tenant's audit log; {@code by} is who makes them, or null on the operator's console.
 */
@ProviderType
public interface Hosts {

    /** All of a tenant, the canonical one first. */
    List<Attached> of(TenantId tenant);

    /** What a domain of the tenant's own has to lead to. */
    Target target(TenantId tenant);

    /**
     * Attaches a host name, not yet verified; attaching it twice is no error.
     *
     * @param host as typed: in any case, with accents (they become ASCII, RFC 3490)
     * @throws org.parvis.api.route.Invalid (field {@code host}) if it is malformed, reserved, serves another site, or is one too many
     */
    Attached add(TenantId tenant, String host, @Nullable Agent by);

    /**
     * Asks the DNS for the record that proves the host, and lets it serve if it is there. Takes seconds; never in a transaction.
     *
     * @throws org.parvis.api.route.Invalid (field {@code host}) saying what is missing
     * @throws org.parvis.api.route.NotFound if the host is not attached to the tenant
     */
    void verify(TenantId tenant, String host, @Nullable Agent by);

    /**
     * Makes a verified host the one that the others redirect to. A domain of one's own must lead here, so that nobody is redirected to
     * where nothing answers; that is looked up in the DNS unless the console says so. Takes seconds; never in a transaction.
     *
     * @throws org.parvis.api.route.Invalid (field {@code host}) if it does not lead here
     * @throws org.parvis.api.route.NotFound if it is not a verified host of the tenant
     */
    void makeCanonical(TenantId tenant, String host, @Nullable Agent by);

    /**
     * Detaches a host; the canonical one gives its place to the host that the site was born with.
     *
     * @throws org.parvis.api.route.NotFound if it is not attached to the tenant, or was given by the platform
     */
    void remove(TenantId tenant, String host, @Nullable Agent by);

    /**
     * A host name of a site.
     *
     * @param host in lower case and ASCII
     * @param own whether it is a domain of the tenant's own; those given by the platform stay
     * @param verified whether it serves the site
     * @param token what its TXT record has to hold; empty once it is verified
     */
    record Attached(String host, boolean own, boolean verified, boolean canonical, String token) {}

    /**
     * What records of a domain have to hold.
     *
     * @param alias for CNAME: the host that the site was born with
     * @param addresses for A and AAAA: IPv4 and IPv6 addresses of the installation as the operator set them; may be empty
     */
    record Target(String alias, List<String> addresses) {
        public Target {
            addresses = List.copyOf(addresses);
        }
    }
}
