package org.parvis.tenancy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.Database;
import org.parvis.api.tenant.Provisioning;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantKind;
import org.parvis.testkit.TestDatabase;

/** The services of this module on a real database. */
final class Fixture {
    static final String HEADER = "code_insee,nom,siren,codes_postaux,population,departement,region,epci_siren,epci_nom,latitude,longitude\n";
    static final String RODEZ = "12202,Rodez,211202023,12000,24207,12,76,241200187,Rodez Agglomération,44.35258,2.57338\n";
    static final String AGEN = "12001,Agen-d'Aveyron,211200019,12630,1074,12,76,241200187,Rodez Agglomération,44.35011,2.69521\n";

    final Database database;
    final LiveTenants tenants;
    final SqlHosts hosts;
    final CsvProvisioning provisioning;
    /** Values by name and type, {@code www.rodez.fr CNAME}; what is not there does not exist, a null list stays unanswered. */
    final Map<String, @Nullable List<String>> dns = new HashMap<>();
    /** What was audited: action, subject. */
    final List<String> audited = new ArrayList<>();

    Fixture(TestDatabase test) {
        this.database = test.database();
        this.tenants = new LiveTenants(database, config("territoire.example", ""));
        test.listen(tenants);
        this.hosts = new SqlHosts(
                database, (transaction, entry) -> audited.add(entry.action() + " " + entry.subject()), new HostProof(this::records),
                config("territoire.example", ""));
        this.provisioning = new CsvProvisioning(database, tenants, config("territoire.example", ""));
    }

    private List<String> records(String name, String type) throws DomainRecords.Silent {
        List<String> values = dns.getOrDefault(name + " " + type, List.of());
        if (values == null) {
            throw new DomainRecords.Silent(new IOException("time is up"));
        }
        return values;
    }

    Provisioning.Report importing(String csv) {
        return importing(csv.getBytes(StandardCharsets.UTF_8));
    }

    Provisioning.Report importing(byte[] csv) {
        try {
            return provisioning.importCsv(new ByteArrayInputStream(csv), (lines, total) -> {});
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    Site commune(String insee, String name) {
        return provisioning.create(new Provisioning.NewTenant(TenantKind.COMMUNE, name, insee, Map.of()));
    }

    Site site(String slug) {
        return tenants.bySlug(slug).orElseThrow();
    }

    static TenancyConfig config(String host, String name) {
        return new TenancyConfig() {
            @Override
            public String territoryHost() {
                return host;
            }

            @Override
            public String territoryName() {
                return name;
            }

            @Override
            public String[] newSiteThemes() {
                return new String[] {"causse", "bourg", "vallee"};
            }

            @Override
            public String siteAddresses() {
                return "192.0.2.10, 2001:db8::10";
            }

            @Override
            public String dnsServers() {
                return "";
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return TenancyConfig.class;
            }
        };
    }
}
