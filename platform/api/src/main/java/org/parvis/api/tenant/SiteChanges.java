package org.parvis.api.tenant;

import org.osgi.annotation.versioning.ProviderType;

/** Changes that a tenant makes to its own site; each is one transaction and visible on the next request. */
@ProviderType
public interface SiteChanges {

    /**
     * Gives a site another look.
     *
     * @throws org.parvis.api.route.Invalid if the theme is not installed
     * @throws org.parvis.api.route.NotFound if there is no such tenant
     */
    void look(TenantId tenant, Look look);

    /**
     * Puts a site online, back into preparation, or closes it.
     *
     * @throws org.parvis.api.route.NotFound if there is no such tenant
     */
    void state(TenantId tenant, SiteState state);
}
