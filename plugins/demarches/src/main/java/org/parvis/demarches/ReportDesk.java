package org.parvis.demarches;

import java.io.IOException;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.route.Forbidden;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;

/** Where an agent keeps a report from the site, or shows it again. */
@Component(service = Routes.class)
public final class ReportDesk implements Routes {
    private final Cases cases;
    private final Reports reports;
    private final CaseAccess access;

    @Activate
    public ReportDesk(@Reference Cases cases, @Reference Reports reports, @Reference CaseAccess access) {
        this.cases = cases;
        this.reports = reports;
        this.access = access;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.deskPost("/demarches/{id}/publication", this::hide).requires(CaseAccess.PERMISSION));
    }

    private Response hide(Request request) throws IOException {
        CaseFile file = cases.get(request.tenant(), FormPages.uuid(request.variable("id")));
        access.require(request.signedIn(), request.tenant(), file.procedure());
        if (!access.mayHandle(request.signedIn(), request.tenant(), file.procedure())) {
            throw new Forbidden();
        }
        boolean hidden = request.form().value("hidden").equals("true");
        reports.hide(request.site(), request.signedIn(), file, hidden);
        return Response.seeOther("/bureau/" + request.site().tenant().slug() + "/demarches/" + file.id() + "?fait=" + (hidden ? "reporthidden" : "reportshown"));
    }
}
