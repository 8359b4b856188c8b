package org.parvis.directory;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.geo.Address;
import org.parvis.api.geo.Addresses;
import org.parvis.api.tenant.Coordinates;
import org.parvis.api.tenant.Tenant;

/** Where an address is, for those who did not say: who types without script chooses from no list. */
@Component(service = Positions.class)
public final class Positions {

    private final Addresses addresses;

    @Activate
    public Positions(@Reference Addresses addresses) {
        this.addresses = addresses;
    }

    /** What was said, else where the very address is, if it is known. */
    @Nullable Coordinates of(@Nullable Coordinates said, String address, Tenant tenant) {
        if (said != null || address.isBlank()) {
            return said;
        }
        String insee = tenant.insee();
        return addresses.exactly(address, insee == null ? List.of() : List.of(insee)).map(Address::at).orElse(null);
    }

    Details of(Details details, Tenant tenant) {
        return details.at(of(details.coordinates(), details.address(), tenant));
    }
}
