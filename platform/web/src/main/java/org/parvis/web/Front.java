package org.parvis.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parvis.api.plugin.ActivePlugins;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.route.Scope;
import org.parvis.api.route.Unavailable;
import org.parvis.api.tenant.Site;
import org.parvis.api.tenant.SiteState;
import org.parvis.api.tenant.Tenants;

/** The way of a request that is not answered from what is kept: site, plugins, route, answer; and what goes wrong on it. */
final class Front {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
    private static final String READY = "/.well-known/parvis-ready";
    /** What a proxy asks before it gets a certificate for a host: {@code ?domain=www.commune.fr}. */
    private static final String KNOWN = "/.well-known/parvis-host";
    private static final String ASKED = "domain=";
    private static final int MOST_TRIES = 20;

    /** Of 64 threads. */
    private static final int MOST_OF_ONE_SITE = 32;

    private final Tenants tenants;
    private final Plugins plugins;
    private final RouteTables tables;
    private final Answers answers;
    private final Problems problems;
    private final Responder responder;
    private final Metrics metrics;
    private final Turns turns = new Turns(MOST_OF_ONE_SITE);

    Front(Tenants tenants, Plugins plugins, RouteTables tables, Answers answers, Problems problems, Responder responder,
            Metrics metrics) {
        this.tenants = tenants;
        this.plugins = plugins;
        this.tables = tables;
        this.answers = answers;
        this.problems = problems;
        this.responder = responder;
        this.metrics = metrics;
    }

    void serve(Exchange exchange) throws IOException {
        Rendered problem;
        try {
            problem = beforeSite(exchange);
            if (problem == null) {
                Turns.Turn turn = turns.take(exchange.knownSite().id());
                try (turn) {
                    atSite(exchange);
                }
                return;
            }
        } catch (RuntimeException e) {
            problem = problem(exchange, e);
        }
        send(exchange, problem);
    }

    /** What is answered without a site; null if a site is to answer. */
    private @Nullable Rendered beforeSite(Exchange exchange) {
        String uri = exchange.http().getRequestURI();
        if (!METHODS.contains(exchange.method())) {
            return problems.page(exchange, Problem.of(405, Map.of("Allow", "GET, HEAD, POST")));
        }
        if (uri.equals(READY)) {
            return text("ready");
        }
        if (uri.equals(KNOWN)) {
            return known(exchange);
        }
        exchange.paths(Paths.parse(uri));
        Optional<Site> found = tenants.byHost(exchange.client().host());
        if (found.isEmpty()) {
            return problems.unknownHost(exchange.id());
        }
        Site site = found.get();
        if (!site.host().equals(exchange.client().host())) {
            return moved(exchange, exchange.client().origin(site.host()) + target(exchange, uri));
        }
        return rootOf(exchange, site);
    }

    /** Tells no more than a request for that host would. */
    private Rendered known(Exchange exchange) {
        String query = exchange.http().getQueryString();
        boolean serves = query != null && query.startsWith(ASKED) && tenants.byHost(query.substring(ASKED.length())).isPresent();
        return serves ? text("served here") : problems.plain(exchange.id(), Problem.of(404));
    }

    private @Nullable Rendered rootOf(Exchange exchange, Site site) {
        Paths paths = exchange.paths();
        boolean territory = site.tenant().isTerritory();
        if (paths.startsWith("bureau")) {
            if (!territory) {
                String desk = Door.ROOT + "/" + site.tenant().slug();
                return Rendered.redirect(302, exchange.client().origin(tenants.territory().host()) + desk, problems.policy(exchange));
            }
            exchange.desk(true);
            exchange.paths(paths.without(1));
            String languages = exchange.http().getHeader("Accept-Language");
            exchange.language(Door.preferred(languages == null ? "" : languages));
        } else if (site.state() == SiteState.CLOSED) {
            return problems.closed(exchange.id());
        } else if (paths.startsWith("en")) {
            exchange.language(Locale.ENGLISH);
            exchange.paths(paths.without(1));
        }
        exchange.site(site);
        return null;
    }

    private void atSite(Exchange exchange) throws IOException {
        Site site = exchange.desk() ? deskTenant(exchange) : exchange.knownSite();
        for (int i = 0; i < MOST_TRIES; i++) {
            ActivePlugins active = plugins.of(site.id());
            Optional<ActivePlugins.Hold> hold = active.hold();
            if (hold.isPresent()) {
                ActivePlugins.Hold held = hold.get();
                try (held) {
                    exchange.servedBy(site, active, tables.of(active));
                    answer(exchange);
                }
                return;
            }
            Thread.onSpinWait();
        }
        send(exchange, problem(exchange, new Unavailable()));
    }

    /** The tenant whose back office is asked for: the territory's unless the path names another. */
    private Site deskTenant(Exchange exchange) {
        Site territory = exchange.knownSite();
        List<String> segments = exchange.paths().segments();
        if (segments.isEmpty() || tables.of(plugins.of(territory.id())).knows(Scope.DESK_HOME, segments)) {
            return territory;
        }
        Optional<Site> named = tenants.bySlug(segments.get(0));
        named.ifPresent(ignored -> exchange.inTenant());
        return named.orElse(territory);
    }

    private void answer(Exchange exchange) throws IOException {
        try {
            answers.answer(exchange);
        } catch (Door.SignedOut e) {
            send(exchange, problems.page(exchange, Problem.of(401)));
        } catch (Answers.NotAllowed e) {
            send(exchange, problems.page(exchange, Problem.of(405, Map.of("Allow", e.allow()))));
        } catch (RuntimeException | IOException e) {
            if (exchange.answer().isCommitted()) {
                if (!Faults.clientGone(e)) {
                    problems.of(exchange, e);
                }
                throw new IOException("half an answer was sent", e);
            }
            exchange.answer().reset();
            // Whoever fell silent while sending may still be listening.
            send(exchange, Faults.clientGone(e) ? problems.plain(exchange.id(), Problem.of(408)) : problem(exchange, e));
        }
    }

    private Rendered problem(Exchange exchange, Exception e) {
        return problems.page(exchange, problems.of(exchange, e));
    }

    private void send(Exchange exchange, Rendered rendered) throws IOException {
        if (rendered.status() >= 500) {
            metrics.serverErrors.increment();
        } else if (rendered.status() >= 400) {
            metrics.clientErrors.increment();
        }
        responder.send(exchange, rendered);
    }

    private Rendered text(String text) {
        return Rendered.bytes(200, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8), "default-src 'none'",
                Map.of());
    }

    private Rendered moved(Exchange exchange, String location) {
        return Rendered.redirect(exchange.reads() ? 301 : 308, location, problems.policy(exchange));
    }

    static String target(Exchange exchange, String path) {
        String query = exchange.http().getQueryString();
        return query == null ? path : path + "?" + query;
    }
}
