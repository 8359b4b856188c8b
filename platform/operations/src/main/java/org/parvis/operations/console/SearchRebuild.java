package org.parvis.operations.console;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.NullUnmarked;
import org.parvis.api.search.Search;
import org.parvis.api.tenant.Tenants;

@NullUnmarked
@Service
@Command(scope = "parvis", name = "search-rebuild", description = "Reads all documents again, of one tenant or of all; in the background")
public final class SearchRebuild extends ParvisCommand {

    @Reference
    Search search;

    @Reference
    Tenants tenants;

    @Argument(name = "slug", description = "Slug of the tenant; all tenants without it")
    String slug;

    @Override
    void run() {
        search.rebuild(slug == null ? null : TenantsCommand.site(tenants, slug).id());
        out().println("begun; parvis:health shows what is left");
    }
}
