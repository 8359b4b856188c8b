package org.parvis.operations.console;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.NullUnmarked;
import org.parvis.api.plugin.PluginFleet;
import org.parvis.api.plugin.PluginFleet.Version;

@NullUnmarked
@Service
@Command(scope = "parvis", name = "plugin-list", description = "Lists the versions of plugins: state, tenants that they serve, why they failed")
public final class PluginList extends ParvisCommand {

    @Reference
    PluginFleet fleet;

    @Override
    void run() {
        Columns columns = columns("PLUGIN", "VERSION", "STATE", "CURRENT", "TENANTS", "REASON");
        for (Version version : fleet.versions()) {
            columns.row(
                    version.ref().id(),
                    version.ref().version(),
                    version.core() ? version.state() + " (platform)" : version.state(),
                    version.current() ? "yes" : "no",
                    version.tenants(),
                    version.reason() == null ? "" : version.reason());
        }
        columns.print(out());
    }
}
