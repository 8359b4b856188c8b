package org.parvis.tenancy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
    final List<String> tokensFound = new ArrayList<>();

    Fixture(TestDatabase test) {
        this.database = test.database();
        this.tenants = new LiveTenants(database, config("territoire.example", ""));
        test.listen(tenants);
        this.hosts = new SqlHosts(database, "territoire.example", new HostProof() {
            @Override
            @Nullable String missing(String host, String token) {
                return tokensFound.contains(token) ? null : "tenancy.host.no-token";
            }
        });
        this.provisioning = new CsvProvisioning(database, tenants, hosts, config("territoire.example", ""));
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
            public Class<? extends Annotation> annotationType() {
                return TenancyConfig.class;
            }
        };
    }
}
