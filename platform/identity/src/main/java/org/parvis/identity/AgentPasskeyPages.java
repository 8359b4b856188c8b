package org.parvis.identity;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Sessions;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Forbidden;
import org.parvis.api.route.Form;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.route.Scope;
import org.parvis.identity.citizen.PersonPasskeyPages.Shown;
import org.parvis.identity.passkey.Owner;
import org.parvis.identity.passkey.Passkey;
import org.parvis.identity.passkey.Passkeys;
import org.parvis.identity.passkey.Verdict;

/** Agents' passkeys: signing in with one, and those of the account. To add or to remove one asks for a proof that is fresh, like the second step. */
@Component
public final class AgentPasskeyPages implements Routes {
    static final String HOME = "/bureau/cles";
    private static final Set<String> DONE = Set.of("ajoutee", "renommee", "supprimee");
    private static final Set<String> PROBLEMS = Set.of("refusee", "tard", "attente");

    private final Passkeys passkeys;
    private final AgentPasskeys accounts;
    private final AgentProof proof;
    private final SqlSessions sessions;

    @Activate
    public AgentPasskeyPages(@Reference Passkeys passkeys, @Reference AgentPasskeys accounts, @Reference AgentProof proof, @Reference SqlSessions sessions) {
        this.passkeys = passkeys;
        this.accounts = accounts;
        this.proof = proof;
        this.sessions = sessions;
    }

