package org.parvis.tenancy;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.parvis.api.data.Database;
import org.parvis.api.data.Ids;
import org.parvis.api.data.Reader;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.NotFound;
import org.parvis.api.tenant.Provisioning;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.TenantKind;
import org.parvis.api.tenant.Tenants;
import org.parvis.api.view.Themes;

/** Makes tenants, one or a whole file. */
@Component(configurationPid = "org.parvis.tenancy")
public final class CsvProvisioning implements Provisioning {
    private static final long LARGEST_FILE = 200L << 20;

    private final Database database;
    private final Tenants tenants;
    private final String territoryHost;
    private final List<String> newSiteThemes;
    private final ReentrantLock one = new ReentrantLock();

    /** Comes after this module, and may be exchanged. */
    @Reference(policy = ReferencePolicy.DYNAMIC, cardinality = ReferenceCardinality.OPTIONAL)
    private volatile @Nullable Themes themes;

    @Activate
    public CsvProvisioning(@Reference Database database, @Reference Tenants tenants, TenancyConfig config) {
        this.database = database;
        this.tenants = tenants;
        this.territoryHost = config.territoryHost().toLowerCase(Locale.ROOT);
        this.newSiteThemes = List.of(config.newSiteThemes());
    }

    @Override
    public Report importCsv(InputStream csv, Progress progress) throws IOException {
        return alone(() -> {
            Path copy = Files.createTempFile("parvis-import", ".csv");
            try {
                long lines = copy(csv, copy);
                try (CsvTable table = new CsvTable(copy)) {
                    return anImport().run(table, lines, progress);
                }
            } finally {
                Files.delete(copy);
            }
        });
    }

    @Override
    public Site create(NewTenant tenant) {
        try {
            TenantId id = alone(() -> tenant.kind() == TenantKind.COMMUNE ? createCommune(tenant) : createOther(tenant));
            return tenants.byId(id).orElseThrow();
        } catch (IOException impossible) {
            throw new IllegalStateException("nothing is read from a file here", impossible);
        }
    }

    private TenantId createCommune(NewTenant tenant) {
        try {
            return anImport().create(fields(tenant));
        } catch (Problem.Found found) {
            throw invalid(found.problem());
        }
    }

    private TenantId createOther(NewTenant tenant) {
        if (tenant.kind() == TenantKind.TERRITORY) {
            throw Invalid.field("kind", "tenancy.kind.territory");
        }
        Registered.Official official;
        try {
            Map<String, String> fields = fields(tenant);
            // The zone is that of the territory's seat: an EPCI, département or syndicate has no code that says it.
            official = new Registered.Official(
                    CommuneLine.name(fields), null, CommuneLine.siren(fields), List.of(), CommuneLine.population(fields), TenantId.TERRITORY, null,
                    tenants.territory().tenant().zone());
        } catch (Problem.Found found) {
            throw invalid(found.problem());
        }
        Reader reader = database.acrossTerritory("creation of a tenant");
        Registered made = new NewSites(Slugs.stored(reader), themes()).make(tenant.kind(), official, tenant.columns().get("theme"), null);
        UUID batch = Ids.next();
        database.of(TenantId.TERRITORY).write(transaction -> {
            TenantTable.insertAll(transaction, batch, List.of(made));
            transaction.touch(LiveTenants.TENANTS, LiveTenants.TENANTS + ":" + batch);
        });
        return made.id();
    }

    @Override
    public void rename(TenantId tenant, String name) {
        Registered stored = stored(tenant);
        Registered.Official old = stored.official();
        String checked;
        try {
            checked = CommuneLine.name(Map.of("nom", name));
        } catch (Problem.Found found) {
            throw invalid(found.problem());
        }
        Renaming renaming = new Renaming(Slugs.stored(database.acrossTerritory("renaming of a tenant")));
        database.of(tenant).write(transaction -> renaming.apply(transaction, stored, new Registered.Official(
                checked, old.insee(), old.siren(), old.postalCodes(), old.population(), old.parent(), old.coordinates(), old.zone())));
        database.of(TenantId.TERRITORY).write(transaction -> transaction.touch(LiveTenants.TENANTS));
    }

    @Override
    public void merge(TenantId tenant, TenantId into) {
        Registered old = stored(tenant);
        Registered target = stored(into);
        if (tenant.equals(into) || old.kind() == TenantKind.TERRITORY || target.mergedInto() != null) {
            throw Invalid.field("into", "tenancy.merge.impossible");
        }
        database.of(into).write(transaction -> {
            HostTable.move(transaction, tenant, into);
            if (old.mergedInto() == null) {
                HostTable.insert(transaction, new HostTable.Stored(old.slug(), into));
            }
            TenantTable.updateMerged(transaction, tenant, into);
            transaction.touch(LiveTenants.SITE);
        });
        database.of(tenant).write(transaction -> transaction.touch(LiveTenants.SITE));
        database.of(TenantId.TERRITORY).write(transaction -> transaction.touch(LiveTenants.TENANTS));
    }

    private Registered stored(TenantId tenant) {
        return TenantTable.one(database.of(tenant), tenant).orElseThrow(NotFound::new);
    }

    private CsvImport anImport() {
        tenants.territory();
        return new CsvImport(database, territoryHost, themes());
    }

    private List<String> themes() {
        Themes installed = themes;
        List<String> there = newSiteThemes.stream().filter(theme -> installed == null || installed.byId(theme).isPresent()).toList();
        return there.isEmpty() ? List.of("base") : there;
    }

    private static Map<String, String> fields(NewTenant tenant) {
        Map<String, String> fields = new HashMap<>(tenant.columns());
        fields.put("nom", tenant.name());
        if (tenant.insee() != null) {
            fields.put("code_insee", tenant.insee());
        }
        return fields;
    }

    private static Invalid invalid(Problem problem) {
        return Invalid.of(List.of(new FieldError(problem.column(), problem.key(), problem.arguments())));
    }

    /** Copied, so that a slow sender holds no transaction open and the number of lines is known. */
    private static long copy(InputStream csv, Path to) throws IOException {
        long lines = 0;
        long bytes = 0;
        try (OutputStream out = Files.newOutputStream(to)) {
            InputStream in = new BufferedInputStream(csv);
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes += read;
                if (bytes > LARGEST_FILE) {
                    throw Invalid.request(413, "tenancy.import.large");
                }
                for (int i = 0; i < read; i++) {
                    lines += buffer[i] == '\n' ? 1 : 0;
                }
                out.write(buffer, 0, read);
            }
        }
        return lines;
    }

    /** Two at once would only get in each other's way. */
    private <T> T alone(Work<T> work) throws IOException {
        if (!one.tryLock()) {
            throw new Conflict("tenancy.import.running");
        }
        try {
            return work.run();
        } finally {
            one.unlock();
        }
    }

    /** What is done alone. */
    @FunctionalInterface
    private interface Work<T> {
        T run() throws IOException;
    }
}
