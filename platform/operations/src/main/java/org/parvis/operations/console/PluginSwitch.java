package org.parvis.operations.console;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.NullUnmarked;
import org.parvis.api.plugin.PluginFleet;

@NullUnmarked
@Service
@Command(scope = "parvis", name = "plugin-switch", description = "Makes a ready version the one that serves all tenants not pinned to another")
public final class PluginSwitch extends ParvisCommand {

    @Reference
    PluginFleet fleet;

    @Argument(index = 0, name = "plugin", description = "Id of the plugin", required = true)
    String plugin;

    @Argument(index = 1, name = "version", description = "As parvis:plugin-list shows it", required = true)
    String version;

    @Override
    void run() {
        fleet.makeCurrent(plugin, version);
        out().println(plugin + " " + version + " serves now");
    }
}
