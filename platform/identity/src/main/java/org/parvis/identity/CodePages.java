package org.parvis.identity;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

/** The page that asks for the code after the password. */
@Component
public final class CodePages implements Routes {
    private static final Response.Cookie FORGET = new Response.Cookie(PendingTable.COOKIE, "", Duration.ZERO);

    private final SecondStep step;
    private final SqlSessions sessions;

    @Activate
    public CodePages(@Reference SecondStep step, @Reference SqlSessions sessions) {
        this.step = step;
        this.sessions = sessions;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("GET", Scope.DESK_HOME, "/connexion/code", this::form).reads("vers").withoutSession(),
                Route.of("POST", Scope.DESK_HOME, "/connexion/code", this::enter).withoutSession());
    }

    Response form(Request request) {
        boolean open = request.cookie(PendingTable.COOKIE).filter(token -> step.isOpen(token, SignInPages.origin(request))).isPresent();
        return open ? page(Destination.of(request.query("vers").orElse("")), null) : over();
    }

    Response enter(Request request) throws IOException {
        Form form = request.form();
        String to = Destination.of(form.value("vers"));
        String token = request.cookie(PendingTable.COOKIE).orElse("");
        String typed = form.value("code").isEmpty() ? form.value("recovery") : form.value("code");
        if (typed.isEmpty()) {
            return page(to, FieldError.of("code", "identity.code.empty")).status(422);
        }
        SignIn.Outcome outcome = step.enter(token, typed, SignInPages.origin(request));
        if (outcome instanceof SignIn.Done done) {
            request.cookie(Sessions.COOKIE).ifPresent(sessions::end);
            String next = done.mustChangePassword() ? Destination.PASSWORD : to;
            return SignInPages.withSession(Response.seeOther(next), done.token()).cookie(FORGET);
        }
        if (outcome instanceof SignIn.Wait wait) {
            return Pause.page(page(to, Pause.error("code", wait.pause())), wait.pause());
        }
        if (outcome instanceof SignIn.Wrong wrong) {
            String field = form.value("code").isEmpty() ? "recovery" : "code";
            return page(to, FieldError.of(field, wrong.error().messageKey() + ("recovery".equals(field) ? ".recovery" : ""))).status(422);
        }
        return over();
    }

    private static Response over() {
        return Response.seeOther(Destination.SIGN_IN + "?etape=1").cookie(FORGET);
    }

    private static Response page(String to, @Nullable FieldError error) {
        Map<String, Object> model = new HashMap<>();
        model.put("to", to);
        if (error != null) {
            model.put("errors", List.of(error));
        }
        return Response.view("identity/code", model);
    }
}
