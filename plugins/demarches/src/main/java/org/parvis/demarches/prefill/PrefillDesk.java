package org.parvis.demarches.prefill;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.demarches.Screen;
import org.parvis.demarches.procedure.Answers;
import org.parvis.demarches.procedure.Field;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.Texts.Wanted;

/** From the form that an agent fills in for somebody: a link by which that person goes on with it and sends it. */
@Component(service = PrefillDesk.class)
public final class PrefillDesk {
    /** The button below the form. */
    public static final String BUTTON = "_link";

    private final Prefills prefills;

    @Activate
    public PrefillDesk(@Reference Prefills prefills) {
        this.prefills = prefills;
    }

    /** What the person has to do themselves is left out: attachments, and boxes by which they declare something. */
    public static Answers given(Procedure procedure, Answers answers) {
        Answers given = answers;
        for (Field field : procedure.screens().fields()) {
            if (field.kind() == Field.Kind.FILES || field.schema().path("const").asBoolean()) {
                given = given.with(field.path(), answers.json().missingNode());
            }
        }
        return given;
    }

    public List<FieldError> faults(Request request, Procedure procedure, Answers given, Screen screen) {
        return Prefills.faults(procedure, given, screen, LocalDate.ofInstant(request.now(), request.site().tenant().zone()));
    }

    /** The page with the link, which is shown once. */
    public Response made(Request request, Procedure procedure, Answers given) {
        Prefills.Made made = prefills.make(request.site(), procedure, given, request.signedIn(), Prefills.USUAL_DAYS, request.now());
        Map<String, Object> model = new HashMap<>();
        model.put("title", procedure.title(Wanted.of(request.language())));
        model.put("procedure", procedure.id());
        model.put("link", made.url());
        model.put("until", made.until());
        return Response.view("demarches/desk-prefill", model).header("Cache-Control", "no-store");
    }
}
