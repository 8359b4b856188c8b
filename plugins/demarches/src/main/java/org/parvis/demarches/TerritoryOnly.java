package org.parvis.demarches;

import org.parvis.api.route.Handler;
import org.parvis.api.route.Route;
import org.parvis.api.tenant.Reach;

/** Pages of the territory's back office: in that of a commune they do not exist. */
public final class TerritoryOnly {
    public static final String PERMISSION = "demarches.procedures";

    private TerritoryOnly() {}

    public static Route get(String pattern, Handler handler, String... parameters) {
        return Route.deskGet(pattern, handler).reads(parameters).requires(PERMISSION).in(Reach.TERRITORY);
    }

    public static Route post(String pattern, Handler handler) {
        return Route.deskPost(pattern, handler).requires(PERMISSION).in(Reach.TERRITORY);
    }
}
