package org.parvis.tenancy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parvis.api.tenant.Look;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.SiteState;
import org.parvis.api.tenant.Tenant;
import org.parvis.api.tenant.TenantId;

/** All sites at one moment; immutable. A change makes another one from what it changes. */
final class Snapshot {

    /** A site, and how it is listed: a null key keeps it out of lists and host names (it was merged into another). */
    record Listed(Site site, @Nullable String sortKey) {}

    private static final Comparator<Listed> ORDER = Comparator.comparing((Listed listed) -> String.valueOf(listed.sortKey()))
            .thenComparing(listed -> listed.site().tenant().slug());

    private final Map<TenantId, Listed> byId;
    private final Map<String, Site> byHost;
    private final Map<String, Site> bySlug;
    private final List<Listed> ordered;
    private final List<Site> all;
    private final Map<TenantId, List<Site>> below;

    private Snapshot(Map<TenantId, Listed> byId, Map<String, Site> byHost, Map<String, Site> bySlug, List<Listed> ordered) {
        this.byId = byId;
        this.byHost = byHost;
        this.bySlug = bySlug;
        this.ordered = ordered;
        this.all = ordered.stream().map(Listed::site).toList();
        this.below = groups(all);
    }

    static Snapshot empty() {
        return new Snapshot(Map.of(), Map.of(), Map.of(), List.of());
    }

    /** This snapshot with these sites instead of their former versions. */
    Snapshot with(Collection<Listed> changed) {
        int size = byId.size() + changed.size();
        Map<TenantId, Listed> ids = larger(byId, size);
        Map<String, Site> hosts = larger(byHost, size);
        Map<String, Site> slugs = larger(bySlug, size);
        Set<TenantId> replaced = new HashSet<>();
        for (Listed listed : changed) {
            Site site = listed.site();
            Listed former = ids.put(site.id(), listed);
            if (former != null) {
                replaced.add(site.id());
                namesOf(former.site()).forEach(host -> hosts.computeIfPresent(host, (name, of) -> of.id().equals(site.id()) ? null : of));
            }
            slugs.put(site.tenant().slug(), site);
        }
        changed.stream().filter(listed -> listed.sortKey() != null)
                .forEach(listed -> namesOf(listed.site()).forEach(host -> hosts.put(host, listed.site())));
        List<Listed> list = new ArrayList<>(size);
        ordered.stream().filter(listed -> !replaced.contains(listed.site().id())).forEach(list::add);
        changed.stream().filter(listed -> listed.sortKey() != null && !listed.site().tenant().isTerritory()).forEach(list::add);
        list.sort(ORDER);
        return new Snapshot(ids, hosts, slugs, list);
    }

    Optional<Site> byHost(String host) {
        return Optional.ofNullable(byHost.get(host.toLowerCase(Locale.ROOT)));
    }

    Optional<Site> bySlug(String slug) {
        return Optional.ofNullable(bySlug.get(slug));
    }

    Optional<Site> byId(TenantId id) {
        return Optional.ofNullable(byId.get(id)).map(Listed::site);
    }

    List<Site> all() {
        return all;
    }

    List<Site> below(TenantId parent) {
        return parent.equals(TenantId.TERRITORY) ? all : below.getOrDefault(parent, List.of());
    }

    List<Site> above(TenantId tenant) {
        List<Site> above = new ArrayList<>(2);
        Optional<Site> current = byId(tenant);
        while (current.isPresent()) {
            TenantId parent = current.get().tenant().parent();
            current = parent == null ? Optional.empty() : byId(parent);
            current.ifPresent(above::add);
        }
        return List.copyOf(above);
    }

    /** A site from what is stored; {@code looks} lets equal looks share one object. */
    static Listed listed(Registered registered, List<String> storedHosts, String territoryHost, Map<Look, Look> looks) {
        Tenant tenant = registered.tenant();
        String born = tenant.isTerritory() ? territoryHost : expand(tenant.slug(), territoryHost);
        String stored = registered.canonicalHost();
        String canonical = stored == null ? born : expand(stored, territoryHost);
        List<String> others = new ArrayList<>(storedHosts.size() + 1);
        others.add(born);
        storedHosts.forEach(host -> others.add(expand(host, territoryHost)));
        others.removeIf(canonical::equals);
        Look look = looks.computeIfAbsent(registered.look(), own -> own);
        boolean merged = registered.mergedInto() != null;
        Site site = new Site(tenant, canonical, merged ? List.of() : others, look, merged ? SiteState.CLOSED : registered.state());
        return new Listed(site, merged ? null : tenant.name().sortKey());
    }

    /** A label gets the territory's host appended; a full host name stays. */
    static String expand(String stored, String territoryHost) {
        return stored.indexOf('.') < 0 ? stored + "." + territoryHost : stored;
    }

    private static List<String> namesOf(Site site) {
        List<String> names = new ArrayList<>(site.otherHosts());
        names.add(site.host());
        return names;
    }

    private static <K, V> Map<K, V> larger(Map<K, V> map, int size) {
        Map<K, V> copy = new HashMap<>(size * 4 / 3 + 1);
        copy.putAll(map);
        return copy;
    }

    private static Map<TenantId, List<Site>> groups(List<Site> sites) {
        Map<TenantId, List<Site>> groups = new HashMap<>();
        for (Site site : sites) {
            TenantId parent = site.tenant().parent();
            if (parent != null && !parent.equals(TenantId.TERRITORY)) {
                groups.computeIfAbsent(parent, id -> new ArrayList<>()).add(site);
            }
        }
        groups.replaceAll((parent, children) -> List.copyOf(children));
        return groups;
    }
}