    /** Without session in the sense of the door: also for those who have their second step still to set up. */
    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("POST", Scope.DESK_HOME, "/connexion/cle/debut", this::begin).withoutSession(),
                Route.of("POST", Scope.DESK_HOME, "/connexion/cle", this::enter).withoutSession(),
                Route.of("GET", Scope.DESK_HOME, "/cles", this::show).reads("fait").withoutSession(),
                Route.of("POST", Scope.DESK_HOME, "/cles/nouvelle", proof.before(this::beginAdding)).withoutSession(),
                Route.of("POST", Scope.DESK_HOME, "/cles", proof.before(this::add)).withoutSession(),
                Route.of("GET", Scope.DESK_HOME, "/cles/{id}", request -> onePage(request, ready(request), Map.of())).withoutSession(),
                Route.of("POST", Scope.DESK_HOME, "/cles/{id}", this::rename).withoutSession(),
                Route.of("POST", Scope.DESK_HOME, "/cles/{id}/supprimer", proof.before(this::remove)).withoutSession());
    }

    /** What the sign-in page says of an attempt with a passkey that came to nothing; empty if there was none. */
    static String problem(Request request) {
        return request.query("cle").filter(PROBLEMS::contains).orElse("");
    }

    Response begin(Request request) {
        Optional<Duration> pause = passkeys.pause(request);
        if (pause.isPresent()) {
            return Pause.page(Response.text("application/json", "{}"), pause.get());
        }
        Passkeys.Begun begun = passkeys.beginSignIn(Owner.Kind.AGENT, request);
        return Response.text("application/json", begun.options()).cookie(begun.cookie());
    }

    Response enter(Request request) throws IOException {
        Form form = request.form();
        String to = Destination.of(form.value("vers"));
        AgentPasskeys.Outcome outcome = accounts.signIn(form.value("credential"), request);
        if (outcome.done() == null) {
            return Response.seeOther(
                    Destination.SIGN_IN + "?cle=" + outcome.problem() + "&vers=" + URLEncoder.encode(to, StandardCharsets.UTF_8));
        }
        // Whoever signs in gets another token: one that was planted before is worth nothing.
        request.cookie(Sessions.COOKIE).ifPresent(sessions::end);
        return SignInPages.withSession(Response.seeOther(outcome.done().mustChangePassword() ? Destination.PASSWORD : to), outcome.done().token());
    }

    Response show(Request request) {
        Sessions.Session session = session(request).orElse(null);
        if (session == null) {
            return Response.seeOther(Destination.SIGN_IN + "?vers=" + HOME);
        }
        if (session.mustChangePassword()) {
            return Response.seeOther(Destination.PASSWORD);
        }
        return list(request, session, Map.of());
    }

    private Response list(Request request, Sessions.Session session, Map<String, ?> more) {
        Agent agent = session.agent();
        List<Shown> shown = passkeys.of(Owner.Kind.AGENT, agent.id()).stream().map(Shown::of).toList();
        Map<String, Object> model = new HashMap<>();
        model.put("passkeys", shown);
        model.put("waiting", session.duty() == Sessions.Duty.SECOND_FACTOR);
        model.put("first", mustUse(session));
        model.put("email", agent.email());
        model.put("suggested", Device.of(request.header("User-Agent")));
        model.put("most", Passkeys.MOST);
        model.put("done", request.query("fait").filter(DONE::contains).orElse(""));
        model.putAll(more);
        return Response.view("identity/passkeys", model);
    }

    /** Whoever knows the password alone does not get round a passkey by adding one of theirs. */
    private boolean mustUse(Sessions.Session session) {
        return session.duty() == Sessions.Duty.SECOND_FACTOR && !passkeys.of(Owner.Kind.AGENT, session.agent().id()).isEmpty();
    }

    Response beginAdding(Request request) throws IOException {
        Sessions.Session session = ready(request);
        Agent agent = session.agent();
        String name = request.form().value("name");
        Map<String, String> typed = Map.of("name", name);
        if (!Passkey.isName(name)) {
            return list(request, session, wrong(FieldError.of("name", "identity.passkey.name.invalid"), typed)).status(422);
        }
        if (passkeys.of(Owner.Kind.AGENT, agent.id()).size() >= Passkeys.MOST) {
            return list(request, session, wrong(FieldError.of("name", "identity.passkey.many", Passkeys.MOST), typed)).status(422);
        }
        Passkeys.Begun begun = passkeys.beginAdding(Owner.Kind.AGENT, agent.id(), agent.email(), agent.name(), request);
        return Response.view("identity/passkey-new", Map.of("name", name, "options", begun.options())).cookie(begun.cookie());
    }

    Response add(Request request) throws IOException {
        Sessions.Session session = ready(request);
        Form form = request.form();
        String name = form.value("name");
        if (!Passkey.isName(name)) {
            return list(request, session, wrong(FieldError.of("name", "identity.passkey.name.invalid"), Map.of("name", name))).status(422);
        }
        String token = request.cookie(Sessions.COOKIE).orElseThrow(NotFound::new);
        Verdict verdict = accounts.add(session.agent(), name, form.value("credential"), token, request);
        if (verdict instanceof Verdict.Not not) {
            String reason = switch (not.reason()) {
                case UNKNOWN, WRONG, COUNTER -> "wrong";
                case OVER, TAKEN, MANY -> not.reason().name().toLowerCase(Locale.ROOT);
            };
            return list(request, session, wrong(FieldError.of("name", "identity.passkey.add." + reason), Map.of("name", name))).status(422);
        }
        return Response.seeOther(HOME + "?fait=ajoutee");
    }

    private Response onePage(Request request, Sessions.Session session, Map<String, ?> more) {
        Map<String, Object> model = new HashMap<>();
        model.put("passkey", Shown.of(one(request, session)));
        model.put("email", session.agent().email());
        model.put("needed", accounts.isNeeded(session.agent()));
        model.putAll(more);
        return Response.view("identity/passkey", model);
    }

    Response rename(Request request) throws IOException {
        Sessions.Session session = ready(request);
        String name = request.form().value("name");
        if (!Passkey.isName(name)) {
            return onePage(request, session, wrong(FieldError.of("name", "identity.passkey.name.invalid"), Map.of("name", name))).status(422);
        }
        accounts.rename(session.agent(), one(request, session), name);
        return Response.seeOther(HOME + "?fait=renommee");
    }

    Response remove(Request request) {
        Sessions.Session session = ready(request);
        Passkey passkey = one(request, session);
        if (accounts.isNeeded(session.agent())) {
            throw new Forbidden("identity.passkey.needed");
        }
        accounts.remove(session.agent(), passkey);
        return Response.seeOther(HOME + "?fait=supprimee");
    }

    private static Map<String, ?> wrong(FieldError error, Map<String, String> typed) {
        return Map.of("errors", List.of(error), "typed", typed);
    }

    private Passkey one(Request request, Sessions.Session session) {
        return passkeys.one(Owner.Kind.AGENT, session.agent().id(), request.variable("id")).orElseThrow(NotFound::new);
    }

    /** Somebody who may change their passkeys now. */
    private Sessions.Session ready(Request request) {
        Sessions.Session session = session(request).filter(one -> !one.mustChangePassword()).orElseThrow(Forbidden::new);
        if (mustUse(session)) {
            throw new Forbidden("identity.passkey.first");
        }
        return session;
    }

    private Optional<Sessions.Session> session(Request request) {
        return request.cookie(Sessions.COOKIE).flatMap(token -> sessions.find(token, request.now()));
    }
}
