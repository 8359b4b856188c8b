package org.parvis.operations.fleet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.desk.DeskMenu;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.route.Form;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.SiteChanges;
import org.parvis.api.tenant.SiteState;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.TenantKind;
import org.parvis.api.tenant.Tenants;
import org.parvis.api.view.Theme;
import org.parvis.api.view.Themes;

/** The list of all tenants, and what is done to several of them at once. */
@Component
public final class TenantListPages implements Routes, DeskMenu {

    private static final int PER_PAGE = 50;
    private static final String PATH = "/collectivites";

    private final Tenants tenants;
    private final Plugins plugins;
    private final Themes themes;
    private final SiteChanges changes;
    private final PublicUrls urls;
    private final PluginNames names;

    @Activate
    public TenantListPages(
            @Reference Tenants tenants,
            @Reference Plugins plugins,
            @Reference Themes themes,
            @Reference SiteChanges changes,
            @Reference PublicUrls urls) {
        this.tenants = tenants;
        this.plugins = plugins;
        this.themes = themes;
        this.changes = changes;
        this.urls = urls;
        this.names = new PluginNames(plugins, themes);
    }

    /** One tenant in the list. */
    public record Line(
            String slug, String name, String kind, @Nullable Integer population, String host, String url, String theme, String state, List<String> plugins) {}

    @Override
    public List<Route> routes() {
        return List.of(FleetGuard.get(PATH, this::list, TenantFilter.PARAMETERS), FleetGuard.post(PATH, this::act));
    }

    @Override
    public List<Entry> entries() {
        return List.of(new Entry("operations.tenants.title", PATH, FleetGuard.PERMISSION, Group.TERRITORY, "globe", 10));
    }

    private Response list(Request request) {
        Map<String, Object> model = model(request, TenantFilter.of(request));
        if (request.query("fait").isPresent()) {
            model.put("done", number(request.query("fait").orElse("")));
        }
        return Response.view("operations/tenants", model);
    }

    private Map<String, Object> model(Request request, TenantFilter filter) {
        List<Site> found = filter.of(tenants.all());
        int pages = Math.max(1, (found.size() + PER_PAGE - 1) / PER_PAGE);
        int page = Math.max(1, Math.min(number(request.query("page").orElse("")), pages));
        List<Line> lines = found.stream().skip((page - 1L) * PER_PAGE).limit(PER_PAGE).map(site -> line(request, site)).toList();
        Map<String, Object> model = new HashMap<>();
        model.put("filter", filter);
        model.put("lines", lines);
        model.put("total", found.size());
        model.put("page", page);
        model.put("pages", pages);
        model.put("kinds", Arrays.stream(TenantKind.values()).filter(kind -> kind != TenantKind.TERRITORY).map(this::lower).toList());
        model.put("states", Arrays.stream(SiteState.values()).map(this::lower).toList());
        model.put("themes", themes.all().stream().map(theme -> choice(theme, request)).toList());
        model.put("plugins", names.choices(request.language()));
        return model;
    }

    private Line line(Request request, Site site) {
        var tenant = site.tenant();
        List<String> active = plugins.installed().stream()
                .map(plugin -> plugin.ref().id())
                .filter(plugins.of(site.id())::has)
                .map(id -> names.of(id, request.language()))
                .toList();
        return new Line(
                tenant.slug(),
                tenant.name().name(),
                lower(tenant.kind()),
                tenant.population(),
                site.host(),
                urls.of(site, "/"),
                site.look().theme(),
                lower(site.state()),
                active);
    }

    private static PluginNames.Choice choice(Theme theme, Request request) {
        String name = theme.name().getOrDefault(request.language().getLanguage(), theme.id());
        return new PluginNames.Choice(theme.id(), name);
    }

    /** Does the chosen thing to the ticked tenants, or to all that the filter finds. */
    private Response act(Request request) throws IOException {
        Form form = request.form();
        TenantFilter filter =
                new TenantFilter(form.value("q"), form.value("genre"), form.value("etat"), form.value("theme"), form.value("tri"));
        List<TenantId> chosen = new ArrayList<>();
        if (form.value("qui").equals("tous")) {
            filter.of(tenants.all()).forEach(site -> chosen.add(site.id()));
        } else {
            form.values("slug").forEach(slug -> tenants.bySlug(slug).ifPresent(site -> chosen.add(site.id())));
        }
        String[] action = form.value("action").split(":", 2);
        try {
            if (chosen.isEmpty()) {
                throw Invalid.field("qui", "operations.tenants.nobody");
            }
            if (action.length != 2) {
                throw Invalid.field("action", "operations.tenants.nothing");
            }
            apply(action[0], action[1], chosen);
        } catch (Invalid invalid) {
            Map<String, Object> model = model(request, filter);
            model.put("errors", invalid.errors());
            model.put("typed", form.typed());
            return Response.view("operations/tenants", model).status(invalid.status());
        }
        return Response.seeOther(FleetGuard.at(request, PATH + filter.query() + "&fait=" + chosen.size()));
    }

    private void apply(String action, String value, List<TenantId> chosen) {
        switch (action) {
            case "activer" -> plugins.activate(known(value), chosen);
            case "desactiver" -> plugins.deactivate(known(value), chosen);
            case "theme" -> chosen.forEach(id -> changes.look(id, TenantPages.inTheme(tenants, id, value)));
            case "etat" -> chosen.forEach(id -> changes.state(id, TenantPages.state(value)));
            default -> throw Invalid.field("action", "operations.tenants.nothing");
        }
    }

    private String known(String plugin) {
        if (plugins.installed().stream().noneMatch(installed -> installed.ref().id().equals(plugin))) {
            throw Invalid.field("action", "operations.plugin.unknown", plugin);
        }
        return plugin;
    }

    private static int number(String text) {
        return text.matches("\\d{1,6}") ? Integer.parseInt(text) : 1;
    }

    private String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
