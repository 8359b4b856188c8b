package org.parvis.operations.console;

import java.util.Locale;
import java.util.Map;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.NullUnmarked;
import org.parvis.api.tenant.Look;
import org.parvis.api.tenant.SiteChanges;
import org.parvis.api.tenant.SiteState;
import org.parvis.api.tenant.TenantId;

@NullUnmarked
@Service
@Command(scope = "parvis", name = "tenant-set", description = "Sets the theme or the state of sites")
public final class TenantSet extends TenantsCommand {

    @Reference
    SiteChanges changes;

    @Option(name = "--theme", description = "Id of a theme; the colours chosen so far go back to the theme's own")
    String theme;

    @Option(name = "--state", description = "PREPARED, LIVE or CLOSED")
    String state;

    @Override
    void run() {
        if (theme == null && state == null) {
            throw new IllegalArgumentException("say what to set: --theme ID or --state STATE");
        }
        var chosen = chosen();
        for (TenantId id : chosen) {
            if (theme != null) {
                Look look = tenants.byId(id).orElseThrow().look();
                changes.look(id, new Look(theme, Map.of(), look.logo(), look.header()));
            }
            if (state != null) {
                changes.state(id, SiteState.valueOf(state.toUpperCase(Locale.ROOT)));
            }
        }
        out().println(chosen.size() + " sites set");
    }
}
