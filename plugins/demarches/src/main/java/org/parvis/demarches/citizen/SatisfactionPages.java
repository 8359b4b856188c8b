package org.parvis.demarches.citizen;

import java.io.IOException;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.demarches.CaseFile;
import org.parvis.demarches.Paths;
import org.parvis.demarches.Satisfaction;

/** The question on the page of a closed file. */
@Component(service = Routes.class)
public final class SatisfactionPages implements Routes {
    private final FollowPages follow;
    private final Satisfaction satisfaction;

    @Activate
    public SatisfactionPages(@Reference FollowPages follow, @Reference Satisfaction satisfaction) {
        this.follow = follow;
        this.satisfaction = satisfaction;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.post("/teleservices/suivi/{id}/avis", this::give).readsAccount());
    }

    private Response give(Request request) throws IOException {
        CaseFile file = follow.opened(request);
        String answer = request.form().value("opinion");
        if (!Satisfaction.ANSWERS.contains(answer)) {
            return follow.refused(request, file, List.of(FieldError.of("opinion", "demarches.satisfied.choose")));
        }
        satisfaction.give(request.tenant(), file, answer, request.now());
        return Response.seeOther(Paths.prefix(request) + FollowPages.back(request, file));
    }
}
