package org.parvis.api.tenant;

import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A collectivité: owner of data and of one site.
 *
 * @param slug never changes once given
 * @param insee official code of a commune (COG), five characters
 * @param siren nine digits
 * @param population inhabitants, or null when not known
 * @param parent the EPCI of a commune, the territory for others, null for the territory
 * @param zone civil time of the tenant
 */
public record Tenant(
        TenantId id,
        TenantKind kind,
        String slug,
        PlaceName name,
        @Nullable String insee,
        @Nullable String siren,
        List<String> postalCodes,
        @Nullable Integer population,
        @Nullable TenantId parent,
        @Nullable Coordinates coordinates,
        ZoneId zone) {

    public Tenant {
        postalCodes = List.copyOf(postalCodes);
    }

    public boolean isTerritory() {
        return kind == TenantKind.TERRITORY;
    }
}
