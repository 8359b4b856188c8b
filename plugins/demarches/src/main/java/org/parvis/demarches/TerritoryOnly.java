package org.parvis.demarches;

import org.parvis.api.route.Handler;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Route;

/** Pages of the territory's back office: in that of a commune they do not exist. */
public final class TerritoryOnly {
    public static final String PERMISSION = "demarches.procedures";

    private TerritoryOnly() {}

    public static Route get(String pattern, Handler handler, String... parameters) {
        return Route.deskGet(pattern, only(handler)).reads(parameters).requires(PERMISSION);
    }

    public static Route post(String pattern, Handler handler) {
        return Route.deskPost(pattern, only(handler)).requires(PERMISSION);
    }

    private static Handler only(Handler handler) {
        return request -> {
            if (!request.site().tenant().isTerritory()) {
                throw new NotFound();
            }
            return handler.handle(request);
        };
    }
}
