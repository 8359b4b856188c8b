package org.parvis.identity;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Grant;
import org.parvis.api.route.Forbidden;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.identity.invite.Invitations;

/** One agent of a tenant: roles, invitation, one-time password, removal. */
@Component
public final class AgentRolePages implements Routes {
    private final SqlAgents agents;
    private final RoleForm roles;
    private final Invitations invitations;
    private final HandoverNote note;

    @Activate
    public AgentRolePages(
            @Reference SqlAgents agents, @Reference RoleForm roles, @Reference Invitations invitations, @Reference HandoverNote note) {
        this.agents = agents;
        this.roles = roles;
        this.invitations = invitations;
        this.note = note;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskGet("/agents/{id}", this::show).requires(AgentPages.MANAGE),
                Route.deskPost("/agents/{id}/role", this::changeRoles).requires(AgentPages.MANAGE),
                Route.deskPost("/agents/{id}/invitation", this::inviteAgain).requires(AgentPages.MANAGE),
                Route.deskPost("/agents/{id}/mot-de-passe", this::reset).requires(AgentPages.MANAGE),
                Route.deskGet("/agents/{id}/retirer", this::confirm).requires(AgentPages.MANAGE),
                Route.deskPost("/agents/{id}/retirer", this::remove).requires(AgentPages.MANAGE));
    }

    Response show(Request request) {
        Agent agent = AgentPages.member(agents, request);
        return page(request, agent, Map.of("boxes", roles.boxes(request, agent.grants())));
    }

    Response changeRoles(Request request) throws IOException {
        Agent agent = AgentPages.member(agents, request);
        Set<Grant> grants = roles.read(request, request.form());
        try {
            agents.change(request.tenant(), agent.id(), grants, request.signedIn());
        } catch (Invalid invalid) {
            return page(request, agent, Map.of("boxes", roles.boxes(request, grants), "errors", invalid.errors())).status(422);
        }
        return Response.seeOther(afterwards(request, agent) + "?fait=role");
    }

    Response inviteAgain(Request request) {
        Agent agent = AgentPages.other(agents, request);
        invitations.again(request.site(), agent.id(), request.signedIn());
        return Response.seeOther(AgentPages.here(request) + "?fait=relance");
    }

    Response reset(Request request) {
        Agent agent = AgentPages.other(agents, request);
        if (!AgentPages.mayReset(request, agent)) {
            throw new Forbidden("identity.reset.elsewhere");
        }
        String password = agents.reset(request.tenant(), agent.id(), request.signedIn());
        return page(request, agent, Map.of(
                "boxes", roles.boxes(request, agent.grants()), "handover", note.of(request, agent.name(), agent.email(), password)));
    }

    Response confirm(Request request) {
        Agent agent = AgentPages.member(agents, request);
        return Response.view("identity/agent-remove", Map.of(
                "id", agent.id().toString(), "name", agent.name(), "email", agent.email(), "me", isMe(request, agent), "back", AgentPages.here(request)));
    }

    Response remove(Request request) {
        Agent agent = AgentPages.member(agents, request);
        agents.remove(request.tenant(), agent.id(), request.signedIn());
        return Response.seeOther(afterwards(request, agent) + "?fait=retire");
    }

    /** Who takes their own role away may not see the list any more. */
    private static String afterwards(Request request, Agent agent) {
        return isMe(request, agent) ? Destination.HOME : AgentPages.here(request);
    }

    private static boolean isMe(Request request, Agent agent) {
        return agent.id().equals(request.signedIn().id());
    }

    private Response page(Request request, Agent agent, Map<String, ?> more) {
        boolean invited = invitations.pending().containsKey(agent.id());
        boolean resettable = !isMe(request, agent) && AgentPages.mayReset(request, agent);
        Map<String, Object> model = new HashMap<>();
        model.put("id", agent.id().toString());
        model.put("name", agent.name());
        model.put("email", agent.email());
        model.put("me", isMe(request, agent));
        model.put("invited", invited && invitations.byMail());
        model.put("resettable", resettable);
        model.put("twoSteps", resettable && agents.inTwoSteps(request.tenant()).contains(agent.id()));
        model.put("here", AgentPages.here(request));
        model.putAll(more);
        return Response.view("identity/agent", model);
    }
}
