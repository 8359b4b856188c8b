package org.parvis.operations.fleet;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.identity.Agents;
import org.parvis.api.identity.Role;
import org.parvis.api.plugin.InstalledPlugin;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Form;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.tenant.Hosts;
import org.parvis.api.tenant.Look;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.SiteChanges;
import org.parvis.api.tenant.SiteState;
import org.parvis.api.tenant.Tenant;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.Tenants;
import org.parvis.api.view.Themes;

/** One tenant: its site, hosts, plugins and agents. */
@Component
public final class TenantPages implements Routes {

    private static final String PATH = "/collectivites/{slug}";

    private final Tenants tenants;
    private final Plugins plugins;
    private final Themes themes;
    private final SiteChanges changes;
    private final Hosts hosts;
    private final Agents agents;
    private final PublicUrls urls;
    private final PluginNames names;

    @Activate
    public TenantPages(
            @Reference Tenants tenants,
            @Reference Plugins plugins,
            @Reference Themes themes,
            @Reference SiteChanges changes,
            @Reference Hosts hosts,
            @Reference Agents agents,
            @Reference PublicUrls urls) {
        this.tenants = tenants;
        this.plugins = plugins;
        this.themes = themes;
        this.changes = changes;
        this.hosts = hosts;
        this.agents = agents;
        this.urls = urls;
        this.names = new PluginNames(plugins, themes);
    }

    /** A plugin and whether the tenant has it. */
    public record Offered(String id, String name, @Nullable String version, boolean active) {}

    /** Someone with a role. */
    public record Member(String name, String email, List<String> roles) {}

    @Override
    public List<Route> routes() {
        return List.of(
                FleetGuard.get(PATH, request -> page(request, "", null, Map.of(), List.of()), "fait"),
                FleetGuard.post(PATH + "/site", this::setSite),
                FleetGuard.post(PATH + "/services", this::setPlugins),
                FleetGuard.post(PATH + "/agents", this::invite));
    }

    private Site site(Request request) {
        return tenants.bySlug(request.variable("slug")).filter(site -> !site.tenant().isTerritory()).orElseThrow(NotFound::new);
    }

    private Response page(Request request, String notice, @Nullable String password, Map<String, String> typed, List<FieldError> errors) {
        Site of = site(request);
        Tenant tenant = of.tenant();
        Map<String, Object> model = new HashMap<>();
        model.put("of", of);
        model.put("kind", tenant.kind().name().toLowerCase(Locale.ROOT));
        model.put("state", of.state().name().toLowerCase(Locale.ROOT));
        model.put("siteUrl", urls.of(of, "/"));
        model.put("parentName", parentName(tenant));
        model.put("states", Arrays.stream(SiteState.values()).map(state -> state.name().toLowerCase(Locale.ROOT)).toList());
        model.put("themes", themes.all().stream().map(theme -> themeChoice(request, theme.id())).toList());
        model.put("hosts", hosts.of(of.id()));
        model.put("offers", plugins.installed().stream().map(plugin -> offered(request, of, plugin)).toList());
        model.put("agents", agents.of(of.id()).stream().map(agent -> new Member(agent.name(), agent.email(), agent.roles(of.id()).stream().map(TenantPages::role).toList())).toList());
        model.put("roles", Arrays.stream(Role.values()).filter(role -> role != Role.OPERATOR).map(TenantPages::role).toList());
        model.put("done", request.query("fait").orElse(notice));
        model.put("errors", errors);
        model.put("typed", typed);
        if (password != null) {
            model.put("password", password);
        }
        return Response.view("operations/tenant", model);
    }

    private String parentName(Tenant tenant) {
        return Optional.ofNullable(tenant.parent())
                .filter(parent -> !parent.equals(TenantId.TERRITORY))
                .flatMap(tenants::byId)
                .map(parent -> parent.tenant().name().name())
                .orElse("");
    }

    private PluginNames.Choice themeChoice(Request request, String id) {
        String name = themes.byId(id).map(theme -> theme.name().getOrDefault(request.language().getLanguage(), id)).orElse(id);
        return new PluginNames.Choice(id, name);
    }

    private Offered offered(Request request, Site site, InstalledPlugin plugin) {
        String id = plugin.ref().id();
        String version = plugins.of(site.id()).plugins().stream()
                .filter(active -> active.id().equals(id))
                .map(active -> active.version())
                .findFirst()
                .orElse(null);
        return new Offered(id, names.of(id, request.language()), version, version != null);
    }

    private static String role(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    private Response setSite(Request request) throws IOException {
        return change(request, form -> {
            TenantId id = site(request).id();
            changes.look(id, inTheme(tenants, id, form.value("theme")));
            changes.state(id, state(form.value("state")));
            return "site";
        });
    }

    private Response setPlugins(Request request) throws IOException {
        return change(request, form -> {
            TenantId id = site(request).id();
            Set<String> wanted = Set.copyOf(form.values("plugin"));
            for (InstalledPlugin plugin : plugins.installed()) {
                String name = plugin.ref().id();
                boolean active = plugins.of(id).has(name);
                if (wanted.contains(name) && !active) {
                    plugins.activate(name, List.of(id));
                } else if (!wanted.contains(name) && active) {
                    plugins.deactivate(name, List.of(id));
                }
            }
            return "services";
        });
    }

    /** The one-time password is shown at once, on the page that answers the form, and never again. */
    private Response invite(Request request) throws IOException {
        Form form = request.form();
        try {
            Role role = Role.valueOf(form.value("role").toUpperCase(Locale.ROOT));
            if (role == Role.OPERATOR || form.value("name").isBlank()) {
                throw Invalid.field("name", "operations.agent.name.missing");
            }
            Optional<String> password = agents.invite(site(request).id(), form.value("email"), form.value("name"), role, request.signedIn());
            return page(request, "invite", password.orElse(null), Map.of(), List.of());
        } catch (IllegalArgumentException unknownRole) {
            throw new NotFound();
        } catch (Invalid invalid) {
            return page(request, "", null, form.typed(), invalid.errors()).status(invalid.status());
        }
    }

    private interface Change {
        /** @return what was done: the end of a message key */
        String apply(Form form);
    }

    private Response change(Request request, Change change) throws IOException {
        Form form = request.form();
        try {
            String done = change.apply(form);
            return Response.seeOther(FleetGuard.at(request, "/collectivites/" + request.variable("slug") + "?fait=" + done));
        } catch (Invalid invalid) {
            return page(request, "", null, form.typed(), invalid.errors()).status(invalid.status());
        }
    }

    /** A site's look in another theme: logo and picture stay, colours are those of the theme; the same look if it wears it already. */
    static Look inTheme(Tenants tenants, TenantId id, String theme) {
        Look look = tenants.byId(id).orElseThrow(NotFound::new).look();
        return look.theme().equals(theme) ? look : new Look(theme, Map.of(), look.logo(), look.header());
    }

    static SiteState state(String text) {
        return Arrays.stream(SiteState.values())
                .filter(state -> state.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> Invalid.field("state", "operations.tenant.state.unknown"));
    }
}
