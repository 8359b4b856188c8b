package org.parvis.web;

import jakarta.servlet.http.Cookie;
import java.util.Locale;
import java.util.Optional;
import org.parvis.api.identity.Account;
import org.parvis.api.identity.AccountSessions;
import org.parvis.api.route.Route;
import org.parvis.api.route.Unavailable;

/** Finds the citizen's account behind a request to a public route that has to do with one; others never look at the cookie. */
final class AccountDoor {
    private final Optionals services;

    AccountDoor(Optionals services) {
        this.services = services;
    }

    /** A redirect instead of an answer, if somebody must sign in first. */
    Optional<Door.Detour> check(Exchange exchange, Route route) {
        if (route.account() == Route.AccountUse.NONE) {
            return Optional.empty();
        }
        exchange.personal(account(exchange).orElse(null));
        if (route.account() == Route.AccountUse.READ || exchange.account() != null) {
            return Optional.empty();
        }
        if (!exchange.reads()) {
            throw new Door.SignedOut();
        }
        String prefix = exchange.language().equals(Locale.ENGLISH) ? "/en" : "";
        return Optional.of(new Door.Detour(prefix + AccountSessions.SIGN_IN + "?retour=" + Door.target(exchange)));
    }

    private Optional<Account> account(Exchange exchange) {
        String name = AccountSessions.cookie(exchange.client().secure());
        Cookie[] cookies = exchange.http().getCookies();
        for (Cookie cookie : cookies == null ? new Cookie[0] : cookies) {
            if (cookie.getName().equals(name) && !cookie.getValue().isEmpty()) {
                AccountSessions sessions = services.accountSessions();
                if (sessions == null) {
                    throw new Unavailable();
                }
                return sessions.find(cookie.getValue(), exchange.knownSite().id(), exchange.now());
            }
        }
        return Optional.empty();
    }
}
