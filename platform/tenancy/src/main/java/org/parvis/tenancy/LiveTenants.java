package org.parvis.tenancy;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.ChangeListener;
import org.parvis.api.data.Database;
import org.parvis.api.data.Ids;
import org.parvis.api.data.Reader;
import org.parvis.api.route.Conflict;
import org.parvis.api.tenant.Look;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.SiteState;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.TenantKind;
import org.parvis.api.tenant.Tenants;

/**
 * The sites in memory, kept up to date by the change log.
 *
 * <p>Its ranking is above that of the page cache: sites are new before the pages that show them are dropped.
 */
@Component(service = {Tenants.class, ChangeListener.class}, configurationPid = "org.parvis.tenancy", property = "service.ranking:Integer=1000")
public final class LiveTenants implements Tenants, ChangeListener {
    /** Tag of a site's own data. */
    static final String SITE = "site";
    /** Tag of the territory: the list of tenants. */
    static final String TENANTS = "tenants";

    private static final String PURPOSE = "sites in memory";

    private final Database database;
    private final String territoryHost;
    private final String territoryName;
    private final Map<Look, Look> looks = new HashMap<>();
    private volatile @Nullable Snapshot snapshot;

    @Activate
    public LiveTenants(@Reference Database database, TenancyConfig config) {
        this.database = database;
        this.territoryHost = config.territoryHost().toLowerCase(Locale.ROOT);
        this.territoryName = config.territoryName().strip();
    }

    @Override
    public Optional<Site> byHost(String host) {
        return current().byHost(host);
    }

    @Override
    public Optional<Site> bySlug(String slug) {
        return current().bySlug(slug);
    }

    @Override
    public Optional<Site> byId(TenantId id) {
        return current().byId(id);
    }

    @Override
    public Site territory() {
        return current().byId(TenantId.TERRITORY).orElseThrow();
    }

    @Override
    public List<Site> all() {
        return current().all();
    }

    @Override
    public List<Site> below(TenantId parent) {
        return current().below(parent);
    }

    @Override
    public List<Site> above(TenantId tenant) {
        return current().above(tenant);
    }

    @Override
    public synchronized void changed(List<Change> changes) {
        Snapshot before = snapshot;
        if (before == null) {
            return;
        }
        List<Registered> changed = new ArrayList<>();
        Reader reader = database.acrossTerritory(PURPOSE);
        for (Change change : changes) {
            if (change.tag().equals(SITE)) {
                TenantTable.one(reader, change.tenant()).ifPresent(changed::add);
            } else if (change.tenant().equals(TenantId.TERRITORY) && change.tag().startsWith(TENANTS + ":")) {
                changed.addAll(TenantTable.batch(reader, UUID.fromString(change.tag().substring(TENANTS.length() + 1))));
            }
        }
        if (!changed.isEmpty()) {
            Map<TenantId, List<String>> hosts = changed.size() > 20 ? hosts(HostTable.all(reader)) : hostsOf(reader, changed);
            snapshot = before.with(listed(changed, hosts));
        }
    }

    @Override
    public synchronized void everything() {
        if (snapshot != null) {
            snapshot = load();
        }
    }

    private Snapshot current() {
        Snapshot now = snapshot;
        return now != null ? now : loadOnce();
    }

    /** At first use rather than at activation: a database that is not there yet is no reason not to start. */
    private synchronized Snapshot loadOnce() {
        Snapshot now = snapshot;
        if (now == null) {
            makeTerritory();
            now = load();
            snapshot = now;
        }
        return now;
    }

    private Snapshot load() {
        Reader reader = database.acrossTerritory(PURPOSE);
        Map<TenantId, List<String>> hosts = hosts(HostTable.all(reader));
        return Snapshot.empty().with(listed(TenantTable.all(reader), hosts));
    }

    private List<Snapshot.Listed> listed(List<Registered> tenants, Map<TenantId, List<String>> hosts) {
        return tenants.stream()
                .map(tenant -> Snapshot.listed(tenant, hosts.getOrDefault(tenant.id(), List.of()), territoryHost, looks))
                .toList();
    }

    private static Map<TenantId, List<String>> hostsOf(Reader reader, List<Registered> tenants) {
        Map<TenantId, List<String>> hosts = new HashMap<>();
        tenants.forEach(tenant -> hosts.put(
                tenant.id(),
                HostTable.of(reader, tenant.id()).stream().map(HostTable.Stored::host).toList()));
        return hosts;
    }

    private static Map<TenantId, List<String>> hosts(List<HostTable.Stored> stored) {
        Map<TenantId, List<String>> hosts = new HashMap<>();
        stored.forEach(host -> hosts.computeIfAbsent(host.site(), site -> new ArrayList<>()).add(host.host()));
        return hosts;
    }

    /** The territory is a tenant like others; it comes to be at the first start. */
    private void makeTerritory() {
        Optional<Registered> stored = TenantTable.one(database.of(TenantId.TERRITORY), TenantId.TERRITORY);
        if (stored.isEmpty()) {
            insertTerritory();
        } else if (!territoryName.isEmpty() && !stored.get().official().name().equals(territoryName)) {
            Registered.Official official = territory(territoryName);
            database.of(TenantId.TERRITORY).write(transaction -> TenantTable.updateOfficial(transaction, TenantId.TERRITORY, official));
        }
    }

    private void insertTerritory() {
        Registered territory = new Registered(
                TenantId.TERRITORY, TenantKind.TERRITORY, Slugs.TERRITORY, territory(territoryName.isEmpty() ? "Territoire" : territoryName),
                SiteState.LIVE, Look.of("base"), null, null);
        try {
            database.of(TenantId.TERRITORY).write(transaction -> TenantTable.insertAll(transaction, Ids.next(), List.of(territory)));
        } catch (Conflict another) {
            // Another node was first: the territory is there, which is all that is wanted.
            TenantTable.one(database.of(TenantId.TERRITORY), TenantId.TERRITORY).orElseThrow(() -> another);
        }
    }

    private static Registered.Official territory(String name) {
        return new Registered.Official(name, null, null, List.of(), null, TenantId.TERRITORY, null, ZoneId.of("Europe/Paris"));
    }
}
