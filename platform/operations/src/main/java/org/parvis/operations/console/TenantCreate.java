package org.parvis.operations.console;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.NullUnmarked;
import org.parvis.api.tenant.Provisioning;
import org.parvis.api.tenant.Provisioning.NewTenant;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantKind;

@NullUnmarked
@Service
@Command(scope = "parvis", name = "tenant-create", description = "Creates a tenant and its site")
public final class TenantCreate extends ParvisCommand {

    @Reference
    Provisioning provisioning;

    @Reference
    PublicUrls urls;

    @Argument(name = "name", description = "Official name: \"Le Pin\"", required = true)
    String name;

    @Option(name = "--kind", description = "COMMUNE (default), EPCI, DEPARTMENT, SYNDICATE")
    String kind = "COMMUNE";

    @Option(name = "--insee", description = "Official code of a commune")
    String insee;

    @Option(name = "--set", description = "column=value, as in the CSV file: siren=211200019; may be repeated", multiValued = true)
    List<String> columns = List.of();

    @Override
    void run() {
        Map<String, String> values = new HashMap<>();
        for (String column : columns) {
            String[] parts = column.split("=", 2);
            if (parts.length != 2) {
                throw new IllegalArgumentException("--set wants column=value, not " + column);
            }
            values.put(parts[0].strip(), parts[1].strip());
        }
        Site site = provisioning.create(new NewTenant(TenantKind.valueOf(kind.toUpperCase(Locale.ROOT)), name, insee, values));
        out().println(site.tenant().slug() + " " + urls.of(site, "/"));
    }
}
