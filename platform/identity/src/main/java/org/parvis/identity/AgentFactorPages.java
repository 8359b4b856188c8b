package org.parvis.identity;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.audit.Audit;
import org.parvis.api.data.Database;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Role;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Forbidden;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.settings.Settings;
import org.parvis.api.tenant.TenantId;

/** The second step of others: taking it away from who lost it, and who must have one. */
@Component
public final class AgentFactorPages implements Routes {
    private static final String NOBODY = "nobody";

    private final SqlAgents agents;
    private final SecondFactor factor;
    private final Settings settings;
    private final Database database;
    private final Audit audit;

    @Activate
    public AgentFactorPages(
            @Reference SqlAgents agents, @Reference SecondFactor factor, @Reference Settings settings, @Reference Database database, @Reference Audit audit) {
        this.agents = agents;
        this.factor = factor;
        this.settings = settings;
        this.database = database;
        this.audit = audit;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskGet("/agents/{id}/deux-etapes", this::confirm).requires(AgentPages.MANAGE),
                Route.deskPost("/agents/{id}/deux-etapes", this::reset).requires(AgentPages.MANAGE),
                Route.deskGet("/securite", this::show).reads("fait").requires(AgentPages.MANAGE),
                Route.deskPost("/securite", this::save).requires(AgentPages.MANAGE));
    }

    Response confirm(Request request) {
        Agent agent = resettable(request);
        return Response.view(
                "identity/agent-factor",
                Map.of("name", agent.name(), "email", agent.email(), "id", agent.id().toString(), "back", AgentPages.here(request)));
    }

    Response reset(Request request) {
        Agent agent = resettable(request);
        factor.reset(request.tenant(), agent.id(), request.signedIn());
        return Response.seeOther(AgentPages.here(request) + "?fait=deux-etapes");
    }

    Response show(Request request) {
        requireOperator(request);
        return page(chosen(), request.query("fait").isPresent(), Map.of());
    }

    Response save(Request request) throws IOException {
        requireOperator(request);
        String chosen = request.form().value("from");
        if (!choices().contains(chosen)) {
            return page(chosen(), false, Map.of("errors", List.of(FieldError.of("from", "identity.security.missing")))).status(422);
        }
        database.of(TenantId.TERRITORY).write(transaction -> {
            settings.set(transaction, FactorRule.SETTING, chosen.equals(NOBODY) ? "" : chosen);
            audit.record(transaction, request.signedIn(), "identity.factor.rule", FactorRule.SETTING, chosen);
        });
        return Response.seeOther("/bureau/" + request.site().tenant().slug() + "/securite?fait=1");
    }

    private Agent resettable(Request request) {
        Agent agent = AgentPages.other(agents, request);
        if (!AgentPages.mayReset(request, agent)) {
            throw new Forbidden("identity.reset.elsewhere");
        }
        if (!factor.isResettable(agent.id())) {
            throw new NotFound();
        }
        return agent;
    }

    private static void requireOperator(Request request) {
        if (!request.tenant().equals(TenantId.TERRITORY)) {
            throw new NotFound();
        }
        if (!request.signedIn().isOperator()) {
            throw new Forbidden();
        }
    }

    private String chosen() {
        return FactorRule.lowest(settings).map(AgentFactorPages::name).orElse(NOBODY);
    }

    /** From the strictest to none; what the page offers. */
    private static List<String> choices() {
        List<String> names = new ArrayList<>(FactorRule.ladder().map(AgentFactorPages::name).toList());
        names.add(NOBODY);
        return names;
    }

    private static String name(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    private static Response page(String chosen, boolean done, Map<String, ?> more) {
        Map<String, Object> model = new HashMap<>(Map.of("chosen", chosen, "choices", choices(), "done", done));
        model.putAll(more);
        return Response.view("identity/security", model);
    }
}
