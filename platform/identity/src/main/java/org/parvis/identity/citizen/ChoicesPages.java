package org.parvis.identity.citizen;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.notify.Choices;
import org.parvis.api.notify.Devices;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.route.Scope;
import org.parvis.identity.OptionalKinds;

/** Which notifications a person wants. */
@Component
public final class ChoicesPages implements Routes {
    static final String PATH = PersonPaths.HOME + "/preferences";

    private final OptionalKinds kinds;
    private final Devices devices;

    @Activate
    public ChoicesPages(@Reference OptionalKinds kinds, @Reference Devices devices) {
        this.kinds = kinds;
        this.devices = devices;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("GET", Scope.TERRITORY, PATH, this::show).requiresAccount(),
                Route.of("POST", Scope.TERRITORY, PATH, this::save).requiresAccount());
    }

    Response show(Request request) {
        return Response.view("identity/person-choices", Map.of(
                "choices", kinds.of(request, Choices.Whose.ACCOUNT, ProfilePages.id(request)), "devices", devices.offered()));
    }

    Response save(Request request) throws IOException {
        kinds.save(request, Choices.Whose.ACCOUNT, ProfilePages.id(request));
        return Response.seeOther(PersonPaths.in(request, PersonPaths.HOME) + "?fait=preferences");
    }
}
