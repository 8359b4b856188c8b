package org.parvis.identity.citizen;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.identity.Account;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.route.Scope;
import org.parvis.identity.Pause;
import org.parvis.identity.ProviderThrottle;
import org.parvis.identity.oidc.Audience;
import org.parvis.identity.oidc.OpenIdConnect;
import org.parvis.identity.oidc.Refused;

/** The way of citizens to an identity provider and back, on the territory's host. */
@Component
public final class PersonProviderPages implements Routes {
    private final OpenIdConnect connect;
    private final PersonProviders providers;
    private final PersonWays ways;
    private final ProviderThrottle throttle;

    @Activate
    public PersonProviderPages(
            @Reference OpenIdConnect connect, @Reference PersonProviders providers, @Reference PersonWays ways, @Reference ProviderThrottle throttle) {
        this.connect = connect;
        this.providers = providers;
        this.ways = ways;
        this.throttle = throttle;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("GET", Scope.TERRITORY, PersonWays.BASE + "{id}", this::depart).reads("retour").readsAccount(),
                Route.of("GET", Scope.TERRITORY, PersonWays.BASE + "{id}/retour", this::arrive).reads(OpenIdConnect.ANSWER).readsAccount(),
                Route.of("GET", Scope.TERRITORY, PersonWays.GONE,
                        request -> Response.seeOther(PersonPaths.in(request, PersonPaths.HOME + "/deconnecte"))));
    }

    Response depart(Request request) {
        OpenIdConnect.Way way = connect.way(request.variable("id"), Audience.CITIZENS);
        String to = PersonPaths.local(request.query("retour").orElse(""), PersonPaths.in(request, PersonPaths.HOME));
        if (request.account().isPresent()) {
            return Response.seeOther(to);
        }
        Optional<Duration> pause = throttle.enter(request);
        if (pause.isPresent()) {
            return Pause.page(problem(request, way, "wait", 429), pause.get());
        }
        try {
            OpenIdConnect.Departure departure = connect.depart(way, ways.back(way), to, null, request);
            return Response.seeOther(departure.address()).cookie(departure.cookie());
        } catch (Refused refused) {
            return problem(request, way, refused.reason().key(), refused.reason().status());
        }
    }

    Response arrive(Request request) {
        OpenIdConnect.Way way = connect.way(request.variable("id"), Audience.CITIZENS);
        Response.Cookie forget = new Response.Cookie(OpenIdConnect.cookie(Audience.CITIZENS, request), "", Duration.ZERO);
        try {
            OpenIdConnect.Arrival arrival = connect.arrive(way, ways.back(way), request);
            UUID owner = arrival.account();
            return (owner == null ? enter(request, way, arrival) : tie(request, way, arrival, owner)).cookie(forget);
        } catch (Refused refused) {
            Response page = problem(request, way, refused.reason().key(), refused.reason().status());
            return refused.reason() == Refused.Reason.STATE ? page : page.cookie(forget);
        }
    }

    private Response enter(Request request, OpenIdConnect.Way way, OpenIdConnect.Arrival arrival) {
        Optional<PersonSignIn.Next> known = providers.signIn(arrival.identity(), arrival.destination(), request);
        if (known.isPresent()) {
            return known.get().answer(request);
        }
        String kept = providers.keep(arrival.identity(), arrival.destination(), request);
        String next = request.account().isPresent() ? FirstTimePages.TIE : FirstTimePages.FIRST;
        return Response.seeOther(PersonPaths.in(request, next)).cookie(FirstTimePages.cookie(request, kept));
    }

    /** Only for the one who asked, still signed in: an answer slipped to somebody else ties nothing. */
    private Response tie(Request request, OpenIdConnect.Way way, OpenIdConnect.Arrival arrival, UUID owner) {
        if (request.account().map(Account::id).filter(owner::equals).isEmpty()) {
            return problem(request, way, Refused.Reason.OVER.key(), Refused.Reason.OVER.status());
        }
        return switch (providers.tie(owner, arrival.identity(), request)) {
            case YES -> Response.seeOther(PersonPaths.in(request, PersonLinkPages.PATH) + "?fait=associe");
            case TAKEN -> problem(request, way, "taken", 409);
            case OTHER -> problem(request, way, "other", 409);
            case OVER -> problem(request, way, "over", 400);
        };
    }

    static Response problem(Request request, OpenIdConnect.Way way, String reason, int status) {
        boolean inside = request.account().isPresent();
        Map<String, Object> model = new HashMap<>();
        model.put("reason", reason);
        model.put("label", way.label());
        model.put("again", inside ? PersonLinkPages.PATH : PersonWays.BASE + way.id());
        model.put("other", inside ? PersonPaths.HOME : PersonPaths.SIGN_IN);
        model.put("inside", inside);
        return Response.view("identity/person-provider-problem", model).status(status);
    }
}
