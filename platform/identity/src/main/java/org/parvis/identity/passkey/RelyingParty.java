package org.parvis.identity.passkey;

import java.net.URI;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.Site;

/**
 * The one site that passkeys are for: the territory's host.
 *
 * @param id the host (WebAuthn: RP ID)
 * @param origin scheme, host and, if it is not the usual one, port
 * @param name as authenticators show it
 */
record RelyingParty(String id, String origin, String name) {

    /** From the address that the operator configured, never from what a request says. */
    static RelyingParty of(Site territory, PublicUrls urls) {
        URI address = URI.create(urls.of(territory, "/"));
        return new RelyingParty(address.getHost(), address.getScheme() + "://" + address.getAuthority(), territory.tenant().name().name());
    }
}
