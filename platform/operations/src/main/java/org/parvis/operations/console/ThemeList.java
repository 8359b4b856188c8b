package org.parvis.operations.console;

import java.util.HashMap;
import java.util.Map;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.NullUnmarked;
import org.parvis.api.tenant.Tenants;
import org.parvis.api.view.Theme;

@NullUnmarked
@Service
@Command(scope = "parvis", name = "theme-list", description = "Lists the themes and how many sites wear them")
public final class ThemeList extends ParvisCommand {

    @Reference
    Tenants tenants;

    @Override
    void run() {
        Map<String, Integer> sites = new HashMap<>();
        tenants.all().forEach(site -> sites.merge(site.look().theme(), 1, Integer::sum));
        Columns columns = columns("THEME", "VERSION", "NAME", "SITES");
        for (Theme theme : themes.all()) {
            columns.row(theme.id(), theme.version(), theme.name().getOrDefault("fr", theme.id()), sites.getOrDefault(theme.id(), 0));
        }
        columns.print(out());
    }
}
