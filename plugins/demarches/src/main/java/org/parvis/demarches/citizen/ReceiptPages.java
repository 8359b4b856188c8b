package org.parvis.demarches.citizen;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.code.FollowUp;
import org.parvis.api.route.Limits;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.demarches.CaseFile;
import org.parvis.demarches.Cases;
import org.parvis.demarches.Holder;
import org.parvis.demarches.Paths;
import org.parvis.demarches.Receipt;

/** The receipt, for who has just sent a request, and as a PDF file for who follows it. */
@Component(service = Routes.class)
public final class ReceiptPages implements Routes {
    private final Cases cases;
    private final Receipt receipt;
    private final FollowUp followUp;

    @Activate
    public ReceiptPages(@Reference Cases cases, @Reference Receipt receipt, @Reference FollowUp followUp) {
        this.cases = cases;
        this.receipt = receipt;
        this.followUp = followUp;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/teleservices/recu/{id}", this::screen),
                Route.get("/teleservices/recu/{id}/pdf", this::pdf).readsAccount().limits(Limits.UPLOAD));
    }

    private Response screen(Request request) {
        UUID id = Paths.uuid(request.variable("id"));
        Holder holder = Holder.of(request).orElseThrow(NotFound::new);
        if (!cases.sent(request.tenant(), id, holder, request.now())) {
            throw new NotFound();
        }
        CaseFile file = cases.get(request.tenant(), id);
        Map<String, Object> model = receipt.model(request.site(), request.language(), file);
        model.put("code", cases.code(request.tenant(), id, holder, request.now()).orElse(""));
        return Response.view("demarches/receipt", model);
    }

    private Response pdf(Request request) {
        UUID id = Paths.uuid(request.variable("id"));
        CaseFile file = cases.get(request.tenant(), id);
        boolean sent = Holder.of(request).filter(holder -> cases.sent(request.tenant(), id, holder, request.now())).isPresent();
        boolean opened = followUp.opened(request).filter(Cases.thing(id)::equals).isPresent();
        boolean own = request.account().filter(account -> account.id().equals(file.applicant().account())).isPresent();
        if (!sent && !opened && !own) {
            throw new NotFound();
        }
        return Response.bytes("application/pdf", receipt.pdf(request.site(), request.language(), file))
                .header("Content-Disposition", "inline; filename=\"" + file.number() + ".pdf\"");
    }
}
