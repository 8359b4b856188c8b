package org.parvis.identity.mandate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.code.FollowUp;
import org.parvis.api.code.FollowUpTarget;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.tenant.TenantId;
import org.parvis.identity.mandate.MandateTable.Stored;

/** What the person sees of their mandate, and where they end it. */
@Component(service = {FollowUpTarget.class, Routes.class})
public final class MandatePerson implements FollowUpTarget, Routes {
    private final FollowUp followUp;
    private final SqlMandates mandates;
    private final MandateDesk desk;

    @Activate
    public MandatePerson(@Reference FollowUp followUp, @Reference SqlMandates mandates, @Reference MandateDesk desk) {
        this.followUp = followUp;
        this.mandates = mandates;
        this.desk = desk;
    }

    @Override
    public String kind() {
        return SqlMandates.KIND;
    }

    /** By its link alone: no other code is sent for it. */
    @Override
    public Optional<String> title(TenantId tenant, String id) {
        return Optional.empty();
    }

    @Override
    public boolean typed() {
        return false;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.post("/suivi/mandat/fin", this::end));
    }

    @Override
    public Response page(Request request, String id) {
        Stored mandate = mandate(request, id);
        return Response.view("identity/mandate-mine", Map.of("mandate", desk.shown(request, mandate), "deeds", desk.deeds(request, mandate)));
    }

    private Stored mandate(Request request, String id) {
        return desk.find(request, id.replaceFirst(":.*", ""));
    }

    private Response end(Request request) {
        FollowUp.Thing thing = followUp.opened(request).filter(one -> one.kind().equals(SqlMandates.KIND)).orElseThrow(NotFound::new);
        mandates.endByPerson(request.tenant(), mandate(request, thing.id()), request.now());
        return Response.seeOther((request.language().getLanguage().equals("en") ? "/en" : "") + "/suivi/dossier");
    }
}
