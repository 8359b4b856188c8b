package org.parvis.demarches.citizen;

import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.code.FollowUpTarget;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.tenant.TenantId;
import org.parvis.demarches.Drafts;
import org.parvis.demarches.Paths;
import org.parvis.demarches.Procedures;
import org.parvis.demarches.procedure.Texts;

/** A code of a form that was put aside leads back to the form. */
@Component(service = FollowUpTarget.class)
public final class DraftTarget implements FollowUpTarget {
    private final Drafts drafts;
    private final Procedures procedures;
    private final Clock clock;

    @Activate
    public DraftTarget(@Reference Drafts drafts, @Reference Procedures procedures, @Reference Clock clock) {
        this.drafts = drafts;
        this.procedures = procedures;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return Drafts.KIND;
    }

    @Override
    public Optional<String> title(TenantId tenant, String id) {
        return drafts.find(tenant, Paths.uuid(id), clock.instant())
                .map(draft -> procedures.of(draft).title(Texts.Wanted.of(Locale.FRENCH)));
    }

    @Override
    public Response page(Request request, String id) {
        drafts.find(request.tenant(), Paths.uuid(id), request.now()).orElseThrow(NotFound::new);
        return Response.seeOther(Paths.prefix(request) + "/teleservices/formulaire/" + id + "/1");
    }
}
