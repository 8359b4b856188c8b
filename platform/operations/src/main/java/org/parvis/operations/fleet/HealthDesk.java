package org.parvis.operations.fleet;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.desk.DeskMenu;
import org.parvis.api.event.WorkQueue;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.tenant.Tenants;
import org.parvis.operations.health.Health;

/** The health of the installation, for those who look after it. */
@Component
public final class HealthDesk implements Routes, DeskMenu {

    private static final String PATH = "/sante";

    private static final int SHOWN = 100;

    private final Health health;
    private final WorkQueue queue;
    private final Tenants tenants;

    @Activate
    public HealthDesk(@Reference Health health, @Reference WorkQueue queue, @Reference Tenants tenants) {
        this.health = health;
        this.queue = queue;
        this.tenants = tenants;
    }

    /** One check. */
    public record Line(String check, String state, String said, String first, String second) {}

    private static String value(Health.Finding finding, int position) {
        return finding.values().size() > position ? finding.values().get(position) : "";
    }

    /** Work that failed too often. */
    public record Failure(String id, String queue, String tenant, int attempts, String error, Instant since) {}

    @Override
    public List<Route> routes() {
        return List.of(FleetGuard.get(PATH, this::show, "fait"), FleetGuard.post(PATH + "/reprise", this::retry));
    }

    @Override
    public List<Entry> entries() {
        return List.of(new Entry("operations.health.title", PATH, FleetGuard.PERMISSION, Group.TERRITORY, "chart", 40));
    }

    private Response show(Request request) {
        Health.Report report = health.look();
        List<Line> lines = report.findings().stream()
                .map(finding -> new Line(finding.check(), finding.state().name().toLowerCase(Locale.ROOT), finding.said(), value(finding, 0), value(finding, 1)))
                .toList();
        return Response.view(
                "operations/health",
                Map.of(
                        "lines", lines,
                        "state", report.state().name().toLowerCase(Locale.ROOT),
                        "checked", request.now(),
                        "failures", queue.setAside(SHOWN).stream().map(this::failure).toList(),
                        "done", request.query("fait").isPresent()));
    }

    private Failure failure(WorkQueue.SetAside work) {
        String tenant = tenants.byId(work.tenant()).map(site -> site.tenant().name().name()).orElse(work.tenant().toString());
        return new Failure(work.id().toString(), work.queue(), tenant, work.attempts(), work.error(), work.since());
    }

    private Response retry(Request request) throws IOException {
        try {
            if (!queue.retry(UUID.fromString(request.form().value("id")))) {
                throw new Conflict("operations.work.gone");
            }
        } catch (IllegalArgumentException noId) {
            throw new NotFound();
        }
        return Response.seeOther(FleetGuard.at(request, PATH + "?fait=reprise"));
    }
}
