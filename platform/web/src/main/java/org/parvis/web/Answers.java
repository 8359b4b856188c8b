package org.parvis.web;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.api.route.Forbidden;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Scope;
import org.parvis.api.route.Unavailable;
import org.parvis.api.tenant.Redirects;

/** Finds the route of a request, lets its handler answer, and keeps what may be kept. */
final class Answers {
    private final Kept kept;
    private final boolean caching;
    private final Flights flights = new Flights();
    private final Pages pages;
    private final Door door;
    private final AccountDoor accountDoor;
    private final Responder responder;
    private final Watchdog watchdog;
    private final Optionals services;
    private final Metrics metrics;
    private final Views views;
    private final Pace pace = Pace.ofThisMachine();

    Answers(Kept kept, boolean caching, Pages pages, Door door, Responder responder, Watchdog watchdog, Optionals services,
            Metrics metrics, Views views) {
        this.kept = kept;
        this.caching = caching;
        this.pages = pages;
        this.door = door;
        this.accountDoor = new AccountDoor(services);
        this.responder = responder;
        this.watchdog = watchdog;
        this.services = services;
        this.metrics = metrics;
        this.views = views;
    }

    /** The path exists, but not with this method. */
    static final class NotAllowed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String allow;

        NotAllowed(String allow) {
            super("not allowed", null, false, false);
            this.allow = allow;
        }

