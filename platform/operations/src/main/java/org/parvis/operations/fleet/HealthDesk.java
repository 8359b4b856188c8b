package org.parvis.operations.fleet;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.desk.DeskMenu;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.operations.health.Health;

/** The health of the installation, for those who look after it. */
@Component
public final class HealthDesk implements Routes, DeskMenu {

    private static final String PATH = "/sante";

    private final Health health;

    @Activate
    public HealthDesk(@Reference Health health) {
        this.health = health;
    }

    /** One check. */
    public record Line(String check, String state, String detail) {}

    @Override
    public List<Route> routes() {
        return List.of(FleetGuard.get(PATH, this::show));
    }

    @Override
    public List<Entry> entries() {
        return List.of(new Entry("operations.health.title", PATH, FleetGuard.PERMISSION, Group.TERRITORY, "chart", 40));
    }

    private Response show(Request request) {
        Health.Report report = health.look();
        List<Line> lines = report.findings().stream()
                .map(finding -> new Line(finding.check(), finding.state().name().toLowerCase(Locale.ROOT), finding.detail()))
                .toList();
        return Response.view("operations/health", Map.of("lines", lines, "state", report.state().name().toLowerCase(Locale.ROOT), "checked", request.now()));
    }
}
