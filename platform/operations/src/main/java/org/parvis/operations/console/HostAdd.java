package org.parvis.operations.console;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.NullUnmarked;
import org.parvis.api.tenant.Hosts;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.Tenants;

@NullUnmarked
@Service
@Command(scope = "parvis", name = "host-add", description = "Attaches a host name to a site; it serves once it is verified")
public final class HostAdd extends ParvisCommand {

    @Reference
    Tenants tenants;

    @Reference
    Hosts hosts;

    @Argument(index = 0, name = "slug", description = "Slug of the tenant", required = true)
    String slug;

    @Argument(index = 1, name = "host", description = "www.commune.fr", required = true)
    String host;

    @Override
    void run() {
        TenantId tenant = TenantsCommand.site(tenants, slug).id();
        Hosts.Attached attached = hosts.add(tenant, host, null);
        if (attached.verified()) {
            out().println(attached.host() + " is attached and verified");
        } else {
            out().println("One of these DNS records:");
            out().println("  " + attached.host() + ". CNAME " + hosts.target(tenant).alias() + ".");
            out().println("  _parvis." + attached.host() + ". TXT \"" + attached.token() + "\"");
            out().println("then: parvis:host-verify " + slug + " " + attached.host());
        }
    }
}
