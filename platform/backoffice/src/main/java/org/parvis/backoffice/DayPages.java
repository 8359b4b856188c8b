package org.parvis.backoffice;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.content.Slug;
import org.parvis.api.desk.CounterForms;
import org.parvis.api.desk.DeskMenu;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Permissions;
import org.parvis.api.plugin.ActivePlugins;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.route.Scope;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.SiteState;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.Tenants;
import org.parvis.api.view.Themes;

/** Where an agent arrives: the choice of a tenant, and « Ma journée » of one. */
@Component(service = Routes.class)
public final class DayPages implements Routes {

    private static final int MOST = 60;

    /** A tenant that the agent works for. */
    public record Choice(String name, String url, String detail) {}

    private final Plugins plugins;
    private final Tenants tenants;
    private final Themes themes;
    private final Permissions permissions;
    private final Setup setup;
    private final DayQueue queue;
    private final DayList list;

    @Activate
    public DayPages(
            @Reference Plugins plugins, @Reference Tenants tenants, @Reference Themes themes, @Reference Permissions permissions,
            @Reference Setup setup, @Reference DayQueue queue, @Reference DayList list) {
        this.plugins = plugins;
        this.tenants = tenants;
        this.themes = themes;
        this.permissions = permissions;
        this.setup = setup;
        this.queue = queue;
        this.list = list;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("GET", Scope.DESK_HOME, "/", this::choose).reads("q"),
                Route.deskGet("/", this::day).reads("type", "commune", "retard", "page", "rien", "fait", "quoi", "passes"));
    }

    private Response choose(Request request) {
        Agent agent = request.signedIn();
        List<Site> mine = agent.isOperator() ? tenants.all() : own(agent);
        if (!agent.isOperator() && mine.size() == 1) {
            return Response.seeOther(DeskFrame.ROOT + "/" + mine.get(0).tenant().slug());
        }
        String typed = request.query("q").orElse("");
        String wanted = Slug.of(typed);
        List<Site> found = mine.stream()
                .filter(site -> Slug.of(site.tenant().name().name()).contains(wanted) || site.tenant().postalCodes().contains(wanted))
                .toList();
        return Response.view("backoffice/choose", Map.of(
                "choices", found.stream().limit(MOST).map(DayPages::choice).toList(), "q", typed, "total", found.size(),
                "searchable", mine.size() > MOST, "operator", agent.isOperator()));
    }

    private List<Site> own(Agent agent) {
        return agent.tenants().stream()
                .filter(tenant -> !tenant.equals(TenantId.TERRITORY))
                .flatMap(tenant -> tenants.byId(tenant).stream())
                .sorted(Comparator.comparing(site -> site.tenant().name().sortKey()))
                .toList();
    }

    private static Choice choice(Site site) {
        return new Choice(
                site.tenant().name().name(), DeskFrame.ROOT + "/" + site.tenant().slug(), String.join(", ", site.tenant().postalCodes()));
    }

    private Response day(Request request) {
        Site site = request.site();
        Agent agent = request.signedIn();
        ActivePlugins active = plugins.of(site.id());
        String base = DeskFrame.ROOT + "/" + site.tenant().slug();
        Map<String, Object> model = new HashMap<>();
        model.put("today", request.now().atZone(site.tenant().zone()).toLocalDate());
        model.put("firstName", agent.name().split(" ")[0]);
        Set<TenantId> mine = DayQueue.tenantsOf(agent, site.id());
        model.putAll(list.model(
                request, queue.of(agent, mine, request.now()), DayFilter.of(request), request.query("page").map(DayPages::number).orElse(1), mine));
        model.put("replaced", list.replaced(request, queue.standing(agent, mine, request.now())));
        tell(request, model);
        boolean territory = site.tenant().isTerritory();
        boolean admin = permissions.may(agent, "backoffice.look", site.id());
        List<Setup.Progress> steps = territory || !admin ? List.of() : setup.steps(site.id());
        model.put("steps", steps);
        model.put("stepsDone", steps.stream().filter(Setup.Progress::done).count());
        model.put("mandates", permissions.may(agent, "identity.mandates", site.id()));
        model.put("live", site.state() == SiteState.LIVE);
        model.put("counter", counter(active, agent, site, base));
        model.put("shortcuts", shortcuts(request, active, agent, base));
        return Response.view("backoffice/day", model);
    }

    private static int number(String text) {
        return text.matches("\\d{1,6}") ? Integer.parseInt(text) : 1;
    }

    /** What was done with several items at once, after the redirect. */
    private void tell(Request request, Map<String, Object> model) {
        request.query("rien").ifPresent(nothing -> model.put("nothingTicked", true));
        int done = request.query("fait").map(DayPages::number).orElse(0);
        String key = request.query("quoi").orElse("");
        if (done > 0 && key.matches("[a-z.]{1,80}")) {
            model.put("doneKey", key);
            model.put("doneCount", done);
        }
        model.put("passed", request.query("passes").map(DayPages::number).orElse(0));
    }

    /** Forms that an agent fills in for somebody; none unless a service offers one. */
    private List<Link> counter(ActivePlugins active, Agent agent, Site site, String base) {
        return active.of(CounterForms.class).stream()
                .flatMap(source -> source.forms(site.id()).stream())
                .filter(form -> form.permission() == null || permissions.may(agent, form.permission(), site.id()))
                .map(form -> new Link(form.label(), base + form.path(), false, form.icon()))
                .toList();
    }

    private List<Link> shortcuts(Request request, ActivePlugins active, Agent agent, String base) {
        return active.of(DeskMenu.class).stream()
                .flatMap(source -> source.entries().stream())
                .filter(entry -> entry.group() == DeskMenu.Group.PUBLISH)
                .filter(entry -> DeskFrame.shows(permissions, entry, agent, request.site()))
                .sorted(Comparator.comparingInt(DeskMenu.Entry::order))
                .map(entry -> new Link(themes.text("base", active, request.language(), entry.labelKey()), base + entry.path(), false, entry.icon()))
                .toList();
    }
}
