package org.parvis.operations.fleet;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.desk.DeskMenu;
import org.parvis.api.plugin.PluginFleet;
import org.parvis.api.plugin.PluginFleet.State;
import org.parvis.api.plugin.PluginFleet.Version;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.Form;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.Tenants;
import org.parvis.api.view.Theme;
import org.parvis.api.view.Themes;

/** Which versions of plugins and themes there are, and where they serve. */
@Component
public final class PluginVersionPages implements Routes, DeskMenu {

    private static final String PATH = "/extensions";

    private final PluginFleet fleet;
    private final Plugins plugins;
    private final Tenants tenants;
    private final Themes themes;
    private final PluginNames names;

    @Activate
    public PluginVersionPages(@Reference PluginFleet fleet, @Reference Plugins plugins, @Reference Tenants tenants, @Reference Themes themes) {
        this.fleet = fleet;
        this.plugins = plugins;
        this.tenants = tenants;
        this.themes = themes;
        this.names = new PluginNames(plugins, themes);
    }

    /** A version in the list. */
    public record Line(
            String id, String name, String version, String state, boolean current, int tenants, Instant since, @Nullable String reason) {}

    /** A theme and how many wear it. */
    public record Worn(String id, String name, String version, long sites) {}

    @Override
    public List<Route> routes() {
        return List.of(FleetGuard.get(PATH, this::show, "fait"), FleetGuard.post(PATH, this::act));
    }

    @Override
    public List<Entry> entries() {
        return List.of(new Entry("operations.plugins.title", PATH, FleetGuard.PERMISSION, Group.TERRITORY, "grid", 20));
    }

    private Response show(Request request) {
        List<Line> chosen = new ArrayList<>();
        List<Line> platform = new ArrayList<>();
        for (Version version : fleet.versions()) {
            (version.core() ? platform : chosen).add(line(request, version));
        }
        chosen.sort(Comparator.comparing(Line::name));
        return Response.view(
                "operations/plugins",
                Map.of(
                        "lines", chosen,
                        "platform", platform,
                        "themes", themes.all().stream().map(theme -> worn(request, theme)).toList(),
                        "total", tenants.all().size() + 1,
                        "done", request.query("fait").orElse("")));
    }

    private Line line(Request request, Version version) {
        String id = version.ref().id();
        return new Line(
                id,
                names.of(id, request.language()),
                version.ref().version(),
                version.state().name().toLowerCase(Locale.ROOT),
                version.current(),
                version.tenants(),
                version.since(),
                version.reason());
    }

    private Worn worn(Request request, Theme theme) {
        long sites = tenants.all().stream().filter(site -> site.look().theme().equals(theme.id())).count();
        return new Worn(theme.id(), theme.name().getOrDefault(request.language().getLanguage(), theme.id()), theme.version(), sites);
    }

    private Response act(Request request) throws IOException {
        Form form = request.form();
        String id = form.value("plugin");
        String version = form.value("version");
        boolean ready = fleet.versions().stream()
                .anyMatch(one -> !one.core() && one.state() == State.READY && one.ref().id().equals(id) && one.ref().version().equals(version));
        if (!ready) {
            throw new Conflict("operations.plugin.gone", id + " " + version);
        }
        switch (form.value("action")) {
            case "activer" -> plugins.activate(id, everybody());
            case "desactiver" -> plugins.deactivate(id, everybody());
            case "courante" -> fleet.makeCurrent(id, version);
            default -> throw new Conflict("operations.plugin.gone", id + " " + version);
        }
        return Response.seeOther(FleetGuard.at(request, PATH + "?fait=oui"));
    }

    private List<TenantId> everybody() {
        List<TenantId> everybody = new ArrayList<>(List.of(TenantId.TERRITORY));
        tenants.all().stream().map(Site::id).forEach(everybody::add);
        return everybody;
    }
}
