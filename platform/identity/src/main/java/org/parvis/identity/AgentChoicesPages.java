package org.parvis.identity;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.notify.Choices;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.route.Scope;

/** Which e-mails an agent wants; what waits for them is in « Ma journée » whatever they choose. */
@Component
public final class AgentChoicesPages implements Routes {
    private static final String PATH = "/compte/notifications";

    private final OptionalKinds kinds;

    @Activate
    public AgentChoicesPages(@Reference OptionalKinds kinds) {
        this.kinds = kinds;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.of("GET", Scope.DESK_HOME, PATH, this::show), Route.of("POST", Scope.DESK_HOME, PATH, this::save));
    }

    Response show(Request request) {
        return Response.view("identity/choices", Map.of("choices", kinds.of(request, Choices.Whose.AGENT, request.signedIn().id())));
    }

    Response save(Request request) throws IOException {
        kinds.save(request, Choices.Whose.AGENT, request.signedIn().id());
        return Response.seeOther("/bureau/compte?fait=notifications");
    }
}
