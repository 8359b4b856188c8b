package org.parvis.operations.health;

import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.content.Json;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.route.Scope;

/** Health and metrics over HTTP: for whoever asks from this machine, and nobody else. */
@Component
public final class HealthPages implements Routes {

    private static final List<String> THIS_MACHINE = List.of("127.0.0.1", "::1", "0:0:0:0:0:0:0:1");

    private final Health health;
    private final Metrics metrics;

    @Activate
    public HealthPages(@Reference Health health, @Reference Metrics metrics) {
        this.health = health;
        this.metrics = metrics;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("GET", Scope.TERRITORY, "/.well-known/parvis-health", this::health),
                Route.of("GET", Scope.TERRITORY, "/.well-known/parvis-metrics", this::metrics));
    }

    private Response health(Request request) {
        requireThisMachine(request);
        Health.Report report = health.look();
        List<Map<String, Object>> checks = report.findings().stream()
                .map(finding -> Map.<String, Object>of("check", finding.check(), "state", finding.state().name(), "detail", finding.detail()))
                .toList();
        String json = Json.of(Map.of("state", report.state().name(), "checks", checks));
        return Response.text("application/json", json).status(report.state() == Health.State.DOWN ? 503 : 200);
    }

    private Response metrics(Request request) {
        requireThisMachine(request);
        return Response.text("text/plain", metrics.text());
    }

    private static void requireThisMachine(Request request) {
        if (!isThisMachine(request.clientAddress())) {
            throw new NotFound();
        }
    }

    static boolean isThisMachine(String address) {
        return THIS_MACHINE.contains(address);
    }
}
