package org.parvis.identity;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.desk.DeskMenu;
import org.parvis.api.identity.Agent;
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
import org.parvis.api.tenant.PublicUrls;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.tenant.Tenants;

/** The agents of a tenant: list, invitation, role, removal. */
@Component(service = {Routes.class, DeskMenu.class})
public final class AgentPages implements Routes, DeskMenu {
    static final String MANAGE = "identity.agents";

    private final SqlAgents agents;
    private final Tenants tenants;
    private final PublicUrls urls;

    @Activate
    public AgentPages(@Reference SqlAgents agents, @Reference Tenants tenants, @Reference PublicUrls urls) {
        this.agents = agents;
        this.tenants = tenants;
        this.urls = urls;
    }

    /**
     * An agent as listed.
     *
     * @param fixed whether the one who looks may change nothing
     */
    public record Listed(String id, String name, String email, String role, boolean me, boolean fixed, boolean resettable, boolean twoSteps) {}

    /** What is handed over to an agent, shown once. */
    public record Handover(String name, String email, String password, String address, Instant until) {}

    @Override
    public List<Entry> entries() {
        return List.of(new Entry("identity.agents.menu", "/agents", MANAGE, Group.SITE, "users", 80));
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskGet("/agents", this::list).reads("fait").requires(MANAGE),
                Route.deskPost("/agents", this::invite).requires(MANAGE),
                Route.deskPost("/agents/{id}/role", this::changeRole).requires(MANAGE),
                Route.deskPost("/agents/{id}/mot-de-passe", this::reset).requires(MANAGE),
                Route.deskGet("/agents/{id}/retirer", this::confirm).requires(MANAGE),
                Route.deskPost("/agents/{id}/retirer", this::remove).requires(MANAGE));
    }

    Response list(Request request) {
        return page(request, Map.of("done", request.query("fait").filter(Set.of("invite", "role", "retire", "deux-etapes")::contains).orElse("")));
    }

    Response invite(Request request) throws IOException {
        Form form = request.form();
        String name = form.value("name");
        String email = form.value("email");
        Role role = role(request, form.value("role")).orElse(null);
        if (role == null) {
            return refused(request, form, List.of(FieldError.of("role", "identity.role.missing")));
        }
        Optional<String> password;
        try {
            password = agents.invite(request.tenant(), email, name, role, request.signedIn());
        } catch (Invalid invalid) {
            return refused(request, form, invalid.errors());
        }
        if (password.isEmpty()) {
            return Response.seeOther(here(request) + "?fait=invite");
        }
        return page(request, Map.of("handover", handover(request, name, Account.normalEmail(email), password.get())));
    }

    Response changeRole(Request request) throws IOException {
        Agent agent = other(agents, request);
        Role role = role(request, request.form().value("role")).orElseThrow(NotFound::new);
        agents.change(request.tenant(), agent.id(), role, request.signedIn());
        return Response.seeOther(here(request) + "?fait=role");
    }

    Response reset(Request request) {
        Agent agent = other(agents, request);
        if (!mayReset(request, agent)) {
            throw new Forbidden("identity.reset.elsewhere");
        }
        String password = agents.reset(request.tenant(), agent.id(), request.signedIn());
        return page(request, Map.of("handover", handover(request, agent.name(), agent.email(), password)));
    }

    Response confirm(Request request) {
        Agent agent = other(agents, request);
        return Response.view("identity/agent-remove", Map.of("agent", listed(request, agent, false), "back", here(request)));
    }

    Response remove(Request request) {
        Agent agent = other(agents, request);
        agents.remove(request.tenant(), agent.id(), request.signedIn());
        return Response.seeOther(here(request) + "?fait=retire");
    }

    /** An agent of this tenant who is not oneself: nobody locks themselves out by mistake. */
    static Agent other(SqlAgents agents, Request request) {
        Agent agent = id(request.variable("id"))
                .flatMap(agents::byId)
                .filter(one -> one.roles().containsKey(request.tenant()))
                .orElseThrow(NotFound::new);
        boolean above = agent.isOperator() && !request.signedIn().isOperator();
        if (above || agent.id().equals(request.signedIn().id())) {
            throw new Forbidden("identity.agents.self");
        }
        return agent;
    }

    /** A password opens all that a person may do: who rules one tenant only does not reset that of an agent of another. */
    static boolean mayReset(Request request, Agent agent) {
        return request.signedIn().isOperator() || agent.roles().keySet().equals(Set.of(request.tenant()));
    }

    /** A role that the signed-in agent may give here. */
    private static Optional<Role> role(Request request, String name) {
        return roles(request).stream().filter(role -> role.name().toLowerCase(Locale.ROOT).equals(name)).findFirst();
    }

    private static List<Role> roles(Request request) {
        boolean operators = request.tenant().equals(TenantId.TERRITORY) && request.signedIn().isOperator();
        return Arrays.stream(Role.values()).filter(role -> role != Role.OPERATOR || operators).toList();
    }

    private static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private Handover handover(Request request, String name, String email, String password) {
        String address = urls.of(tenants.territory(), Destination.SIGN_IN);
        return new Handover(name, email, password, address, request.now().plus(SqlAgents.ONE_TIME));
    }

    private Response refused(Request request, Form form, List<FieldError> errors) {
        return page(request, Map.of("errors", errors, "typed", form.typed())).status(422);
    }

    private Response page(Request request, Map<String, ?> more) {
        Map<String, Object> model = new HashMap<>();
        Set<UUID> twoSteps = agents.inTwoSteps(request.tenant());
        model.put("agents", agents.of(request.tenant()).stream().map(agent -> listed(request, agent, twoSteps.contains(agent.id()))).toList());
        model.put("rules", request.tenant().equals(TenantId.TERRITORY) && request.signedIn().isOperator());
        model.put("roles", roles(request).stream().map(role -> role.name().toLowerCase(Locale.ROOT)).toList());
        model.put("here", here(request));
        model.put("done", "");
        model.putAll(more);
        return Response.view("identity/agents", model);
    }

    private static Listed listed(Request request, Agent agent, boolean twoSteps) {
        Role role = agent.roles().getOrDefault(request.tenant(), Role.CONTRIBUTOR);
        boolean me = agent.id().equals(request.signedIn().id());
        boolean fixed = me || (agent.isOperator() && !request.signedIn().isOperator());
        return new Listed(
                agent.id().toString(), agent.name(), agent.email(), role.name().toLowerCase(Locale.ROOT), me, fixed, !fixed && mayReset(request, agent),
                twoSteps);
    }

    static String here(Request request) {
        return "/bureau/" + request.site().tenant().slug() + "/agents";
    }
}
