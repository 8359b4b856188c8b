package org.parvis.identity.absence;

import java.io.IOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Role;
import org.parvis.api.route.Form;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.route.Scope;
import org.parvis.api.tenant.TenantId;
import org.parvis.identity.AgentPages;
import org.parvis.identity.SqlAgents;

/** One's own absences, and those that administrators enter for colleagues. */
@Component
public final class AbsencePages implements Routes {
    private static final String OWN = "/bureau/compte/absence";

    private final SqlAbsences absences;
    private final AbsenceView view;
    private final DeputyNote note;
    private final SqlAgents agents;

    @Activate
    public AbsencePages(@Reference SqlAbsences absences, @Reference AbsenceView view, @Reference DeputyNote note, @Reference SqlAgents agents) {
        this.absences = absences;
        this.view = view;
        this.note = note;
        this.agents = agents;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("GET", Scope.DESK_HOME, "/compte/absence", request -> own(request, Map.of())).reads("fait"),
                Route.of("POST", Scope.DESK_HOME, "/compte/absence", this::planOwn),
                Route.of("POST", Scope.DESK_HOME, "/compte/absence/{id}/fin", this::endOwn),
                Route.deskGet("/absences", request -> ofTenant(request, Map.of())).reads("fait").requires(AgentPages.READ),
                Route.deskPost("/absences", this::planOfColleague).requires(AgentPages.MANAGE),
                Route.deskPost("/absences/{id}/fin", this::endOfColleague).requires(AgentPages.MANAGE));
    }

    private Response planOwn(Request request) throws IOException {
        Form form = request.form();
        try {
            plan(request, form, request.signedIn(), null);
            return Response.seeOther(OWN + "?fait=1");
        } catch (Invalid invalid) {
            return own(request, Map.of("errors", invalid.errors(), "typed", form.typed())).status(422);
        }
    }

    private Response planOfColleague(Request request) throws IOException {
        Form form = request.form();
        TenantId here = request.tenant();
        Agent absent = view.agent(form.value("absent")).filter(agent -> agent.tenants().contains(here)).orElse(null);
        try {
            if (absent == null) {
                throw Invalid.field("absent", "identity.absence.absent.missing");
            }
            plan(request, form, absent, here);
            return Response.seeOther(there(request) + "?fait=1");
        } catch (Invalid invalid) {
            return ofTenant(request, Map.of("errors", invalid.errors(), "typed", form.typed())).status(422);
        }
    }

    private void plan(Request request, Form form, Agent absent, @Nullable TenantId only) {
        Agent deputy = view.agent(form.value("deputy")).orElse(null);
        LocalDate today = AbsenceView.today(request, request.now());
        SqlAbsences.Wish wish = new SqlAbsences.Wish(absent, deputy, only, AbsenceView.day(form.value("from")), AbsenceView.day(form.value("until")));
        note.tell(absences.plan(wish, request.signedIn(), request.tenant(), today, request.now()));
    }

    private Response endOwn(Request request) {
        absences.end(id(request), request.signedIn(), null, request.tenant(), request.now());
        return Response.seeOther(OWN + "?fait=fin");
    }

    private Response endOfColleague(Request request) {
        absences.end(id(request), request.signedIn(), request.tenant(), request.tenant(), request.now());
        return Response.seeOther(there(request) + "?fait=fin");
    }

    private static UUID id(Request request) {
        try {
            return UUID.fromString(request.variable("id"));
        } catch (IllegalArgumentException malformed) {
            throw new NotFound();
        }
    }

    private Response own(Request request, Map<String, ?> more) {
        Agent me = request.signedIn();
        LocalDate today = AbsenceView.today(request, request.now());
        Map<String, Object> model = model(request, OWN, today);
        model.put("own", true);
        model.put("lines", view.lines(request, absences.of(Set.of(me.id())), today, null));
        model.put("colleagues", view.colleagues(me.tenants(), me));
        model.put("mayPlan", true);
        model.putAll(more);
        return Response.view("identity/absences", model);
    }

    private Response ofTenant(Request request, Map<String, ?> more) {
        LocalDate today = AbsenceView.today(request, request.now());
        List<UUID> members = agents.of(request.tenant()).stream().map(Agent::id).toList();
        Map<String, Object> model = model(request, there(request), today);
        model.put("own", false);
        model.put("lines", view.lines(
                request,
                absences.of(members).stream().filter(one -> one.tenant() == null || one.tenant().equals(request.tenant())).toList(),
                today, request.tenant()));
        model.put("colleagues", view.colleagues(Set.of(request.tenant()), null));
        model.put("mayPlan", request.signedIn().hasAtLeast(Role.ADMIN, request.tenant()));
        model.putAll(more);
        return Response.view("identity/absences", model);
    }

    private static Map<String, Object> model(Request request, String here, LocalDate today) {
        Map<String, Object> model = new HashMap<>();
        model.put("here", here);
        model.put("today", today.toString());
        model.put("done", request.query("fait").filter(Set.of("1", "fin")::contains).orElse(""));
        return model;
    }

    private static String there(Request request) {
        return "/bureau/" + request.site().tenant().slug() + "/absences";
    }
}
