package org.parvis.demarches.citizen;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.notify.Recipient;
import org.parvis.api.route.CallRate;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.demarches.Draft;
import org.parvis.demarches.Drafts;
import org.parvis.demarches.Holder;
import org.parvis.demarches.Paths;
import org.parvis.demarches.Procedures;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.Texts;

/** A form is put aside with a code, or given up. */
@Component(service = Routes.class)
public final class AsidePages implements Routes {
    private final Procedures procedures;
    private final Drafts drafts;
    /** So that nobody has us send messages without end to addresses of others. */
    private final CallRate mails = new CallRate(5, Duration.ofHours(1));

    @Activate
    public AsidePages(@Reference Procedures procedures, @Reference Drafts drafts) {
        this.procedures = procedures;
        this.drafts = drafts;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.post("/teleservices/formulaire/{id}/plus-tard", this::later).readsAccount(),
                Route.post("/teleservices/formulaire/{id}/abandonner", this::drop).readsAccount());
    }

    private Draft draft(Request request) {
        return drafts.get(request, Paths.uuid(request.variable("id")));
    }

    private Response later(Request request) throws IOException {
        Draft draft = draft(request);
        Procedure procedure = procedures.of(draft);
        Map<String, Object> model = new HashMap<>();
        model.put("draft", draft.id().toString());
        model.put("procedure", procedure.id());
        model.put("title", procedure.title(Texts.Wanted.of(request.language()).simple(draft.simple())));
        String email = request.form().value("email");
        if (!Recipient.isEmail(email)) {
            model.put("errors", List.of(FieldError.of("email", "form.email")));
            model.put("typed", Map.of("email", email));
            return Response.view("demarches/later", model).status(422);
        }
        if (!mails.allows(request.clientAddress(), request.now())) {
            throw Invalid.request(429, "demarches.later.often");
        }
        drafts.later(request.tenant(), draft, email, request.language(), procedure);
        model.put("sent", email);
        return Response.view("demarches/later", model);
    }

    private Response drop(Request request) {
        Draft draft = draft(request);
        drafts.drop(request.tenant(), draft);
        return Response.seeOther(Paths.prefix(request) + "/teleservices/" + draft.procedure()).cookie(Holder.noCookie());
    }
}
