package org.parvis.site.care;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Agents;
import org.parvis.api.identity.Permissions;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.site.Desk;

/** What is looked after, by whom, and since when it was not verified; one click says that it is still right. */
@Component(service = Routes.class)
public final class CareDesk implements Routes {

    static final String PERMISSION = "site.care";
    private static final String SETTINGS = "site.care.settings";
    private static final int PAGE_SIZE = 25;

    /** A line of the list. */
    public record Line(
            String id, String title, String path, boolean list, @Nullable String owner, boolean chosen, @Nullable LocalDate verified, LocalDate due,
            boolean late, boolean never) {}

    /** An agent to choose. */
    public record Choice(String value, String label) {}

    private final Care care;
    private final CareTexts texts;
    private final Agents agents;
    private final Permissions permissions;

    @Activate
    public CareDesk(@Reference Care care, @Reference CareTexts texts, @Reference Agents agents, @Reference Permissions permissions) {
        this.care = care;
        this.texts = texts;
        this.agents = agents;
        this.permissions = permissions;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskGet("/verification", this::list).reads("filtre", "page", "fait").requires(PERMISSION),
                Route.deskPost("/verification", this::interval).requires(SETTINGS),
                Route.deskGet("/verification/{id}", this::form).requires(PERMISSION),
                Route.deskPost("/verification/{id}", this::assign).requires(PERMISSION),
                Route.deskPost("/verification/{id}/juste", this::right).requires(PERMISSION));
    }

    private static LocalDate today(Request request) {
        return request.now().atZone(request.site().tenant().zone()).toLocalDate();
    }

    private Response list(Request request) {
        Map<String, Object> model = model(request);
        request.query("fait").ifPresent(done -> model.put("done", done));
        return Response.view("site/desk/care", model);
    }

    private Map<String, Object> model(Request request) {
        String filter = request.query("filtre").filter(List.of("retard", "moi")::contains).orElse("");
        LocalDate today = today(request);
        UUID me = request.signedIn().id();
        List<Cared> all = care.all(request.tenant()).stream()
                .filter(cared -> !filter.equals("retard") || !care.due(cared).isAfter(today))
                .filter(cared -> !filter.equals("moi") || me.equals(cared.owner()))
                .sorted(Comparator.comparing((Cared cared) -> care.due(cared)).thenComparing(Cared::title).thenComparing(Cared::id))
                .toList();
        int pages = Math.max(1, (all.size() + PAGE_SIZE - 1) / PAGE_SIZE);
        int page = Math.min(pages, request.query("page").filter(text -> text.matches("[1-9][0-9]{0,5}")).map(Integer::parseInt).orElse(1));
        Map<UUID, String> names = agents.of(request.tenant()).stream().collect(Collectors.toMap(Agent::id, Agent::name, (one, same) -> one));
        Map<String, Object> model = new HashMap<>();
        model.put("lines", all.subList((page - 1) * PAGE_SIZE, Math.min(all.size(), page * PAGE_SIZE)).stream()
                .map(cared -> line(request, cared, today, id -> names.get(id)))
                .toList());
        model.put("total", all.size());
        model.put("page", page);
        model.put("pages", pages);
        model.put("filter", filter);
        model.put("months", care.months(request.tenant()));
        model.put("maySet", permissions.may(request.signedIn(), SETTINGS, request.tenant()));
        return model;
    }

    private Line line(Request request, Cared cared, LocalDate today, Function<UUID, @Nullable String> names) {
        UUID owner = cared.owner();
        LocalDate due = care.due(cared);
        return new Line(
                cared.id().toString(), texts.title(cared, request.language()), CareTexts.path(cared), cared.list(),
                owner == null ? null : names.apply(owner), cared.chosen(), cared.verified(), due, !due.isAfter(today), cared.since() == null);
    }

    private Response interval(Request request) throws IOException {
        Optional<Integer> months = months(request.form().value("months"));
        if (months.isEmpty()) {
            Map<String, Object> model = model(request);
            model.put("errors", List.of(FieldError.of("months", "site.care.months.wrong", Care.MOST_MONTHS)));
            model.put("typed", request.form().typed());
            return Response.view("site/desk/care", model).status(422);
        }
        care.months(request.tenant(), months.get(), request.signedIn());
        return Desk.to(request, "/verification?fait=rythme");
    }

    private static Optional<Integer> months(String text) {
        return Optional.of(text).filter(typed -> typed.matches("[1-9][0-9]?")).map(Integer::valueOf).filter(number -> number <= Care.MOST_MONTHS);
    }

    private Cared cared(Request request) {
        return care.find(request.tenant(), Desk.id(request)).orElseThrow(NotFound::new);
    }

    private Response form(Request request) {
        return Response.view("site/desk/care-edit", model(request, cared(request)));
    }

    private Map<String, Object> model(Request request, Cared cared) {
        Map<String, Object> model = new HashMap<>();
        List<Agent> all = agents.of(request.tenant());
        model.put("line", line(request, cared, today(request), id -> all.stream().filter(agent -> agent.id().equals(id)).map(Agent::name).findFirst().orElse(null)));
        model.put("agents", all.stream().map(agent -> new Choice(agent.id().toString(), agent.name())).toList());
        model.put("owner", cared.chosen() ? String.valueOf(cared.owner()) : "");
        Integer own = cared.months();
        model.put("own", own == null ? "" : own.toString());
        model.put("months", care.months(request.tenant()));
        return model;
    }

    private Response assign(Request request) throws IOException {
        Cared cared = cared(request);
        String typedMonths = request.form().value("months");
        Optional<Integer> months = months(typedMonths);
        UUID owner = Desk.parse(request.form().value("owner"))
                .filter(id -> agents.of(request.tenant()).stream().anyMatch(agent -> agent.id().equals(id)))
                .orElse(null);
        if (!typedMonths.isBlank() && months.isEmpty()) {
            Map<String, Object> model = model(request, cared);
            model.put("errors", List.of(FieldError.of("months", "site.care.months.wrong", Care.MOST_MONTHS)));
            model.put("typed", request.form().typed());
            return Response.view("site/desk/care-edit", model).status(422);
        }
        care.assign(request.tenant(), cared, owner, months.orElse(null), request.signedIn());
        return Desk.to(request, "/verification?fait=responsable");
    }

    private Response right(Request request) {
        care.verify(request.tenant(), List.of(cared(request)), today(request), request.signedIn());
        return Desk.to(request, "/verification?fait=juste");
    }
}
