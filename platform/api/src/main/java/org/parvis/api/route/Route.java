package org.parvis.api.route;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One route.
 *
 * @param method GET (serves HEAD too) or POST, PUT, DELETE
 * @param pattern path from its scope's root; {@code {name}} takes one segment, {@code {name...}} takes all that is left
 * @param parameters query parameters that the handler reads; others are dropped from the request and from the cache key
 * @param permission permission needed in the tenant, or null: any agent of the tenant (DESK), anyone (other scopes)
 * @param anonymous in the back-office scopes: served without a session (the sign-in page)
 * @param limits size and time
 */
public record Route(
        String method,
        Scope scope,
        String pattern,
        Handler handler,
        Set<String> parameters,
        @Nullable String permission,
        boolean anonymous,
        Limits limits) {

    /** A public page of a site. */
    public static Route get(String pattern, Handler handler) {
        return of("GET", Scope.SITE, pattern, handler);
    }

    /** A public form of a site. */
    public static Route post(String pattern, Handler handler) {
        return of("POST", Scope.SITE, pattern, handler);
    }

    /** A page of the back office of a tenant. */
    public static Route deskGet(String pattern, Handler handler) {
        return of("GET", Scope.DESK, pattern, handler);
    }

    /** A form of the back office of a tenant. */
    public static Route deskPost(String pattern, Handler handler) {
        return of("POST", Scope.DESK, pattern, handler);
    }

    public static Route of(String method, Scope scope, String pattern, Handler handler) {
        return new Route(method, scope, pattern, handler, Set.of(), null, false, Limits.DEFAULT);
    }

    /** Declares the query parameters that the handler reads. */
    public Route reads(String... names) {
        return new Route(method, scope, pattern, handler, Set.of(names), permission, anonymous, limits);
    }

    public Route requires(String neededPermission) {
        return new Route(method, scope, pattern, handler, parameters, neededPermission, anonymous, limits);
    }

    public Route withoutSession() {
        return new Route(method, scope, pattern, handler, parameters, permission, true, limits);
    }

    public Route limits(Limits other) {
        return new Route(method, scope, pattern, handler, parameters, permission, anonymous, other);
    }
}
