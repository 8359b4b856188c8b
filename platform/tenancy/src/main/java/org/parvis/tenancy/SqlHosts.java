package org.parvis.tenancy;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.data.Database;
import org.parvis.api.data.Transaction;
import org.parvis.api.identity.Agent;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.NotFound;
import org.parvis.api.tenant.Hosts;
import org.parvis.api.tenant.TenantId;

/** Host names in tables: those that serve, which belong to the installation, and those asked for, which belong to a tenant. */
@Component(configurationPid = "org.parvis.tenancy")
public final class SqlHosts implements Hosts {
    static final int MOST_OWN = 20;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Database database;
    private final Audit audit;
    private final HostProof proof;
    private final String territoryHost;
    private final List<String> addresses;

    @Activate
    public SqlHosts(@Reference Database database, @Reference Audit audit, TenancyConfig config) {
        this(database, audit, new HostProof(new JndiRecords(config.dnsServers())), config);
    }

    SqlHosts(Database database, Audit audit, HostProof proof, TenancyConfig config) {
        this.database = database;
        this.audit = audit;
        this.proof = proof;
        this.territoryHost = config.territoryHost().toLowerCase(Locale.ROOT);
        this.addresses = Arrays.stream(config.siteAddresses().split("[,\\s]+")).filter(address -> !address.isBlank()).toList();
    }

    @Override
    public List<Attached> of(TenantId tenant) {
        Registered site = TenantTable.one(database.of(tenant), tenant).orElseThrow(NotFound::new);
        String born = born(site);
        String stored = site.canonicalHost();
        String canonical = stored == null ? born : Snapshot.expand(stored, territoryHost);
        List<Attached> hosts = new ArrayList<>();
        hosts.add(new Attached(born, false, true, born.equals(canonical), ""));
        for (HostTable.Stored host : HostTable.of(database.of(tenant), tenant)) {
            String name = Snapshot.expand(host.host(), territoryHost);
            hosts.add(new Attached(name, host.own(), true, name.equals(canonical), ""));
        }
        ClaimTable.of(database.of(tenant)).forEach(claim -> hosts.add(new Attached(claim.host(), true, false, false, claim.token())));
        hosts.sort(Comparator.comparing(Attached::canonical).thenComparing(Attached::verified).reversed().thenComparing(Attached::host));
        return List.copyOf(hosts);
    }

    @Override
    public Target target(TenantId tenant) {
        return new Target(born(TenantTable.one(database.of(tenant), tenant).orElseThrow(NotFound::new)), addresses);
    }

    private String born(Registered site) {
        return site.id().equals(TenantId.TERRITORY) ? territoryHost : Snapshot.expand(site.slug(), territoryHost);
    }

    @Override
    public Attached add(TenantId tenant, String host, @Nullable Agent by) {
        String name = HostNames.checked(host, territoryHost);
        List<Attached> there = of(tenant);
        Optional<Attached> already = there.stream().filter(one -> one.host().equals(name)).findFirst();
        if (already.isPresent()) {
            return already.get();
        }
        refuseTaken(name);
        if (there.stream().filter(Attached::own).count() >= MOST_OWN) {
            throw Invalid.field("host", "tenancy.host.many", MOST_OWN);
        }
        byte[] random = new byte[20];
        RANDOM.nextBytes(random);
        ClaimTable.Claim claim = new ClaimTable.Claim(name, HexFormat.of().formatHex(random));
        database.of(tenant).write(transaction -> {
            ClaimTable.insert(transaction, claim);
            audit.record(transaction, by, "tenancy.host.add", name, "");
        });
        return new Attached(name, true, false, false, claim.token());
    }

    private void refuseTaken(String name) {
        if (HostTable.one(database.of(TenantId.TERRITORY), name).isPresent()) {
            throw Invalid.field("host", "tenancy.host.taken", name);
        }
    }

    @Override
    public void verify(TenantId tenant, String host, @Nullable Agent by) {
        Attached attached = attached(tenant, host);
        if (attached.verified()) {
            return;
        }
        String name = attached.host();
        refuseTaken(name);
        refuse(proof.missing(name, attached.token(), target(tenant)));
        try {
            database.of(tenant).write(transaction -> {
                HostTable.insert(transaction, new HostTable.Stored(name, tenant));
                ClaimTable.delete(transaction, name);
                transaction.touch(LiveTenants.SITE);
                audit.record(transaction, by, "tenancy.host.verify", name, "");
            });
        } catch (Conflict another) {
            // Another site proved it in the same moment.
            refuseTaken(name);
            throw another;
        }
    }

    @Override
    public void makeCanonical(TenantId tenant, String host, @Nullable Agent by) {
        Attached attached = attached(tenant, host);
        if (!attached.verified()) {
            throw new NotFound();
        }
        if (attached.own() && by != null) {
            refuse(proof.elsewhere(attached.host(), target(tenant)));
        }
        database.of(tenant).write(transaction -> {
            TenantTable.updateCanonical(transaction, tenant, attached.own() ? attached.host() : label(attached.host()));
            transaction.touch(LiveTenants.SITE);
            audit.record(transaction, by, "tenancy.host.canonical", attached.host(), "");
        });
        tellPortal();
    }

    @Override
    public void remove(TenantId tenant, String host, @Nullable Agent by) {
        Attached attached = attached(tenant, host);
        if (!attached.own()) {
            throw new NotFound();
        }
        database.of(tenant).write(transaction -> {
            if (attached.canonical()) {
                TenantTable.updateCanonical(transaction, tenant, null);
            }
            int gone = attached.verified() ? HostTable.delete(transaction, tenant, attached.host()) : ClaimTable.delete(transaction, attached.host());
            if (gone == 0) {
                throw new NotFound();
            }
            touched(transaction, attached);
            audit.record(transaction, by, "tenancy.host.remove", attached.host(), "");
        });
        if (attached.canonical()) {
            tellPortal();
        }
    }

    private static void touched(Transaction transaction, Attached host) {
        if (host.verified()) {
            transaction.touch(LiveTenants.SITE);
        }
    }

    /** The portal and the EPCI link to sites by their canonical hosts. */
    private void tellPortal() {
        database.of(TenantId.TERRITORY).write(transaction -> transaction.touch(LiveTenants.TENANTS));
    }

    private Attached attached(TenantId tenant, String host) {
        String name = HostNames.normal(host);
        return of(tenant).stream().filter(one -> one.host().equals(name)).findFirst().orElseThrow(NotFound::new);
    }

    private static void refuse(@Nullable FieldError reason) {
        if (reason != null) {
            throw Invalid.of(List.of(reason));
        }
    }

    /** A host below the territory's own is a label; the one that a site was born with is nothing at all. */
    private @Nullable String label(String host) {
        String suffix = "." + territoryHost;
        String label = host.endsWith(suffix) ? host.substring(0, host.length() - suffix.length()) : host;
        return HostTable.one(database.of(TenantId.TERRITORY), label).map(HostTable.Stored::host).orElse(null);
    }
}
