package org.parvis.tenancy;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.data.Transaction;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.NotFound;
import org.parvis.api.tenant.Hosts;
import org.parvis.api.tenant.TenantId;

/** Host names in a table. */
@Component(configurationPid = "org.parvis.tenancy")
public final class SqlHosts implements Hosts {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Database database;
    private final String territoryHost;
    private final HostProof proof;

    @Activate
    public SqlHosts(@Reference Database database, TenancyConfig config) {
        this(database, config.territoryHost().toLowerCase(Locale.ROOT), new HostProof());
    }

    SqlHosts(Database database, String territoryHost, HostProof proof) {
        this.database = database;
        this.territoryHost = territoryHost;
        this.proof = proof;
    }

    @Override
    public List<Attached> of(TenantId tenant) {
        Registered site = TenantTable.one(database.of(tenant), tenant).orElseThrow(NotFound::new);
        String born = tenant.equals(TenantId.TERRITORY) ? territoryHost : Snapshot.expand(site.slug(), territoryHost);
        String stored = site.canonicalHost();
        String canonical = stored == null ? born : Snapshot.expand(stored, territoryHost);
        List<Attached> hosts = new ArrayList<>();
        hosts.add(new Attached(born, true, born.equals(canonical), ""));
        for (HostTable.Stored host : HostTable.of(database.of(tenant), tenant)) {
            String name = Snapshot.expand(host.host(), territoryHost);
            hosts.add(new Attached(name, host.verified(), name.equals(canonical), host.token()));
        }
        hosts.sort(Comparator.comparing(Attached::canonical).reversed().thenComparing(Attached::host));
        return List.copyOf(hosts);
    }

    @Override
    public Attached add(TenantId tenant, String host) {
        String name = HostNames.checked(host, territoryHost);
        byte[] random = new byte[20];
        RANDOM.nextBytes(random);
        HostTable.Stored fresh = new HostTable.Stored(name, tenant, HexFormat.of().formatHex(random), false);
        HostTable.Stored stored = database.of(tenant).call(transaction -> attach(transaction, fresh));
        return new Attached(name, stored.verified(), false, stored.token());
    }

    /** Attaches a host in a transaction of the caller. */
    static HostTable.Stored attach(Transaction transaction, HostTable.Stored host) {
        Optional<HostTable.Stored> existing = HostTable.one(transaction, host.host());
        if (existing.isPresent()) {
            if (!existing.get().site().equals(host.site())) {
                throw Invalid.field("host", "tenancy.host.taken", host.host());
            }
            return existing.get();
        }
        if (TenantTable.one(transaction, host.site()).isEmpty()) {
            throw new NotFound();
        }
        HostTable.insert(transaction, host);
        transaction.touch(LiveTenants.SITE);
        return host;
    }

    @Override
    public @Nullable String verify(TenantId tenant, String host) {
        HostTable.Stored stored = stored(tenant, host);
        if (stored.verified()) {
            return null;
        }
        String missing = proof.missing(stored.host(), stored.token());
        if (missing == null) {
            database.of(tenant).write(transaction -> {
                HostTable.verify(transaction, tenant, stored.host());
                transaction.touch(LiveTenants.SITE);
            });
        }
        return missing;
    }

    @Override
    public void makeCanonical(TenantId tenant, String host) {
        String name = HostNames.normal(host);
        Attached attached = of(tenant).stream()
                .filter(one -> one.host().equals(name) && one.verified())
                .findFirst()
                .orElseThrow(NotFound::new);
        database.of(tenant).write(transaction -> {
            TenantTable.updateCanonical(transaction, tenant, attached.token().isEmpty() ? label(attached.host()) : attached.host());
            transaction.touch(LiveTenants.SITE);
        });
        database.of(TenantId.TERRITORY).write(transaction -> transaction.touch(LiveTenants.TENANTS));
    }

    @Override
    public void remove(TenantId tenant, String host) {
        HostTable.Stored stored = stored(tenant, host);
        database.of(tenant).write(transaction -> {
            Registered site = TenantTable.one(transaction, tenant).orElseThrow(NotFound::new);
            if (stored.host().equals(site.canonicalHost())) {
                TenantTable.updateCanonical(transaction, tenant, null);
            }
            HostTable.delete(transaction, tenant, stored.host());
            transaction.touch(LiveTenants.SITE);
        });
    }

    @Override
    public Optional<String> challenge(String host) {
        return HostTable.one(database.of(TenantId.TERRITORY), HostNames.normal(host)).map(HostTable.Stored::token).filter(token -> !token.isEmpty());
    }

    private HostTable.Stored stored(TenantId tenant, String host) {
        return HostTable.one(database.of(tenant), HostNames.normal(host)).filter(stored -> stored.site().equals(tenant)).orElseThrow(NotFound::new);
    }

    /** A host below the territory's own is a label; the one that a site was born with is nothing at all. */
    private @Nullable String label(String host) {
        String suffix = "." + territoryHost;
        String label = host.endsWith(suffix) ? host.substring(0, host.length() - suffix.length()) : host;
        return HostTable.one(database.of(TenantId.TERRITORY), label).map(HostTable.Stored::host).orElse(null);
    }
}
