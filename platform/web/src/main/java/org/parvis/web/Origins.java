package org.parvis.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.parvis.api.route.Forbidden;

/**
 * Refuses writes that another site's page has sent.
 *
 * <p>Communes on sub-domains are same-site to each other, so only same-origin will do. There is no token: pages are the same for all.
 */
final class Origins {
    private Origins() {}

    /** @throws Forbidden if a request that writes did not come from a page of this very host */
    static void check(HttpServletRequest request, Client client) {
        String fetchSite = request.getHeader("Sec-Fetch-Site");
        boolean ours = fetchSite != null ? fetchSite.equals("same-origin") : sameOrigin(request.getHeader("Origin"), client);
        if (!ours) {
            throw new Forbidden("problem.403.origin");
        }
    }

    private static boolean sameOrigin(@Nullable String origin, Client client) {
        return origin != null && origin.equals(client.origin());
    }
}
