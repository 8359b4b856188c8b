package org.parvis.operations.console;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.NullUnmarked;
import org.parvis.api.tenant.TenantId;

@NullUnmarked
@Service
@Command(scope = "parvis", name = "plugin-deactivate", description = "Takes a plugin from one tenant, several, or all; its data stays")
public final class PluginDeactivate extends TenantsCommand {

    @Argument(name = "plugin", description = "Id of the plugin", required = true)
    String plugin;

    @Override
    void run() {
        List<TenantId> chosen = chosen();
        plugins.deactivate(plugin, chosen);
        out().println(plugin + " is no longer active for " + chosen.size() + " tenants");
    }
}
