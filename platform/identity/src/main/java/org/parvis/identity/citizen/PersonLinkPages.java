package org.parvis.identity.citizen;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.route.Scope;
import org.parvis.identity.oidc.Audience;
import org.parvis.identity.oidc.OpenIdConnect;
import org.parvis.identity.oidc.Refused;

/** On the account's pages: what identity providers certify of the person; tie and untie. */
@Component
public final class PersonLinkPages implements Routes {
    static final String PATH = PersonPaths.HOME + "/identite";

    private final OpenIdConnect connect;
    private final PersonProviders providers;
    private final PersonWays ways;
    private final PersonProof proof;

    @Activate
    public PersonLinkPages(@Reference OpenIdConnect connect, @Reference PersonProviders providers, @Reference PersonWays ways,
            @Reference PersonProof proof) {
        this.connect = connect;
        this.providers = providers;
        this.ways = ways;
        this.proof = proof;
    }

    /** What is tied, and what its provider certified last. */
    public record Shown(String id, String label, Instant since, Instant lastUsed, Pivot pivot) {}

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("GET", Scope.TERRITORY, PATH, this::show).reads("fait").requiresAccount(),
                Route.of("POST", Scope.TERRITORY, PATH + "/{id}/associer", proof.before(this::tie)).requiresAccount(),
                Route.of("POST", Scope.TERRITORY, PATH + "/{id}/dissocier", proof.before(this::untie)).requiresAccount());
    }

    Response show(Request request) {
        List<Shown> shown = providers.links(ProfilePages.id(request)).stream()
                .map(link -> new Shown(link.provider(), ways.label(link.provider()), link.since(), link.lastUsed(), providers.pivot(link)))
                .toList();
        Set<String> tied = shown.stream().map(Shown::id).collect(Collectors.toSet());
        Map<String, Object> model = new HashMap<>();
        model.put("ties", shown);
        model.put("ways", ways.buttons("").stream().filter(way -> !tied.contains(way.id())).toList());
        model.put("done", request.query("fait").filter(Set.of("associe", "dissocie")::contains).orElse(""));
        return Response.view("identity/person-identity", model);
    }

    Response tie(Request request) {
        OpenIdConnect.Way way = connect.way(request.variable("id"), Audience.CITIZENS);
        try {
            OpenIdConnect.Departure departure =
                    connect.depart(way, ways.back(way), PersonPaths.in(request, PATH), ProfilePages.id(request), request);
            return PersonWays.leaving(departure.address(), way.label(), "link").cookie(departure.cookie());
        } catch (Refused refused) {
            return PersonProviderPages.problem(request, way, refused.reason().key(), refused.reason().status());
        }
    }

    /** Also of a provider that is configured no more. */
    Response untie(Request request) {
        if (!providers.untie(ProfilePages.id(request), request.variable("id"))) {
            throw new NotFound();
        }
        return Response.seeOther(PersonPaths.in(request, PATH) + "?fait=dissocie");
    }
}
