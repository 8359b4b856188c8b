package org.parvis.api.tenant;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Host names of a site besides the one that it is born with.
 *
 * <p>A host name is attached, then proves that its owner agrees: by a DNS TXT record {@code _parvis.<host>}, or by a file
 * {@code http://<host>/.well-known/parvis-host}, that hold the token; this installation answers that file by itself once the name
 * leads here. Only then does it serve the site.
 */
@ProviderType
public interface Hosts {

    /** Path of the file that holds the token. */
    String CHALLENGE_PATH = "/.well-known/parvis-host";

    /** All of a tenant, the canonical one first. */
    List<Attached> of(TenantId tenant);

    /**
     * Attaches a host name, not yet verified; attaching it twice is no error.
     *
     * @throws org.parvis.api.route.Invalid (field {@code host}) if it is malformed or belongs to another site
     */
    Attached add(TenantId tenant, String host);

    /**
     * Looks for the token, for ten seconds at most, and lets the host serve if it is there.
     *
     * @return key of a message (argument: the host) that says what is missing; null if it is verified
     * @throws org.parvis.api.route.NotFound if the host is not attached to the tenant
     */
    @Nullable String verify(TenantId tenant, String host);

    /**
     * Makes a verified host the one that the others redirect to.
     *
     * @throws org.parvis.api.route.NotFound if it is not a verified host of the tenant
     */
    void makeCanonical(TenantId tenant, String host);

    /**
     * Detaches a host; the canonical one gives its place to the host that the site was born with, which cannot be detached.
     *
     * @throws org.parvis.api.route.NotFound if it is not attached to the tenant
     */
    void remove(TenantId tenant, String host);

    /** The token of an attached host: what the front answers at {@link #CHALLENGE_PATH} of a host that it does not know. */
    Optional<String> challenge(String host);

    /**
     * A host name of a site.
     *
     * @param token what proves it; empty for the host that the site was born with
     */
    record Attached(String host, boolean verified, boolean canonical, String token) {}
}
