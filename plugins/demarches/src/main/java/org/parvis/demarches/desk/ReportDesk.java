package org.parvis.demarches.desk;

import java.io.IOException;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.demarches.CaseAccess;
import org.parvis.demarches.CaseFile;
import org.parvis.demarches.report.Reports;

/** Where an agent keeps a report from the site, or shows it again. */
@Component(service = Routes.class)
public final class ReportDesk implements Routes {
    private final CasePage page;
    private final Reports reports;

    @Activate
    public ReportDesk(@Reference CasePage page, @Reference Reports reports) {
        this.page = page;
        this.reports = reports;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.deskPost("/demarches/{id}/publication", this::hide).requires(CaseAccess.PERMISSION));
    }

    private Response hide(Request request) throws IOException {
        CaseFile file = page.handled(request);
        boolean hidden = request.form().value("hidden").equals("true");
        reports.hide(request.site(), request.signedIn(), file, hidden);
        return CasePage.done(request, file, hidden ? "reporthidden" : "reportshown");
    }
}
