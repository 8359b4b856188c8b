package org.parvis.demarches.design;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.demarches.AtDesk;
import org.parvis.demarches.TerritoryOnly;

/** The sheet of a procedure that is being made. */
@Component(service = Routes.class)
public final class SheetDesk implements Routes {
    private static final String PATH = Workbench.PATH + "/{design}/fiche";

    private final Workbench bench;

    @Activate
    public SheetDesk(@Reference Workbench bench) {
        this.bench = bench;
    }

    @Override
    public List<Route> routes() {
        return List.of(TerritoryOnly.get(PATH, this::show, AtDesk.DONE), TerritoryOnly.post(PATH, this::save));
    }

    private Response show(Request request) {
        Workbench.Open open = bench.open(request);
        return page(request, open, new SheetForm(open.parts()).typed(), open.errors(Told.Area.SHEET, ""), false);
    }

    private Response page(Request request, Workbench.Open open, Map<String, String> typed, List<FieldError> errors, boolean refused) {
        Map<String, Object> model = bench.model(request, open, "fiche");
        model.put("kind", open.parts().header().path("kind").asText());
        model.put("texts", SheetForm.TEXTS);
        model.put("categories", SheetForm.CATEGORIES);
        model.put("audiences", SheetForm.AUDIENCES);
        model.put("authorities", SheetForm.AUTHORITIES);
        model.put("channels", SheetForm.CHANNELS);
        model.put("meanings", SheetForm.MEANINGS);
        model.put("units", SheetForm.UNITS);
        model.put("applicant", SheetForm.APPLICANT);
        model.put("questions", new Asked(open.parts(), request.language().getLanguage()).texts());
        model.put("report", open.parts().header().has("report") ? open.parts().header().path("report").toString() : "");
        for (String list : List.of("law", "fee", "cosigner")) {
            String field = list.equals("law") ? ".text" : ".fr";
            int there = (int) IntStream.range(0, 40).filter(i -> typed.containsKey(list + "." + i + field)).count();
            model.put(list + "Rows", refused ? there : there + SheetForm.MORE);
        }
        Workbench.form(model, typed, errors, refused);
        return Response.view("demarches/design-sheet", model);
    }

    private Response save(Request request) throws IOException {
        return bench.change(request, "sheet", (again, open, typed, errors) -> page(again, open, typed, errors, true), (parts, form, fields) -> {
            new SheetForm(parts).apply(form, fields);
            return "/fiche";
        });
    }
}
