package org.parvis.operations.console;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.NullUnmarked;
import org.parvis.api.plugin.PluginFleet;
import org.parvis.api.tenant.TenantId;

@NullUnmarked
@Service
@Command(scope = "parvis", name = "plugin-activate", description = "Activates a plugin for one tenant, several, or all")
public final class PluginActivate extends TenantsCommand {

    @Reference
    PluginFleet fleet;

    @Argument(name = "plugin", description = "Id of the plugin", required = true)
    String plugin;

    @Option(name = "--version", description = "Serve them by that very version (a canary); without it they follow the current one")
    String version;

    @Override
    void run() {
        List<TenantId> chosen = chosen();
        fleet.pin(plugin, version, chosen);
        out().println(plugin + (version == null ? "" : " " + version) + " is active for " + chosen.size() + " tenants");
    }
}
