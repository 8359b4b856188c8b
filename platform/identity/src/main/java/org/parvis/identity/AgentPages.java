package org.parvis.identity;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.desk.DeskMenu;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Grant;
import org.parvis.api.identity.Role;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Forbidden;
import org.parvis.api.route.Form;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.tenant.TenantId;
import org.parvis.identity.invite.Invitations;

/** The agents of a tenant: list and invitation. */
@Component(service = {Routes.class, DeskMenu.class})
public final class AgentPages implements Routes, DeskMenu {
    /** To see who works here. */
    public static final String READ = "identity.agents";
    /** To change it. */
    public static final String MANAGE = "identity.manage";

    private static final Set<String> DONE = Set.of("invite", "envoye", "relance", "role", "retire", "deux-etapes");

    private final SqlAgents agents;
    private final RoleForm roles;
    private final Invitations invitations;
    private final HandoverNote note;

    @Activate
    public AgentPages(@Reference SqlAgents agents, @Reference RoleForm roles, @Reference Invitations invitations, @Reference HandoverNote note) {
        this.agents = agents;
        this.roles = roles;
        this.invitations = invitations;
        this.note = note;
    }

    /**
     * An agent as listed.
     *
     * @param fixed whether the one who looks may change nothing
     * @param invited until when an invitation that was not answered holds, or null
     * @param late whether that is over
     */
    public record Listed(
            String id, String name, String email, List<String> roles, boolean me, boolean fixed, boolean twoSteps, @Nullable Instant invited, boolean late) {}

    @Override
    public List<Entry> entries() {
        return List.of(new Entry("identity.agents.menu", "/agents", READ, Group.OVERSIGHT, "users", 80));
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskGet("/agents", this::list).reads("fait").requires(READ),
                Route.deskPost("/agents", this::invite).requires(MANAGE));
    }

    Response list(Request request) {
        return page(request, Map.of("done", request.query("fait").filter(DONE::contains).orElse("")));
    }

    Response invite(Request request) throws IOException {
        Form form = request.form();
        String name = form.value("name");
        String email = form.value("email");
        Set<Grant> grants = roles.read(request, form);
        try {
            if (invitations.byMail()) {
                boolean fresh = invitations.invite(request.site(), email, name, grants, request.signedIn());
                return Response.seeOther(here(request) + (fresh ? "?fait=envoye" : "?fait=invite"));
            }
            Optional<String> password = agents.invite(request.tenant(), email, name, grants, request.signedIn());
            return password.isEmpty()
                    ? Response.seeOther(here(request) + "?fait=invite")
                    : page(request, Map.of("handover", note.of(request, name, Account.normalEmail(email), password.get())));
        } catch (Invalid invalid) {
            return refused(request, form, grants, invalid.errors());
        }
    }

    private Response refused(Request request, Form form, Set<Grant> grants, List<FieldError> errors) {
        return page(request, Map.of("errors", errors, "typed", form.typed(), "boxes", roles.boxes(request, grants))).status(422);
    }

    private Response page(Request request, Map<String, ?> more) {
        Map<String, Object> model = new HashMap<>();
        Set<UUID> twoSteps = agents.inTwoSteps(request.tenant());
        Map<UUID, Invitations.Pending> pending = invitations.pending();
        model.put("agents", agents.of(request.tenant()).stream()
                .map(agent -> listed(request, agent, twoSteps.contains(agent.id()), pending.get(agent.id())))
                .toList());
        model.put("rules", request.tenant().equals(TenantId.TERRITORY) && request.signedIn().isOperator());
        model.put("mayManage", manages(request));
        model.put("byMail", invitations.byMail());
        model.put("boxes", roles.boxes(request, Set.of()));
        model.put("here", here(request));
        model.put("done", "");
        model.putAll(more);
        return Response.view("identity/agents", model);
    }

    private static Listed listed(Request request, Agent agent, boolean twoSteps, Invitations.@Nullable Pending pending) {
        boolean me = agent.id().equals(request.signedIn().id());
        boolean fixed = !manages(request) || isAbove(request, agent);
        Instant until = pending == null ? null : pending.expires();
        return new Listed(
                agent.id().toString(), agent.name(), agent.email(), agent.roles(request.tenant()).stream().map(RoleForm::code).toList(), me, fixed, twoSteps,
                until, until != null && until.isBefore(request.now()));
    }

    static boolean manages(Request request) {
        return request.signedIn().hasAtLeast(Role.ADMIN, request.tenant());
    }

    private static boolean isAbove(Request request, Agent agent) {
        return agent.isOperator() && !request.signedIn().isOperator();
    }

    /** An agent of this tenant whose roles here one may change. */
    public static Agent member(SqlAgents agents, Request request) {
        Agent agent = id(request.variable("id"))
                .flatMap(agents::byId)
                .filter(one -> one.tenants().contains(request.tenant()))
                .orElseThrow(NotFound::new);
        if (isAbove(request, agent)) {
            throw new Forbidden("identity.agents.above");
        }
        return agent;
    }

    /** As {@link #member}, but not oneself: for what one does in one's own account, with a password. */
    static Agent other(SqlAgents agents, Request request) {
        Agent agent = member(agents, request);
        if (agent.id().equals(request.signedIn().id())) {
            throw new Forbidden("identity.agents.self");
        }
        return agent;
    }

    /** A password opens all that a person may do: who rules one tenant only does not reset that of an agent of another. */
    static boolean mayReset(Request request, Agent agent) {
        return request.signedIn().isOperator() || agent.tenants().equals(Set.of(request.tenant()));
    }

    private static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    static String here(Request request) {
        return "/bureau/" + request.site().tenant().slug() + "/agents";
    }
}
