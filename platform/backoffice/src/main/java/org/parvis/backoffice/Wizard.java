package org.parvis.backoffice;

import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;

/** The first-run wizard: its first page, and the way from step to step. Each step is a page of the module that owns its data. */
@Component(service = Routes.class)
public final class Wizard implements Routes {

    private final Setup setup;

    @Activate
    public Wizard(@Reference Setup setup) {
        this.setup = setup;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskGet("/demarrage", this::start).requires("backoffice.look"),
                Route.deskGet("/demarrage/suite", this::next).reads("de").requires("backoffice.look"));
    }

    private Response start(Request request) {
        List<Setup.Progress> steps = setup.steps(request.tenant());
        String resume = steps.stream().filter(step -> !step.done()).findFirst().map(Setup.Progress::name).orElse("en-ligne");
        boolean begun = steps.stream().anyMatch(Setup.Progress::done);
        return Response.view("backoffice/start", Map.of("steps", steps, "resume", resume, "begun", begun));
    }

    private Response next(Request request) {
        String base = DeskFrame.ROOT + "/" + request.site().tenant().slug();
        return Response.seeOther(setup.after(request.tenant(), request.query("de").orElse(""))
                .map(step -> base + "/demarrage/" + step.name())
                .orElse(base));
    }

    /** To the step after one. */
    static Response next(Request request, String step) {
        return Response.seeOther(DeskFrame.ROOT + "/" + request.site().tenant().slug() + "/demarrage/suite?de=" + step);
    }
}
