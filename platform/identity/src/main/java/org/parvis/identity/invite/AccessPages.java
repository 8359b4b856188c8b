package org.parvis.identity.invite;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.route.Scope;
import org.parvis.identity.Passwords;
import org.parvis.identity.SignInPages;

/** The page behind the link of an e-mail. Opening it uses nothing up, since mail programs open links too: only its button does. */
@Component
public final class AccessPages implements Routes {
    private static final String PATTERN = "/acces/{token}";

    private final Access access;

    @Activate
    public AccessPages(@Reference Access access) {
        this.access = access;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("GET", Scope.DESK_HOME, PATTERN, this::show).withoutSession(),
                Route.of("POST", Scope.DESK_HOME, PATTERN, this::choose).withoutSession());
    }

    Response show(Request request) {
        return access.open(request.variable("token"), SignInPages.origin(request)).map(opened -> page(request, opened, null)).orElseGet(AccessPages::over);
    }

    Response choose(Request request) throws IOException {
        Optional<Access.Opened> opened = access.open(request.variable("token"), SignInPages.origin(request));
        if (opened.isEmpty()) {
            return over();
        }
        Optional<Access.Outcome> outcome =
                access.choose(opened.get(), request.form().value("password"), request.form().value("again"), SignInPages.origin(request));
        if (outcome.isEmpty()) {
            return over();
        }
        if (outcome.get().error() != null) {
            return page(request, opened.get(), outcome.get().error()).status(422);
        }
        String session = outcome.get().session();
        return session == null
                ? Response.seeOther("/bureau/connexion?change=1")
                : SignInPages.withSession(Response.seeOther("/bureau"), session);
    }

    private static Response page(Request request, Access.Opened opened, @Nullable FieldError error) {
        Map<String, Object> model = new HashMap<>();
        model.put("first", opened.first());
        model.put("name", opened.account().name());
        model.put("email", opened.account().email());
        model.put("shortest", Passwords.SHORTEST);
        model.put("action", Invitations.PATH + request.variable("token"));
        if (error != null) {
            model.put("errors", List.of(error));
        }
        return secret(Response.view("identity/access", model));
    }

    private static Response over() {
        return secret(Response.view("identity/access-over", Map.of()).status(404));
    }

    private static Response secret(Response response) {
        return response.header("X-Robots-Tag", "noindex").header("Referrer-Policy", "no-referrer");
    }
}
