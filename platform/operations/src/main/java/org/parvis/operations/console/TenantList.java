package org.parvis.operations.console;

import java.text.Normalizer;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.NullUnmarked;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.Tenants;

@NullUnmarked
@Service
@Command(scope = "parvis", name = "tenant-list", description = "Lists the tenants and their sites")
public final class TenantList extends ParvisCommand {

    @Reference
    Tenants tenants;

    @Argument(name = "filter", description = "Part of the name or slug, or an INSEE or SIREN code")
    String filter;

    @Override
    void run() {
        Columns columns = columns("SLUG", "KIND", "NAME", "INSEE", "HOST", "THEME", "STATE");
        int count = 0;
        for (Site site : tenants.all()) {
            var tenant = site.tenant();
            if (filter == null || fits(site)) {
                columns.row(tenant.slug(), tenant.kind(), tenant.name(), tenant.insee(), site.host(), site.look().theme(), site.state());
                count++;
            }
        }
        columns.print(out());
        out().println(count + " of " + tenants.all().size() + " tenants");
    }

    private boolean fits(Site site) {
        String wanted = plain(filter);
        var tenant = site.tenant();
        return plain(tenant.name().name()).contains(wanted)
                || tenant.slug().contains(wanted)
                || filter.equals(tenant.insee())
                || filter.equals(tenant.siren());
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}+", "").toLowerCase(Locale.ROOT).replace('’', '\'');
    }
}
