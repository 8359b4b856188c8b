package org.parvis.demarches.cosign;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.code.FollowUp;
import org.parvis.api.code.FollowUpTarget;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Fields;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.tenant.TenantId;
import org.parvis.demarches.CaseFile;
import org.parvis.demarches.CaseView;
import org.parvis.demarches.Cases;
import org.parvis.demarches.Paths;
import org.parvis.demarches.Widget;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.Texts.Wanted;

/** What the link of a cosigner opens: the request as it was sent, without its files, and two answers to choose from. */
@Component(service = {FollowUpTarget.class, Routes.class})
public final class CosignPages implements FollowUpTarget, Routes {
    private static final int LONGEST = 1_000;

    private final Cosigners cosigners;
    private final Cases cases;
    private final CaseView view;
    private final FollowUp followUp;

    @Activate
    public CosignPages(@Reference Cosigners cosigners, @Reference Cases cases, @Reference CaseView view, @Reference FollowUp followUp) {
        this.cosigners = cosigners;
        this.cases = cases;
        this.view = view;
        this.followUp = followUp;
    }

    @Override
    public String kind() {
        return Cosigners.KIND;
    }

    /** Only who has the link may sign: it came to the address that was given. */
    @Override
    public boolean typed() {
        return false;
    }

    @Override
    public Optional<String> title(TenantId tenant, String id) {
        return CosignerTable.byId(cosigners.reader(tenant), Paths.uuid(id))
                .flatMap(cosigner -> cases.find(tenant, cosigner.file()))
                .map(file -> view.procedure(file).title(Wanted.of(Locale.FRENCH)) + " " + file.number());
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.post("/teleservices/signature/{id}", this::answer));
    }

    @Override
    public Response page(Request request, String id) {
        return show(request, cosigner(request, Paths.uuid(id)), Map.of(), List.of());
    }

    private Cosigner cosigner(Request request, UUID id) {
        return CosignerTable.byId(cosigners.reader(request.tenant()), id).orElseThrow(NotFound::new);
    }

    private Response show(Request request, Cosigner cosigner, Map<String, String> typed, List<FieldError> errors) {
        CaseFile file = cases.get(request.tenant(), cosigner.file());
        Procedure procedure = view.procedure(file);
        Wanted wanted = Wanted.of(request.language());
        Map<String, Object> model = new HashMap<>();
        model.put("id", cosigner.id().toString());
        model.put("title", procedure.title(wanted));
        model.put("fileNumber", file.number());
        model.put("applicant", file.applicant().name());
        model.put("role", Cosigners.role(procedure, cosigner, wanted));
        model.put("answer", cosigner.answer().name().toLowerCase(Locale.ROOT));
        Instant on = Cosigners.on(cosigner);
        model.put("on", on);
        model.put("closed", file.closed());
        model.put("parts", view.parts(file, request.site(), wanted).stream().map(CosignPages::named).toList());
        model.put("typed", typed);
        model.put("errors", errors);
        return Response.view("demarches/cosign", model);
    }

    /** Files by their names alone: a paper of somebody else is not what is agreed to. */
    private static CaseView.Part named(CaseView.Part part) {
        return new CaseView.Part(part.label(), part.answers().stream().map(Widget.Answer::named).toList());
    }

    private Response answer(Request request) throws IOException {
        UUID id = Paths.uuid(request.variable("id"));
        if (followUp.opened(request).filter(Cosigners.thing(id)::equals).isEmpty()) {
            throw new NotFound();
        }
        Cosigner cosigner = cosigner(request, id);
        Fields fields = new Fields(request.form());
        String word = fields.text("word", LONGEST);
        String answer = request.form().value("answer");
        if (!List.of("agreed", "refused").contains(answer)) {
            fields.wrong("answer", "demarches.cosign.choose");
        }
        if (!fields.errors().isEmpty()) {
            return show(request, cosigner, request.form().typed(), fields.errors()).status(422);
        }
        CaseFile file = cases.get(request.tenant(), cosigner.file());
        cosigners.answer(request.site(), view.procedure(file), file, cosigner, Cosigner.Answer.valueOf(answer.toUpperCase(Locale.ROOT)), word, request.now());
        return Response.seeOther(Paths.prefix(request) + "/suivi/dossier");
    }
}
