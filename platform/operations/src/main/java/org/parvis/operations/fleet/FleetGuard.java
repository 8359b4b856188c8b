package org.parvis.operations.fleet;

import org.parvis.api.route.Handler;
import org.parvis.api.route.Request;
import org.parvis.api.route.Route;
import org.parvis.api.tenant.Reach;

/** The fleet's pages are the territory's: in the back office of a commune they do not exist. */
final class FleetGuard {

    static final String PERMISSION = "operations.fleet";

    private FleetGuard() {}

    static Route get(String pattern, Handler handler, String... parameters) {
        return Route.deskGet(pattern, handler).reads(parameters).requires(PERMISSION).in(Reach.TERRITORY);
    }

    static Route post(String pattern, Handler handler) {
        return Route.deskPost(pattern, handler).requires(PERMISSION).in(Reach.TERRITORY);
    }

    /** The address of a page of the fleet. */
    static String at(Request request, String path) {
        return "/bureau/" + request.site().tenant().slug() + path;
    }
}
