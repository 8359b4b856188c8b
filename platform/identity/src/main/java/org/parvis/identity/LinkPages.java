package org.parvis.identity;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.identity.Agent;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.route.Scope;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.identity.oidc.Audience;
import org.parvis.identity.oidc.OpenIdConnect;
import org.parvis.identity.oidc.Refused;

/** One's own account and identity providers: tie and untie. Each change asks for a proof that is fresh, like the second step. */
@Component
public final class LinkPages implements Routes {
    static final String HOME = "/bureau/fournisseurs";

    private final OpenIdConnect connect;
    private final ProviderSignIn providers;
    private final AgentProof proof;
    private final PublicUrls urls;

    @Activate
    public LinkPages(@Reference OpenIdConnect connect, @Reference ProviderSignIn providers, @Reference AgentProof proof, @Reference PublicUrls urls) {
        this.connect = connect;
        this.providers = providers;
        this.proof = proof;
        this.urls = urls;
    }

    /**
     * A provider and how the account stands to it.
     *
     * @param since when it was tied (UTC), null if it is not
     */
    public record Tie(String id, String label, @Nullable Instant since, @Nullable Instant lastUsed) {}

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("GET", Scope.DESK_HOME, "/fournisseurs", this::show).reads("fait"),
                Route.of("POST", Scope.DESK_HOME, "/fournisseurs/{id}/associer", proof.before(this::tie)),
                Route.of("POST", Scope.DESK_HOME, "/fournisseurs/{id}/dissocier", proof.before(this::untie)));
    }

    Response show(Request request) {
        return page(request, null, request.query("fait").filter(Set.of("associe", "dissocie")::contains).orElse(""));
    }

    Response tie(Request request) {
        OpenIdConnect.Way way = way(request);
        try {
            OpenIdConnect.Departure departure =
                    connect.depart(way, ProviderPages.back(urls, request, way), HOME, request.signedIn().id(), request);
            return leaving(departure.address(), way.label(), "link").cookie(departure.cookie());
        } catch (Refused away) {
            FieldError error = FieldError.of("tie", "identity.provider.away.short", way.label());
            return page(request, error, "").status(away.reason().status());
        }
    }

    Response untie(Request request) {
        OpenIdConnect.Way way = way(request);
        if (!providers.unlink(request.signedIn(), way.issuer(), way.id())) {
            throw new NotFound();
        }
        return Response.seeOther(HOME + "?fait=dissocie");
    }

    /**
     * A page that goes on to another host by itself.
     *
     * <p>A redirection would not do: browsers follow none to another host after a form, since our pages say {@code form-action 'self'}.
     */
    static Response leaving(String address, String label, String what) {
        return Response.view("identity/leaving", Map.of("address", address, "label", label, "what", what)).header("Refresh", "0; url=" + address);
    }

    private OpenIdConnect.Way way(Request request) {
        return connect.way(request.variable("id"), Audience.AGENTS);
    }

    private Response page(Request request, @Nullable FieldError error, String done) {
        Agent agent = request.signedIn();
        Map<String, LinkTable.Link> links = new HashMap<>();
        providers.links(agent.id()).forEach(link -> links.put(link.issuer(), link));
        Map<String, Object> model = new HashMap<>();
        model.put("ties", connect.ways(Audience.AGENTS, "").stream().map(way -> tie(way, links.get(way.issuer()))).toList());
        model.put("email", agent.email());
        model.put("done", done);
        if (error != null) {
            model.put("errors", List.of(error));
        }
        return Response.view("identity/providers", model);
    }

    private static Tie tie(OpenIdConnect.Way way, LinkTable.@Nullable Link link) {
        return new Tie(way.id(), way.label(), link == null ? null : link.since(), link == null ? null : link.lastUsed());
    }
}
