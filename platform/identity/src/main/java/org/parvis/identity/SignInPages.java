package org.parvis.identity;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.identity.Sessions;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Form;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.route.Scope;

/** Signing in, changing the password, signing out. */
@Component
public final class SignInPages implements Routes {
    private final SignIn signIn;
    private final SqlSessions sessions;
    private final ProviderWays ways;
    private final AgentProof proof;

    @Activate
    public SignInPages(@Reference SignIn signIn, @Reference SqlSessions sessions, @Reference ProviderWays ways, @Reference AgentProof proof) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.ways = ways;
        this.proof = proof;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("GET", Scope.DESK_HOME, "/connexion", this::form).reads("vers", "fin", "etape", "change", "cle").withoutSession(),
                Route.of("POST", Scope.DESK_HOME, "/connexion", this::enter).withoutSession(),
                Route.of("GET", Scope.DESK_HOME, "/mot-de-passe", this::passwordForm).withoutSession(),
                Route.of("POST", Scope.DESK_HOME, "/mot-de-passe", this::choosePassword).withoutSession(),
                Route.of("POST", Scope.DESK_HOME, "/deconnexion", this::leave).withoutSession());
    }

    Response form(Request request) {
        String to = Destination.of(request.query("vers").orElse(""));
        Optional<Sessions.Session> session = session(request);
        if (session.isPresent()) {
            return Response.seeOther(session.get().mustChangePassword() ? Destination.PASSWORD : to);
        }
        FieldError late = request.query("etape").isPresent() ? FieldError.of("email", "identity.code.over") : null;
        String done = request.query("fin").isPresent() ? "ended" : request.query("change").isPresent() ? "changed" : "";
        return signInPage(to, late, "", done, AgentPasskeyPages.problem(request));
    }

    Response enter(Request request) throws IOException {
        Form form = request.form();
        String to = Destination.of(form.value("vers"));
        String email = form.value("email");
        String password = form.value("password");
        if (email.isEmpty() || password.isEmpty()) {
            return signInPage(to, FieldError.of("email", "identity.sign-in.empty"), email, "").status(422);
        }
        SignIn.Outcome outcome = signIn.signIn(email, password, origin(request));
        if (outcome instanceof SignIn.Done done) {
            // Whoever signs in gets another token: one that was planted before is worth nothing.
            request.cookie(Sessions.COOKIE).ifPresent(sessions::end);
            return withSession(Response.seeOther(done.mustChangePassword() ? Destination.PASSWORD : to), done.token());
        }
        if (outcome instanceof SignIn.Code code) {
            return Response.seeOther(Destination.CODE + "?vers=" + URLEncoder.encode(to, StandardCharsets.UTF_8))
                    .cookie(new Response.Cookie(PendingTable.COOKIE, code.pending(), PendingTable.LIFETIME));
        }
        if (outcome instanceof SignIn.Wait wait) {
            return Pause.page(signInPage(to, Pause.error("email", wait.pause()), email, ""), wait.pause());
        }
        return signInPage(to, ((SignIn.Wrong) outcome).error(), email, "").status(422);
    }

    Response passwordForm(Request request) {
        return session(request)
                .map(session -> passwordPage(session, null))
                .orElseGet(() -> Response.seeOther(Destination.SIGN_IN));
    }

    /** A one-time password was typed just now: nobody has to prove anything to replace it. */
    private Response choosePassword(Request request) throws IOException {
        boolean first = session(request).filter(Sessions.Session::mustChangePassword).isPresent();
        return first ? changePassword(request) : proof.before(this::changePassword).handle(request);
    }

    Response changePassword(Request request) throws IOException {
        Sessions.Session session = session(request).orElse(null);
        if (session == null) {
            return Response.seeOther(Destination.SIGN_IN);
        }
        Form form = request.form();
        boolean byPasskey = request.cookie(Sessions.COOKIE).filter(sessions::isByPasskey).isPresent();
        SignIn.Outcome outcome =
                signIn.changePassword(session.agent().id(), form.value("password"), form.value("again"), byPasskey, origin(request));
        if (outcome instanceof SignIn.Done done) {
            return withSession(Response.seeOther(session.mustChangePassword() ? Destination.HOME : "/bureau/compte?fait=mot-de-passe"), done.token());
        }
        return passwordPage(session, ((SignIn.Wrong) outcome).error()).status(422);
    }

    Response leave(Request request) {
        Optional<String> token = request.cookie(Sessions.COOKIE);
        Response page = token.flatMap(session -> ways.farewell(session, request)).orElseGet(() -> Response.seeOther(Destination.SIGN_IN + "?fin=1"));
        token.ifPresent(sessions::end);
        return page.cookie(new Response.Cookie(Sessions.COOKIE, "", Duration.ZERO));
    }

    private Optional<Sessions.Session> session(Request request) {
        return request.cookie(Sessions.COOKIE).flatMap(token -> sessions.find(token, request.now()));
    }

    private Response signInPage(String to, @Nullable FieldError error, String email, String done) {
        return signInPage(to, error, email, done, "");
    }

    private Response signInPage(String to, @Nullable FieldError error, String email, String done, String passkeyProblem) {
        Map<String, Object> model = new HashMap<>();
        model.put("to", to);
        model.put("done", done);
        model.put("ways", ways.buttons());
        model.put("passkeyProblem", passkeyProblem);
        if (error != null) {
            model.put("errors", List.of(error));
            model.put("typed", Map.of("email", email));
        }
        return Response.view("identity/sign-in", model);
    }

    private static Response passwordPage(Sessions.Session session, @Nullable FieldError error) {
        Map<String, Object> model = new HashMap<>();
        model.put("first", session.mustChangePassword());
        model.put("email", session.agent().email());
        model.put("shortest", Passwords.SHORTEST);
        if (error != null) {
            model.put("errors", List.of(error));
        }
        return Response.view("identity/password", model);
    }

    public static Response withSession(Response response, String token) {
        return response.cookie(new Response.Cookie(Sessions.COOKIE, token, null));
    }

    public static SignIn.Origin origin(Request request) {
        return new SignIn.Origin(request.clientAddress(), Device.of(request.header("User-Agent")), request.now());
    }
}
