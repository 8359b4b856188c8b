package org.parvis.demarches.design;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Form;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.demarches.AtDesk;
import org.parvis.demarches.Procedures;
import org.parvis.demarches.TerritoryOnly;
import org.parvis.demarches.procedure.Fault;

/** A design as a whole: what is left to mend, publishing it, its package, what it was before, throwing it away. */
@Component(service = Routes.class)
public final class DesignDesk implements Routes {
    private static final String PATH = Workbench.PATH + "/{design}";

    private final Workbench bench;

    @Activate
    public DesignDesk(@Reference Workbench bench) {
        this.bench = bench;
    }

    /**
     * A fault with the page on which it is mended.
     *
     * @param text of the sheet that it is about, or empty
     * @param language of the text
     * @param choice number of the choice that it is about, from 1, or 0
     * @param page below the design, or empty: it cannot be mended here
     */
    public record Mend(String area, String name, String text, String language, int choice, String page, String messageKey, List<Object> arguments, String file, int line) {}

    @Override
    public List<Route> routes() {
        return List.of(
                TerritoryOnly.get(PATH, request -> show(request, bench.open(request), List.of()), AtDesk.DONE),
                TerritoryOnly.get(PATH + "/zip", this::zip),
                TerritoryOnly.get(PATH + "/historique", request -> history(request, bench.open(request), Map.of(), List.of()), AtDesk.DONE),
                TerritoryOnly.post(PATH + "/historique", this::restore),
                TerritoryOnly.post(PATH + "/publier", this::publish),
                TerritoryOnly.post(PATH + "/supprimer", this::delete));
    }

    private Response show(Request request, Workbench.Open open, List<FieldError> errors) {
        List<Mend> mends = new ArrayList<>();
        Asked asked = new Asked(open.parts(), request.language().getLanguage());
        for (Told.One one : open.faults()) {
            Fault fault = one.fault();
            FieldError error = one.error();
            String text = one.field().replaceFirst("\\..*", "");
            boolean worded = one.area() == Told.Area.SHEET && SheetForm.TEXTS.contains(text);
            mends.add(new Mend(
                    one.area().name().toLowerCase(Locale.ROOT), label(open, asked, one), worded ? text : "", one.field().contains(".en") ? "en" : "fr", choice(one), page(one),
                    error.messageKey(), error.arguments(), fault.file(), fault.line()));
        }
        Map<String, Object> model = bench.model(request, open, "");
        model.put("mends", mends);
        model.put("published", open.design().published());
        model.put("by", open.design().by());
        model.put("saved", open.design().savedAt());
        model.put("version", open.parts().header().path("version").asInt());
        model.put("steps", new Outline(open.parts()).steps().size());
        model.put("questions", Outline.questions(open.parts().screens()).size());
        model.put("states", new Flow(open.parts()).states().size());
        model.put("letters", open.parts().letters().size());
        Workbench.form(model, Map.of(), errors, !errors.isEmpty());
        return Response.view("demarches/design-one", model);
    }

    private static String label(Workbench.Open open, Asked asked, Told.One one) {
        String language = asked.language();
        String label = switch (one.area()) {
            case QUESTION -> asked.label(one.name());
            case STEP, PIECE -> open.parts().text(language, one.name() + ".label");
            case STATE -> open.parts().text(language, "state." + one.name());
            case WAY -> open.parts().text(language, "transition." + one.name());
            case LETTER -> open.parts().text(language, "document." + one.name());
            default -> "";
        };
        return label.isBlank() ? one.name() : label;
    }

    private static int choice(Told.One one) {
        String field = one.field();
        return one.fault().messageKey().endsWith("message.missing") && field.matches("option\\.[0-9]{1,4}\\.(fr|en)") ? Integer.parseInt(field.split("\\.")[1]) + 1 : 0;
    }

    private static String page(Told.One one) {
        return switch (one.area()) {
            case SHEET -> "/fiche#f-" + one.field();
            case STEP -> "/etape/" + one.name();
            case PIECE -> "/element/" + one.name();
            case QUESTION -> "/question/" + one.name();
            case STATE -> "/etat/" + one.name();
            case WAY -> "/passage/" + one.name();
            case LETTER -> "/courrier/" + one.name();
            case WHOLE -> "";
        };
    }

    private Response zip(Request request) {
        Design design = bench.open(request).design();
        return Response.bytes("application/zip", DesignTable.zipped(design.files()))
                .header("Content-Disposition", "attachment; filename=\"" + design.procedure() + ".zip\"");
    }

    private Response publish(Request request) throws IOException {
        Workbench.Open open = bench.open(request);
        Form form = request.form();
        if (!open.faults().isEmpty()) {
            return show(request, open, List.of(FieldError.of("publish", "demarches.design.publish.faulty"))).status(422);
        }
        try {
            Procedures.Installed installed = bench.designs().publish(open.design(), Workbench.revision(form), request.signedIn());
            if (installed.procedure() == null) {
                return show(request, bench.open(request), List.of(FieldError.of("publish", "demarches.design.publish.refused"))).status(422);
            }
            return AtDesk.done(request, Workbench.PATH + "/" + open.design().id(), installed.fresh() ? "published" : "there");
        } catch (Conflict overtaken) {
            return show(request, bench.open(request), List.of(FieldError.of("publish", "demarches.design.publish.conflict"))).status(409);
        }
    }

    private Response history(Request request, Workbench.Open open, Map<String, String> typed, List<FieldError> errors) {
        Map<String, Object> model = bench.model(request, open, "historique");
        model.put("past", bench.designs().past(open.design().id()));
        model.put("most", DesignTable.PAST);
        Workbench.form(model, typed, errors, !errors.isEmpty());
        return Response.view("demarches/design-history", model);
    }

    private Response restore(Request request) throws IOException {
        Workbench.Open open = bench.open(request);
        Form form = request.form();
        if (!form.value("former").matches("[0-9]{1,9}")) {
            throw new NotFound();
        }
        try {
            bench.designs().restore(open.design(), Workbench.revision(form), Integer.parseInt(form.value("former")), request.signedIn());
        } catch (Conflict overtaken) {
            return history(request, bench.open(request), form.typed(), List.of(FieldError.of("former", overtaken.messageKey()))).status(409);
        }
        return AtDesk.done(request, Workbench.PATH + "/" + open.design().id(), "restored");
    }

    private Response delete(Request request) {
        bench.designs().delete(bench.open(request).design(), request.signedIn());
        return AtDesk.done(request, Workbench.PATH, "deleted");
    }
}
