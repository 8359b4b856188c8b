package org.parvis.web;

import jakarta.servlet.http.Cookie;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Permissions;
import org.parvis.api.identity.Sessions;
import org.parvis.api.route.Forbidden;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Route;
import org.parvis.api.route.Scope;
import org.parvis.api.route.Unavailable;
import org.parvis.api.tenant.TenantId;

/** The door of the back office: lets agents in where they have a role, shows others the way to sign in. */
final class Door {
    static final String ROOT = "/bureau";
    private static final String SIGN_IN = ROOT + "/connexion";
    private static final List<String> SIGN_OUT = List.of("deconnexion");

    private final Optionals services;

    Door(Optionals services) {
        this.services = services;
    }

    /** Where a client must go before its request can be answered. */
    record Detour(String location) {}

    /** A redirect instead of an answer, if somebody must sign in or choose a password first. */
    Optional<Detour> check(Exchange exchange, Optional<Route> route, Scope scope) {
        Optional<Sessions.Session> session = session(exchange);
        session.ifPresent(found -> {
            exchange.agent(found.agent());
            exchange.language(Locale.forLanguageTag(found.agent().language()));
        });
        if (route.isPresent() && route.get().anonymous()) {
            return Optional.empty();
        }
        if (session.isEmpty()) {
            if (!exchange.reads()) {
                throw new SignedOut();
            }
            return Optional.of(new Detour(SIGN_IN + "?vers=" + target(exchange)));
        }
        Optional<Detour> duty = duty(session.get());
        if (duty.isPresent() && !(scope == Scope.DESK_HOME && isOnTheWay(exchange.paths().segments(), duty.get()))) {
            return duty;
        }
        TenantId tenant = exchange.knownSite().id();
        if (scope == Scope.DESK) {
            enter(session.get().agent(), tenant, exchange.reads());
        }
        route.map(Route::permission).ifPresent(permission -> require(session.get().agent(), permission, tenant, exchange.reads()));
        return Optional.empty();
    }

    /** The one place that keeps auditors from changing anything: whatever a route does, they only ever read. */
    private static void enter(Agent agent, TenantId tenant, boolean reads) {
        if (!agent.worksIn(tenant)) {
            throw new NotFound();
        }
        if (!reads && agent.onlyReads(tenant)) {
            throw new Forbidden("problem.403.auditor");
        }
    }

    /** Where an agent goes who has something to do before working. */
    private static Optional<Detour> duty(Sessions.Session session) {
        return switch (session.duty()) {
            case NONE -> Optional.empty();
            case PASSWORD -> Optional.of(new Detour(ROOT + "/mot-de-passe"));
            case SECOND_FACTOR -> Optional.of(new Detour(ROOT + "/deux-etapes"));
        };
    }

    private static boolean isOnTheWay(List<String> segments, Detour duty) {
        return segments.equals(SIGN_OUT) || duty.location().equals(ROOT + "/" + String.join("/", segments));
    }

    /** The language of somebody who has not signed in. */
    static Locale preferred(String acceptLanguage) {
        return acceptLanguage.strip().toLowerCase(Locale.ROOT).startsWith("en") ? Locale.ENGLISH : Locale.FRENCH;
    }

    private void require(Agent agent, String permission, TenantId tenant, boolean reads) {
        Permissions permissions = services.permissions();
        if (permissions == null) {
            throw new Unavailable();
        }
        boolean may = reads ? permissions.mayRead(agent, permission, tenant) : permissions.may(agent, permission, tenant);
        if (!may) {
            throw new Forbidden();
        }
    }

    private Optional<Sessions.Session> session(Exchange exchange) {
        Cookie[] cookies = exchange.http().getCookies();
        for (Cookie cookie : cookies == null ? new Cookie[0] : cookies) {
            if (cookie.getName().equals(Sessions.COOKIE) && !cookie.getValue().isEmpty()) {
                Sessions sessions = services.sessions();
                if (sessions == null) {
                    throw new Unavailable();
                }
                exchange.session(cookie.getValue());
                return sessions.find(cookie.getValue(), exchange.now());
            }
        }
        return Optional.empty();
    }

    static String target(Exchange exchange) {
        String query = exchange.http().getQueryString();
        StringBuilder text = new StringBuilder();
        Paths.encode(exchange.http().getRequestURI() + (query == null ? "" : "?" + query), text);
        return text.toString().replace("%2F", "/");
    }

    /** A form was sent without a session: the page says how to save what was typed, a redirect would lose it. */
    static final class SignedOut extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SignedOut() {
            super("signed out", null, false, false);
        }
    }
}
