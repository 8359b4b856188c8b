package org.parvis.tenancy;

import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.Ids;
import org.parvis.api.tenant.Coordinates;
import org.parvis.api.tenant.Look;
import org.parvis.api.tenant.SiteState;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.TenantKind;

/** Makes sites that are not stored yet: gives them id, slug and look. */
final class NewSites {
    private final Slugs slugs;
    private final List<String> themes;

    /** @param themes that new sites get in turn; not empty */
    NewSites(Slugs slugs, List<String> themes) {
        this.slugs = slugs;
        this.themes = List.copyOf(themes);
    }

    Registered make(TenantKind kind, Registered.Official official, @Nullable String theme, @Nullable String canonicalHost) {
        String code = official.insee() == null ? official.siren() : official.insee();
        return new Registered(
                new TenantId(Ids.next()),
                kind,
                slugs.take(official.name(), code),
                official,
                SiteState.PREPARED,
                Look.of(theme == null ? theme(code == null ? official.name() : code) : theme),
                canonicalHost,
                null);
    }

    static Registered.Official commune(CommuneLine line, TenantId parent) {
        return new Registered.Official(
                line.name(), line.insee(), line.siren(), line.postalCodes(), line.population(), parent, line.coordinates(), Zones.of(line.insee()));
    }

    /** @param zone of its first commune */
    static Registered.Official epci(String siren, String name, ZoneId zone) {
        return new Registered.Official(name, null, siren, List.of(), null, TenantId.TERRITORY, (Coordinates) null, zone);
    }

    /** Always the same for a code, evenly spread over the codes. */
    private String theme(String code) {
        int mixed = code.hashCode() * 0x9E3779B9;
        return themes.get((int) (Integer.toUnsignedLong(mixed) * themes.size() >>> 32));
    }
}
