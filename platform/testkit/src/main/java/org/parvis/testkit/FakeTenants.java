package org.parvis.testkit;

import java.util.List;
import java.util.Optional;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.Tenants;

/** The tenants of a test: the territory of {@link FakeRequestSites} with some sites straight below it. */
public record FakeTenants(List<Site> all) implements Tenants {

    public static FakeTenants of(Site... sites) {
        return new FakeTenants(List.of(sites));
    }

    @Override
    public Optional<Site> byHost(String host) {
        return all.stream().filter(site -> site.host().equals(host)).findFirst();
    }

    @Override
    public Optional<Site> bySlug(String slug) {
        return all.stream().filter(site -> site.tenant().slug().equals(slug)).findFirst();
    }

    @Override
    public Optional<Site> byId(TenantId id) {
        return id.equals(TenantId.TERRITORY) ? Optional.of(territory()) : all.stream().filter(site -> site.id().equals(id)).findFirst();
    }

    @Override
    public Site territory() {
        return FakeRequestSites.TERRITORY;
    }

    @Override
    public List<Site> below(TenantId parent) {
        return parent.equals(TenantId.TERRITORY) ? all : all.stream().filter(site -> parent.equals(site.tenant().parent())).toList();
    }

    @Override
    public List<Site> above(TenantId tenant) {
        return tenant.equals(TenantId.TERRITORY) ? List.of() : List.of(territory());
    }
}
