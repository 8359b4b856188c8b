package org.parvis.demarches.known;

import java.io.IOException;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.tenant.TenantId;
import org.parvis.demarches.Paths;

/** Where a person takes back what they had us keep. */
@Component(service = Routes.class)
public final class KnownPages implements Routes {
    private final Known known;

    @Activate
    public KnownPages(@Reference Known known) {
        this.known = known;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.post("/teleservices/mes-coordonnees/effacer", this::erase).requiresAccount());
    }

    private Response erase(Request request) throws IOException {
        TenantId owner = request.form().ticked("everywhere") ? TenantId.TERRITORY : request.tenant();
        known.erase(owner, request.account().orElseThrow(NotFound::new));
        return Response.seeOther(Paths.prefix(request) + "/teleservices/mes-dossiers");
    }
}
