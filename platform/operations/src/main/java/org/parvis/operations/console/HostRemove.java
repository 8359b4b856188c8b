package org.parvis.operations.console;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.NullUnmarked;
import org.parvis.api.tenant.Hosts;
import org.parvis.api.tenant.Tenants;

@NullUnmarked
@Service
@Command(scope = "parvis", name = "host-remove", description = "Detaches a host name from a site; it no longer serves it")
public final class HostRemove extends ParvisCommand {

    @Reference
    Tenants tenants;

    @Reference
    Hosts hosts;

    @Argument(index = 0, name = "slug", description = "Slug of the tenant", required = true)
    String slug;

    @Argument(index = 1, name = "host", description = "As it was attached", required = true)
    String host;

    @Override
    void run() {
        hosts.remove(TenantsCommand.site(tenants, slug).id(), host, null);
        out().println(host + " no longer belongs to " + slug);
    }
}
