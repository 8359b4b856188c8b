package org.parvis.operations.console;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.NullUnmarked;
import org.parvis.api.tenant.Hosts;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.Tenants;

@NullUnmarked
@Service
@Command(scope = "parvis", name = "host-verify", description = "Checks that a host name belongs to its tenant, and lets it serve")
public final class HostVerify extends ParvisCommand {

    @Reference
    Tenants tenants;

    @Reference
    Hosts hosts;

    @Argument(index = 0, name = "slug", description = "Slug of the tenant", required = true)
    String slug;

    @Argument(index = 1, name = "host", description = "As it was attached", required = true)
    String host;

    @Option(name = "--canonical", description = "Let the site's other hosts redirect to it")
    boolean canonical;

    @Override
    void run() {
        TenantId tenant = TenantsCommand.site(tenants, slug).id();
        hosts.verify(tenant, host, null);
        if (canonical) {
            hosts.makeCanonical(tenant, host, null);
        }
        out().println(host + " serves " + slug);
    }
}
