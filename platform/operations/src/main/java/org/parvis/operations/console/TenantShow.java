package org.parvis.operations.console;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.NullUnmarked;
import org.parvis.api.identity.Agents;
import org.parvis.api.tenant.Hosts;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.Tenants;

@NullUnmarked
@Service
@Command(scope = "parvis", name = "tenant-show", description = "Shows one tenant: codes, hosts, look, plugins, agents")
public final class TenantShow extends ParvisCommand {

    @Reference
    Tenants tenants;

    @Reference
    Hosts hosts;

    @Reference
    Agents agents;

    @Reference
    PublicUrls urls;

    @Argument(name = "slug", description = "Slug of the tenant", required = true)
    String slug;

    @Override
    void run() {
        Site site = TenantsCommand.site(tenants, slug);
        var tenant = site.tenant();
        Columns columns = columns("FIELD", "VALUE");
        columns.row("name", tenant.name());
        columns.row("kind", tenant.kind());
        columns.row("id", tenant.id());
        columns.row("insee", tenant.insee());
        columns.row("siren", tenant.siren());
        columns.row("postal codes", String.join(" ", tenant.postalCodes()));
        columns.row("population", tenant.population());
        columns.row("zone", tenant.zone());
        columns.row("site", urls.of(site, "/"));
        columns.row("back office", urls.desk(site, ""));
        columns.row("state", site.state());
        columns.row("theme", site.look().theme());
        hosts.of(tenant.id())
                .forEach(host -> columns.row(
                        "host", host.host() + (host.canonical() ? " (canonical)" : "") + (host.verified() ? "" : " (not verified, token " + host.token() + ")")));
        plugins.of(tenant.id()).plugins().forEach(plugin -> columns.row("plugin", plugin));
        agents.of(tenant.id()).forEach(agent -> columns.row("agent", agent.name() + " <" + agent.email() + "> " + agent.roles(tenant.id())));
        columns.print(out());
    }
}