        String allow() {
            return allow;
        }
    }

    /** What a request leads to. */
    private record Found(Scope scope, RouteTree.Found route) {}

    void answer(Exchange exchange) throws IOException {
        try {
            answerAsRouted(exchange);
        } catch (NotFound e) {
            Rendered former = formerAddress(exchange);
            if (former == null) {
                throw e;
            }
            responder.send(exchange, former);
        }
    }

    private void answerAsRouted(Exchange exchange) throws IOException {
        Found found = find(exchange);
        RouteTree.Match match = found.route().match();
        if (!exchange.reads() && (exchange.desk() || match == null || !match.route().fromAnywhere())) {
            Origins.check(exchange.http(), exchange.client());
        }
        if (exchange.desk()) {
            Optional<Door.Detour> detour = door.check(exchange, Optional.ofNullable(match).map(RouteTree.Match::route), found.scope());
            if (detour.isPresent()) {
                responder.send(exchange, Rendered.redirect(303, detour.get().location(), pages.policy(exchange)));
                return;
            }
        } else if (match != null && match.route().permission() != null) {
            throw new Forbidden();
        }
        if (match == null) {
            throw missing(found.route());
        }
        Optional<Door.Detour> signIn = exchange.desk() ? Optional.empty() : accountDoor.check(exchange, match.route());
        if (signIn.isPresent()) {
            responder.send(exchange, Rendered.redirect(303, signIn.get().location(), pages.policy(exchange)));
            return;
        }
        if (exchange.reads() && exchange.http().getRequestURI().endsWith("/") != exchange.address().endsWith("/")) {
            responder.send(exchange, Rendered.redirect(301, Front.target(exchange, exchange.address()), pages.policy(exchange)));
            return;
        }
        Query query = Query.parse(exchange.http().getQueryString(), match.route().parameters());
        if (caching && !exchange.desk() && !exchange.personal() && exchange.reads()) {
            shared(exchange, match, query);
        } else {
            metrics.uncached.increment();
            handle(exchange, match, query, rendered -> send(exchange, rendered));
        }
    }

    private static Found find(Exchange exchange) {
        RouteTable table = exchange.knownTable();
        List<String> segments = exchange.paths().segments();
        String method = exchange.method();
        if (exchange.desk()) {
            Scope scope = exchange.isInTenant() ? Scope.DESK : Scope.DESK_HOME;
            return new Found(scope, table.find(scope, method, segments));
        }
        if (exchange.knownSite().tenant().isTerritory()) {
            RouteTree.Found ofTerritory = table.find(Scope.TERRITORY, method, segments);
            if (ofTerritory.match() != null) {
                return new Found(Scope.TERRITORY, ofTerritory);
            }
        }
        return new Found(Scope.SITE, table.find(Scope.SITE, method, segments));
    }

    private static RuntimeException missing(RouteTree.Found found) {
        if (found.allowed().isEmpty()) {
            return new NotFound();
        }
        String allow = String.join(", ", found.allowed());
        return new NotAllowed(found.allowed().contains("GET") ? allow + ", HEAD" : allow);
    }

    /** Where the former site's page is now, if anybody has said so. */
    private @Nullable Rendered formerAddress(Exchange exchange) {
        Redirects redirects = services.redirects();
        if (exchange.desk() || !exchange.reads() || redirects == null) {
            return null;
        }
        return redirects.target(exchange.knownSite().id(), exchange.paths().decoded())
                .map(target -> Rendered.redirect(301, target, pages.policy(exchange))).orElse(null);
    }

    private void shared(Exchange exchange, RouteTree.Match match, Query query) throws IOException {
        PageKey key = new PageKey(exchange.knownSite().id(), exchange.address(), query.canonical());
        Page page = kept.current(key, exchange.knownSite());
        if (page != null) {
            metrics.hits.increment();
            send(exchange, page);
            return;
        }
        if (!match.entry().cached()) {
            metrics.uncached.increment();
            make(exchange, match, query, key, null);
            return;
        }
        Flights.Flight mine = flights.begin(key);
        if (mine != null) {
            try (mine) {
                metrics.misses.increment();
                make(exchange, match, query, key, mine);
            }
            return;
        }
        Flights.Flight other = flights.underWay(key);
        Page theirs = other == null ? kept.current(key, exchange.knownSite()) : other.await(match.route().limits().time());
        if (theirs != null && kept.current(theirs, exchange.knownSite()) && theirs.madeBy(exchange.knownPlugins())) {
            metrics.joined.increment();
            send(exchange, theirs);
        } else {
            metrics.misses.increment();
            make(exchange, match, query, key, null);
        }
    }

    private void make(Exchange exchange, RouteTree.Match match, Query query, PageKey key, Flights.@Nullable Flight flight)
            throws IOException {
        try {
            handle(exchange, match, query, rendered -> {
                byte[] bytes = rendered.bytes();
                boolean storable = rendered.storable() && bytes != null;
                match.entry().cached(storable || rendered.status() != 200);
                if (storable && bytes != null) {
                    Page page = kept.keep(key, exchange, rendered, bytes);
                    land(flight, page);
                    send(exchange, page);
                } else {
                    land(flight, null);
                    send(exchange, rendered);
                }
            });
        } catch (Unavailable e) {
            if (flight != null) {
                flight.fail(e);
            }
            Page stale = kept.stale(key, exchange.knownSite());
            if (stale == null) {
                throw e;
            }
            metrics.stale.increment();
            send(exchange, stale);
        }
    }

    private static void land(Flights.@Nullable Flight flight, @Nullable Page page) {
        if (flight != null) {
            flight.land(page);
        }
    }

    private void send(Exchange exchange, Page page) throws IOException {
        views.after(
                () -> responder.send(exchange.http(), exchange.answer(), exchange.client().secure(), page), exchange, 200, page.type());
    }

    private void send(Exchange exchange, Rendered rendered) throws IOException {
        views.after(() -> responder.send(exchange, rendered), exchange, rendered.status(), rendered.type());
    }

    /** Sends what was made. */
    private interface Sink {
        void accept(Rendered rendered) throws IOException;
    }

    private void handle(Exchange exchange, RouteTree.Match match, Query query, Sink sink) throws IOException {
        Route route = match.route();
        try (RoutedRequest request = exchange.routed(route, match.variables(), query, services)) {
            Rendered rendered = exchange.reads() ? inTurn(exchange, route, request) : inTime(exchange, route, request);
            request.answered(rendered.status());
            sink.accept(rendered);
        }
    }

    private Rendered inTurn(Exchange exchange, Route route, RoutedRequest request) throws IOException {
        Pace.Step step = pace.begin();
        try (step) {
            return inTime(exchange, route, request);
        }
    }

    private Rendered inTime(Exchange exchange, Route route, RoutedRequest request) throws IOException {
        Duration limit = route.limits().time();
        Watchdog.Watch watch = watchdog.watch(limit);
        try (watch) {
            Response response = route.handler().handle(request);
            return pages.render(exchange, response);
        } catch (RuntimeException | IOException e) {
            if (watch.late()) {
                metrics.late.increment();
                throw new Unavailable("problem.503");
            }
            throw e;
        }
    }
}
