package org.parvis.api.route;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parvis.api.tenant.Reach;

/**
 * One route.
 *
 * @param method GET (serves HEAD too) or POST, PUT, PATCH, DELETE
 * @param pattern path from its scope's root; {@code {name}} takes one segment, {@code {name...}} takes all that is left
 * @param parameters query parameters that the handler reads; others are dropped from the request and from the cache key
 * @param permission permission needed in the tenant, or null: any agent of the tenant (DESK), anyone (other scopes)
 * @param anonymous in the back-office scopes: served without a session (the sign-in page)
 * @param limits size and time
 * @param fromAnywhere takes a write that no page of this host sent: what lets it in is in its path or body
 * @param account what it has to do with citizens' accounts
 */
public record Route(
        String method,
        Scope scope,
        String pattern,
        Handler handler,
        Set<String> parameters,
        @Nullable String permission,
        boolean anonymous,
        Limits limits,
        boolean fromAnywhere,
        AccountUse account) {

    /** What a public route has to do with the citizen's account that may be signed in. */
    public enum AccountUse {
        /** Nothing: the page is the same for everybody and may be kept. */
        NONE,
        /** Shows it if there is one. */
        READ,
        /** Does not work without. */
        REQUIRED
    }

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
        return new Route(method, scope, pattern, handler, Set.of(), null, false, Limits.DEFAULT, false, AccountUse.NONE);
    }

    /** For {@link #reads}: the handler sees every parameter, and refuses those that it does not know, so that they are never kept. */
    public static final String EVERY_PARAMETER = "*";

    /** Declares the query parameters that the handler reads. */
    public Route reads(String... names) {
        return new Route(method, scope, pattern, handler, Set.of(names), permission, anonymous, limits, fromAnywhere, account);
    }

    public Route requires(String neededPermission) {
        return new Route(method, scope, pattern, handler, parameters, neededPermission, anonymous, limits, fromAnywhere, account);
    }

    /** For other tenants it does not exist. */
    public Route in(Reach reach) {
        Handler within = request -> {
            if (!reach.takes(request.site().tenant())) {
                throw new NotFound();
            }
            return handler.handle(request);
        };
        return new Route(method, scope, pattern, within, parameters, permission, anonymous, limits, fromAnywhere, account);
    }

    public Route withoutSession() {
        return new Route(method, scope, pattern, handler, parameters, permission, true, limits, fromAnywhere, account);
    }

    public Route limits(Limits other) {
        return new Route(method, scope, pattern, handler, parameters, permission, anonymous, other, fromAnywhere, account);
    }

    /**
     * Takes writes that no page of this host sent, such as the one-click unsubscription of RFC 8058, which mail services send without
     * cookies: only for public routes whose path or body holds an unguessable secret.
     */
    public Route fromOutside() {
        return new Route(method, scope, pattern, handler, parameters, permission, anonymous, limits, true, account);
    }

    /** Needs a signed-in account: a reader is sent to sign in and back, a form is refused with a page that says what to do. Never kept. */
    public Route requiresAccount() {
        return uses(AccountUse.REQUIRED);
    }

    /** Looks at the account if one is signed in. Never kept: use it for forms and their answers, not for pages that many read. */
    public Route readsAccount() {
        return uses(AccountUse.READ);
    }

    private Route uses(AccountUse use) {
        return new Route(method, scope, pattern, handler, parameters, permission, anonymous, limits, fromAnywhere, use);
    }
}
