package org.parvis.backoffice;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.content.Slug;
import org.parvis.api.desk.DayItems;
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

    /** What waits for the agent. */
    public record Waiting(String title, String url, @Nullable LocalDate due, boolean late) {}

    /** A tenant that the agent works for. */
    public record Choice(String name, String url, String detail) {}

    private final Plugins plugins;
    private final Tenants tenants;
    private final Themes themes;
    private final Permissions permissions;
    private final Setup setup;

    @Activate
    public DayPages(
            @Reference Plugins plugins, @Reference Tenants tenants, @Reference Themes themes, @Reference Permissions permissions,
            @Reference Setup setup) {
        this.plugins = plugins;
        this.tenants = tenants;
        this.themes = themes;
        this.permissions = permissions;
        this.setup = setup;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("GET", Scope.DESK_HOME, "/", this::choose).reads("q"),
                Route.deskGet("/", this::day));
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
        return agent.roles().keySet().stream()
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
        model.put("items", waiting(request, active, agent, base));
        boolean territory = site.tenant().isTerritory();
        boolean admin = permissions.may(agent, "backoffice.look", site.id());
        List<Setup.Progress> steps = territory || !admin ? List.of() : setup.steps(site.id());
        model.put("steps", steps);
        model.put("stepsDone", steps.stream().filter(Setup.Progress::done).count());
        model.put("live", site.state() == SiteState.LIVE);
        model.put("shortcuts", shortcuts(request, active, agent, base));
        return Response.view("backoffice/day", model);
    }

    private List<Waiting> waiting(Request request, ActivePlugins active, Agent agent, String base) {
        List<Waiting> waiting = new ArrayList<>();
        Instant now = request.now();
        for (DayItems source : active.of(DayItems.class)) {
            for (DayItems.Item item : source.items(request.tenant(), agent, now)) {
                String title = themes.text("base", active, request.language(), item.titleKey(), item.arguments().toArray());
                Instant due = item.due();
                LocalDate day = due == null ? null : due.atZone(request.site().tenant().zone()).toLocalDate();
                waiting.add(new Waiting(title, base + item.path(), day, due != null && due.isBefore(now)));
            }
        }
        waiting.sort(Comparator.comparing(Waiting::due, Comparator.nullsLast(Comparator.naturalOrder())));
        return waiting;
    }

    private List<Link> shortcuts(Request request, ActivePlugins active, Agent agent, String base) {
        return active.of(DeskMenu.class).stream()
                .flatMap(source -> source.entries().stream())
                .filter(entry -> entry.group() == DeskMenu.Group.PUBLISH)
                .filter(entry -> entry.permission() == null || permissions.may(agent, entry.permission(), request.tenant()))
                .sorted(Comparator.comparingInt(DeskMenu.Entry::order))
                .map(entry -> new Link(themes.text("base", active, request.language(), entry.labelKey()), base + entry.path(), false, entry.icon()))
                .toList();
    }
}
