package org.parvis.operations.console;

import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.jspecify.annotations.NullUnmarked;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.Tenants;

/** A command about some tenants, or all. */
@NullUnmarked
abstract class TenantsCommand extends ParvisCommand {

    @Reference
    Tenants tenants;

    @Option(name = "--tenants", description = "Slugs, with commas between them: rodez,agen-d-aveyron")
    String slugs;

    @Option(name = "--all", description = "All tenants, the territory included")
    boolean all;

    List<TenantId> chosen() {
        if (all == (slugs != null)) {
            throw new IllegalArgumentException("say which tenants: either --tenants slug,slug or --all");
        }
        List<TenantId> chosen = new ArrayList<>();
        if (all) {
            chosen.add(TenantId.TERRITORY);
            tenants.all().forEach(site -> chosen.add(site.id()));
            return chosen;
        }
        for (String slug : slugs.split(",")) {
            chosen.add(site(tenants, slug.strip()).id());
        }
        return chosen;
    }

    static Site site(Tenants tenants, String slug) {
        return tenants.bySlug(slug).orElseThrow(() -> new IllegalArgumentException("there is no tenant " + slug));
    }
}
