package org.parvis.identity.invite;

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
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.route.Scope;
import org.parvis.api.route.Unavailable;
import org.parvis.identity.Account;
import org.parvis.identity.Pause;
import org.parvis.identity.SignInPages;

/** « Mot de passe oublié »: the same answer to everybody. */
@Component
public final class ForgottenPages implements Routes {
    private static final String PATTERN = "/mot-de-passe-oublie";

    private final Forgotten forgotten;

    @Activate
    public ForgottenPages(@Reference Forgotten forgotten) {
        this.forgotten = forgotten;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("GET", Scope.DESK_HOME, PATTERN, this::form).reads("envoye").withoutSession(),
                Route.of("POST", Scope.DESK_HOME, PATTERN, this::ask).withoutSession());
    }

    Response form(Request request) {
        return page(request.query("envoye").isPresent(), "", null);
    }

    Response ask(Request request) throws IOException {
        if (!forgotten.byMail()) {
            throw new Unavailable();
        }
        String email = request.form().value("email");
        if (!Account.isEmail(Account.normalEmail(email))) {
            return page(false, email, FieldError.of("email", "identity.email.invalid")).status(422);
        }
        Optional<Duration> pause = forgotten.ask(email, SignInPages.origin(request));
        if (pause.isPresent()) {
            return Pause.page(page(false, email, Pause.error("email", pause.get())), pause.get());
        }
        return Response.seeOther("/bureau/mot-de-passe-oublie?envoye=1");
    }

    private Response page(boolean sent, String email, @Nullable FieldError error) {
        Map<String, Object> model = new HashMap<>();
        model.put("sent", sent);
        model.put("byMail", forgotten.byMail());
        if (error != null) {
            model.put("errors", List.of(error));
            model.put("typed", Map.of("email", email));
        }
        return Response.view("identity/forgotten", model);
    }
}
