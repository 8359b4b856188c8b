package org.parvis.identity.citizen;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.identity.Account;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.route.Scope;
import org.parvis.identity.Pause;
import org.parvis.identity.citizen.ArrivalTable.Arrival;
import org.parvis.identity.oidc.Audience;
import org.parvis.identity.oidc.OpenIdConnect;

/**
 * The first time that a provider recognises somebody: which account is theirs.
 *
 * <p>They prove an address as everybody does, which finds their account or makes it, and then agree that the two belong together.
 */
@Component
public final class FirstTimePages implements Routes {
    static final String FIRST = PersonPaths.HOME + "/premiere-fois";
    static final String TIE = PersonPaths.HOME + "/associer";

    private final OpenIdConnect connect;
    private final PersonProviders providers;
    private final PersonWays ways;
    private final MailProofs proofs;
    private final PersonProof proof;

    @Activate
    public FirstTimePages(
            @Reference OpenIdConnect connect, @Reference PersonProviders providers, @Reference PersonWays ways, @Reference MailProofs proofs,
            @Reference PersonProof proof) {
        this.connect = connect;
        this.providers = providers;
        this.ways = ways;
        this.proofs = proofs;
        this.proof = proof;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("GET", Scope.TERRITORY, FIRST, this::form).readsAccount(),
                Route.of("POST", Scope.TERRITORY, FIRST, this::send).readsAccount(),
                Route.of("GET", Scope.TERRITORY, TIE, this::ask).requiresAccount(),
                // Another way in, which may pass by the second step: whoever has just signed in is asked nothing more.
                Route.of("POST", Scope.TERRITORY, TIE, proof.before(this::tie)).requiresAccount());
    }

    Response form(Request request) {
        Arrival arrival = arrival(request).orElse(null);
        if (arrival == null) {
            return over(request);
        }
        return request.account().isPresent() ? Response.seeOther(PersonPaths.in(request, TIE)) : page(arrival, arrival.email(), null);
    }

    Response send(Request request) throws IOException {
        Arrival arrival = arrival(request).orElse(null);
        if (arrival == null) {
            return over(request);
        }
        String typed = request.form().value("email");
        String email = PersonSignInPages.normal(typed);
        if (!PersonSignInPages.isEmail(email)) {
            return page(arrival, typed, FieldError.of("email", "identity.person.email.invalid")).status(422);
        }
        MailProofs.Outcome outcome = proofs.send(ProofTable.Purpose.SIGN_IN, email, null, false, PersonPaths.in(request, TIE), request);
        if (outcome instanceof MailProofs.Wait wait) {
            return Pause.page(page(arrival, typed, Pause.error("email", wait.pause())), wait.pause());
        }
        return PersonSignInPages.waiting(
                Response.seeOther(PersonPaths.in(request, PersonSignInPages.CODE)), request, ((MailProofs.Sent) outcome).token());
    }

    Response ask(Request request) {
        Arrival arrival = arrival(request).orElse(null);
        if (arrival == null) {
            return over(request);
        }
        Map<String, Object> model = new HashMap<>();
        model.put("label", ways.label(arrival.provider()));
        model.put("pivot", providers.pivot(arrival));
        model.put("email", Optional.ofNullable(request.account().orElseThrow(NotFound::new).email()).orElse(""));
        return Response.view("identity/person-tie", model);
    }

    Response tie(Request request) {
        Account account = request.account().orElseThrow(NotFound::new);
        Arrival arrival = arrival(request).orElse(null);
        if (arrival == null) {
            return over(request);
        }
        PersonProviders.Session session = providers.tie(account.id(), arrival, request);
        if (session.tied() == PersonProviders.Tied.YES && session.token() != null) {
            return forget(PersonSignIn.withSession(PersonPaths.onward(request, arrival.backTo()), request, session.token(), false), request);
        }
        OpenIdConnect.Way way = connect.way(arrival.provider(), Audience.CITIZENS);
        return forget(switch (session.tied()) {
            case TAKEN -> PersonProviderPages.problem(request, way, "taken", 409);
            case OTHER -> PersonProviderPages.problem(request, way, "other", 409);
            default -> over(request);
        }, request);
    }

    private Optional<Arrival> arrival(Request request) {
        return request.cookie(name(request)).flatMap(token -> providers.arrival(token, request));
    }

    static Response.Cookie cookie(Request request, String token) {
        return new Response.Cookie(name(request), token, ArrivalTable.LIFETIME);
    }

    private static Response forget(Response response, Request request) {
        return response.cookie(new Response.Cookie(name(request), "", Duration.ZERO));
    }

    private static String name(Request request) {
        return request.secure() ? "__Host-parvis-compte-arrivee" : "parvis-compte-arrivee";
    }

    /** The account is there all the same: whoever is signed in goes there, others sign in. */
    private static Response over(Request request) {
        boolean inside = request.account().isPresent();
        return Response.seeOther(PersonPaths.in(request, inside ? PersonLinkPages.PATH : PersonPaths.SIGN_IN + "?tard=1"));
    }

    private Response page(Arrival arrival, String typed, @Nullable FieldError error) {
        Map<String, Object> model = new HashMap<>();
        model.put("label", ways.label(arrival.provider()));
        model.put("name", providers.pivot(arrival).callName());
        model.put("email", typed);
        if (error != null) {
            model.put("errors", List.of(error));
            model.put("typed", Map.of("email", typed));
        }
        return Response.view("identity/person-first-time", model);
    }
}
