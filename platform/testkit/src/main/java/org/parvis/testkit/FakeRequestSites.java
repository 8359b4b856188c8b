package org.parvis.testkit;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Role;
import org.parvis.api.tenant.Coordinates;
import org.parvis.api.tenant.Look;
import org.parvis.api.tenant.PlaceName;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.SiteState;
import org.parvis.api.tenant.Tenant;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.TenantKind;

/** Sites and agents for tests. */
public final class FakeRequestSites {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    /** The territory's portal, at {@code territoire.example}. */
    public static final Site TERRITORY = site(TenantId.TERRITORY, TenantKind.TERRITORY, "territoire", "Aveyron", "territoire.example");

    /** A live site in the theme {@code base}, at {@code rodez.territoire.example}. */
    public static final Site RODEZ = commune("rodez", "Rodez");

    /** Another commune, whose data must stay out of reach of the first. */
    public static final Site AGEN = commune("agen-d-aveyron", "Agen-d'Aveyron");

    private FakeRequestSites() {}

    /** A commune whose id follows from its slug. */
    public static Site commune(String slug, String name) {
        UUID id = UUID.nameUUIDFromBytes(slug.getBytes(StandardCharsets.UTF_8));
        return site(new TenantId(id), TenantKind.COMMUNE, slug, name, slug + ".territoire.example");
    }

    private static Site site(TenantId id, TenantKind kind, String slug, String name, String host) {
        boolean commune = kind == TenantKind.COMMUNE;
        Tenant tenant = new Tenant(id, kind, slug, new PlaceName(name), commune ? "12202" : null, commune ? "211202023" : null,
                commune ? List.of("12000") : List.of(), commune ? 24_000 : null, commune ? TenantId.TERRITORY : null,
                new Coordinates(44.35, 2.57), PARIS);
        return new Site(tenant, host, List.of(), Look.of("base"), SiteState.LIVE);
    }

    /** An agent with a role in one tenant. */
    public static Agent agent(Role role, Site site) {
        UUID id = UUID.nameUUIDFromBytes((role + "@" + site.host()).getBytes(StandardCharsets.UTF_8));
        return new Agent(id, "Camille Roux", "camille.roux@example.org", "fr", Map.of(site.id(), role));
    }

    /** An operator of the syndicate. */
    public static Agent operator() {
        return agent(Role.OPERATOR, TERRITORY);
    }
}
