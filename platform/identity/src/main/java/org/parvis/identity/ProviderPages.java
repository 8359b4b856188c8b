package org.parvis.identity;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Sessions;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.route.Scope;
import org.parvis.api.tenant.PublicUrls;
import org.parvis.identity.oidc.Audience;
import org.parvis.identity.oidc.OpenIdConnect;
import org.parvis.identity.oidc.Refused;

/** The way of agents to an identity provider and back. */
@Component
public final class ProviderPages implements Routes {
    /** Below it stand the providers' ids; what the operator registers at the provider begins with it. */
    static final String BASE = Destination.SIGN_IN + "/fournisseur/";

    /** Where the provider sends people after signing out there. */
    static final String GONE = Destination.SIGN_IN + "/fin";

    private final OpenIdConnect connect;
    private final ProviderSignIn signIn;
    private final SqlSessions sessions;
    private final ProviderProof proof;
    private final PublicUrls urls;
    private final ProviderThrottle throttle;

    @Activate
    public ProviderPages(
            @Reference OpenIdConnect connect,
            @Reference ProviderSignIn signIn,
            @Reference SqlSessions sessions,
            @Reference ProviderProof proof,
            @Reference PublicUrls urls,
            @Reference ProviderThrottle throttle) {
        this.connect = connect;
        this.signIn = signIn;
        this.sessions = sessions;
        this.proof = proof;
        this.urls = urls;
        this.throttle = throttle;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("GET", Scope.DESK_HOME, "/connexion/fournisseur/{id}", this::depart).reads("vers").withoutSession(),
                Route.of("GET", Scope.DESK_HOME, "/connexion/fournisseur/{id}/retour", this::arrive).reads(OpenIdConnect.ANSWER).withoutSession(),
                Route.of("GET", Scope.DESK_HOME, "/connexion/fin", request -> Response.seeOther(Destination.SIGN_IN + "?fin=1")).withoutSession());
    }

    Response depart(Request request) {
        OpenIdConnect.Way way = way(request);
        String to = Destination.of(request.query("vers").orElse(""));
        if (session(request).isPresent()) {
            return Response.seeOther(to);
        }
        Optional<Duration> pause = throttle.enter(request);
        if (pause.isPresent()) {
            return Pause.page(problem(request, way, "wait", 429), pause.get());
        }
        try {
            OpenIdConnect.Departure departure = connect.depart(way, back(request, way), to, null, request);
            return Response.seeOther(departure.address()).cookie(departure.cookie());
        } catch (Refused refused) {
            return problem(request, way, refused.reason().key(), refused.reason().status());
        }
    }

    Response arrive(Request request) {
        OpenIdConnect.Way way = way(request);
        try {
            OpenIdConnect.Arrival arrival = connect.arrive(way, back(request, way), request);
            return answer(request, way, arrival).cookie(forget(request));
        } catch (Refused refused) {
            Response page = problem(request, way, refused.reason().key(), refused.reason().status());
            // A state that is not ours ends nothing: the person may be on the way in another tab.
            return refused.reason() == Refused.Reason.STATE ? page : page.cookie(forget(request));
        }
    }

    private Response answer(Request request, OpenIdConnect.Way way, OpenIdConnect.Arrival arrival) {
        UUID account = arrival.account();
        if (account == null) {
            return enter(request, way, arrival);
        }
        return arrival.kept() == null ? link(request, way, arrival, account) : prove(request, way, arrival, account, arrival.kept());
    }

    /** Only for the one who asked, in a session of theirs. */
    private Response prove(Request request, OpenIdConnect.Way way, OpenIdConnect.Arrival arrival, UUID account, String kept) {
        Agent agent = session(request).map(Sessions.Session::agent).filter(one -> one.id().equals(account)).orElse(null);
        if (agent == null) {
            return problem(request, way, Refused.Reason.OVER.key(), Refused.Reason.OVER.status());
        }
        String session = SqlSessions.hash(request.cookie(Sessions.COOKIE).orElse(""));
        return proof.take(request, agent, session, arrival.identity())
                .map(why -> problem(request, way, why, 403))
                .orElseGet(() -> ProviderProof.goOn(arrival.destination(), kept));
    }

    private Response enter(Request request, OpenIdConnect.Way way, OpenIdConnect.Arrival arrival) {
        ProviderSignIn.Outcome outcome = signIn.signIn(arrival.identity(), SignInPages.origin(request));
        String to = Destination.of(arrival.destination());
        if (outcome instanceof ProviderSignIn.In in) {
            request.cookie(Sessions.COOKIE).ifPresent(sessions::end);
            return SignInPages.withSession(Response.seeOther(to), in.token());
        }
        if (outcome instanceof ProviderSignIn.Code code) {
            return Response.seeOther(Destination.CODE + "?vers=" + URLEncoder.encode(to, StandardCharsets.UTF_8))
                    .cookie(new Response.Cookie(PendingTable.COOKIE, code.pending(), PendingTable.LIFETIME));
        }
        return not(request, way, (ProviderSignIn.Not) outcome);
    }

    /** Only for the one who asked, still signed in: an answer slipped to somebody else ties nothing. */
    private Response link(Request request, OpenIdConnect.Way way, OpenIdConnect.Arrival arrival, UUID account) {
        if (session(request).filter(session -> session.agent().id().equals(account)).isEmpty()) {
            return problem(request, way, Refused.Reason.OVER.key(), Refused.Reason.OVER.status());
        }
        return signIn.link(account, arrival.identity(), request.now())
                .map(not -> not(request, way, not))
                .orElseGet(() -> Response.seeOther(LinkPages.HOME + "?fait=associe"));
    }

    private Response not(Request request, OpenIdConnect.Way way, ProviderSignIn.Not not) {
        return problem(request, way, not.why().name().toLowerCase(Locale.ROOT), not.why().status());
    }

    private Response problem(Request request, OpenIdConnect.Way way, String reason, int status) {
        Map<String, Object> model = new HashMap<>();
        model.put("reason", reason);
        model.put("label", way.label());
        boolean inside = session(request).isPresent();
        model.put("again", inside ? LinkPages.HOME : BASE + way.id());
        model.put("other", inside ? "/bureau/compte" : Destination.SIGN_IN);
        model.put("inside", inside);
        return Response.view("identity/provider-problem", model).status(status);
    }

    private static Response.Cookie forget(Request request) {
        return new Response.Cookie(OpenIdConnect.cookie(Audience.AGENTS, request), "", Duration.ZERO);
    }

    private OpenIdConnect.Way way(Request request) {
        return connect.way(request.variable("id"), Audience.AGENTS);
    }

    /** As registered at the provider. */
    private String back(Request request, OpenIdConnect.Way way) {
        return back(urls, request, way);
    }

    static String back(PublicUrls urls, Request request, OpenIdConnect.Way way) {
        return urls.of(request.site(), BASE + way.id() + "/retour");
    }

    private Optional<Sessions.Session> session(Request request) {
        return request.cookie(Sessions.COOKIE).flatMap(token -> sessions.find(token, request.now()));
    }
}
