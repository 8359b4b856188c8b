package org.parvis.api.directory;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;
import org.parvis.api.tenant.TenantId;

/** The directory of each tenant, for services that need an organisation or a venue: an agenda, the booking of a hall, a grant. */
@ProviderType
public interface Directory {

    /** Public organisations of a tenant, by name. */
    List<Organisation> organisations(TenantId tenant);

    /** A public organisation of a tenant. */
    Optional<Organisation> organisation(TenantId tenant, UUID id);

    /**
     * Organisations of a tenant that a person acts for, by name.
     *
     * @param provenEmail an address of which the caller knows that it is the person's: a link or code sent there was used, or an account has it
     */
    List<Organisation> actedForBy(TenantId tenant, String provenEmail);

    /** Venues that a tenant may use, by name: its own, and those of the territory. */
    List<Venue> venues(TenantId tenant);

    /** A venue that a tenant may use. */
    Optional<Venue> venue(TenantId tenant, UUID id);
}
