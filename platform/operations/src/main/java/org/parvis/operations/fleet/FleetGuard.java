package org.parvis.operations.fleet;

import org.parvis.api.route.Handler;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Route;

/** The fleet's pages are the territory's: in the back office of a commune they do not exist. */
final class FleetGuard {

    static final String PERMISSION = "operations.fleet";

    private FleetGuard() {}

    static Route get(String pattern, Handler handler, String... parameters) {
        return Route.deskGet(pattern, only(handler)).reads(parameters).requires(PERMISSION);
    }

    static Route post(String pattern, Handler handler) {
        return Route.deskPost(pattern, only(handler)).requires(PERMISSION);
    }

    /** The address of a page of the fleet. */
    static String at(Request request, String path) {
        return "/bureau/" + request.site().tenant().slug() + path;
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
