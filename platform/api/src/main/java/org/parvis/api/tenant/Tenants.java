package org.parvis.api.tenant;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** All tenants and their sites, from an immutable snapshot in memory: no method touches the database. */
@ProviderType
public interface Tenants {

    Optional<Site> byHost(String host);

    Optional<Site> bySlug(String slug);

    Optional<Site> byId(TenantId id);

    /** The territory's own site: the portal. */
    Site territory();

    /** All sites but the territory's, in the order of their names. */
    List<Site> all();

    /** Tenants whose parent this is, in the order of their names: the communes of an EPCI; everything for the territory. */
    List<Site> below(TenantId parent);

    /** From the parent up to the territory: those whose content may be offered to this tenant. */
    List<Site> above(TenantId tenant);
}
