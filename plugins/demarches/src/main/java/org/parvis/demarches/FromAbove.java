package org.parvis.demarches;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.SiteState;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.TenantKind;
import org.parvis.api.tenant.Tenants;

/** Procedures that an EPCI offers to the people of its communes: they stand in the communes' catalogues and are done on the site of the EPCI. */
@Component(service = FromAbove.class)
public final class FromAbove {
    private final Tenants tenants;
    private final Plugins plugins;
    private final Offers offers;

    @Activate
    public FromAbove(@Reference Tenants tenants, @Reference Plugins plugins, @Reference Offers offers) {
        this.tenants = tenants;
        this.plugins = plugins;
        this.offers = offers;
    }

    /** A procedure and whose it is. */
    public record Shared(Offers.Offered offered, Site by) {
        public String id() {
            return offered.procedure().id();
        }
    }

    /** Those whose procedures a commune's catalogue may show. */
    public List<Site> sites(TenantId commune) {
        return tenants.above(commune).stream()
                .filter(site -> site.tenant().kind() == TenantKind.EPCI && site.state() != SiteState.CLOSED && plugins.of(site.id()).has("demarches"))
                .toList();
    }

    /** All that is shared, also what the commune does not show. */
    public List<Shared> all(TenantId commune) {
        return sites(commune).stream()
                .flatMap(site -> offers.offered(site.id()).stream().filter(offered -> offered.offer().says(Offer.SHARED)).map(offered -> new Shared(offered, site)))
                .toList();
    }

    /** What the catalogue of a commune shows: not what it offers itself, nor what it does not want to show. */
    public List<Shared> shown(TenantId commune) {
        Set<String> own = offers.offered(commune).stream().map(offered -> offered.procedure().id()).collect(Collectors.toSet());
        return all(commune).stream().filter(shared -> !own.contains(shared.id()) && !offers.offer(commune, shared.id()).says(Offer.HIDDEN)).toList();
    }
}
