package org.parvis.demarches.design;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Fields;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.demarches.AtDesk;
import org.parvis.demarches.TerritoryOnly;

/** A step, a group or words on a step: their texts, their condition, their place; taken away after a confirmation. */
@Component(service = Routes.class)
public final class ElementDesk implements Routes {
    private static final String STEP = Workbench.PATH + "/{design}/etape/{name}";
    private static final String PIECE = Workbench.PATH + "/{design}/element/{name}";

    private final Workbench bench;

    @Activate
    public ElementDesk(@Reference Workbench bench) {
        this.bench = bench;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                TerritoryOnly.get(STEP, request -> show(request, true), AtDesk.DONE),
                TerritoryOnly.post(STEP, request -> save(request, true)),
                TerritoryOnly.post(STEP + "/supprimer", request -> remove(request, true)),
                TerritoryOnly.get(PIECE, request -> show(request, false), AtDesk.DONE),
                TerritoryOnly.post(PIECE, request -> save(request, false)),
                TerritoryOnly.post(PIECE + "/supprimer", request -> remove(request, false)));
    }

    private static Outline.Place place(Parts parts, String name, boolean step) {
        Outline outline = new Outline(parts);
        Optional<Outline.Place> place = step ? outline.step(name) : outline.piece(name);
        return place.orElseThrow(NotFound::new);
    }

    private Response show(Request request, boolean step) {
        Workbench.Open open = bench.open(request);
        String name = request.variable("name");
        Map<String, String> typed = new HashMap<>(new Asked(open.parts(), "fr").typed(place(open.parts(), name, step).node()));
        for (String variant : Parts.VARIANTS) {
            typed.put("label." + variant, open.parts().messages(variant).get(name + ".label"));
            typed.put("description." + variant, open.parts().messages(variant).get(name + ".description"));
        }
        return page(request, open, typed, open.errors(step ? Told.Area.STEP : Told.Area.PIECE, name), step, false);
    }

    private Response page(Request request, Workbench.Open open, Map<String, String> typed, List<FieldError> errors, boolean step, boolean refused) {
        String name = request.variable("name");
        ObjectNode node = place(open.parts(), name, step).node();
        Outline outline = new Outline(open.parts());
        Asked asked = new Asked(open.parts(), request.language().getLanguage());
        int number = step ? place(open.parts(), name, true).index() : outline.stepOf(name);
        Map<String, Object> model = bench.model(request, open, "ecrans");
        model.put("thing", name);
        model.put("what", step ? "step" : node.has("elements") ? "group" : "words");
        model.put("page", step ? "etape" : "element");
        model.put("groups", asked.conditions(number, node));
        model.put("whenRows", Asked.rows(node));
        model.put("keptRule", Condition.of(node, open.parts()).effect() == Condition.Effect.KEPT ? node.path("rule").toString() : "");
        model.put("within", Outline.questions(node).size());
        model.put("number", number + 1);
        model.put("containers", step ? List.of() : ScreensDesk.containers(open.parts(), asked));
        Workbench.form(model, typed, errors, refused);
        return Response.view("demarches/design-element", model);
    }

    private Response save(Request request, boolean step) throws IOException {
        String name = request.variable("name");
        return bench.change(request, step ? "step" : "piece", (again, open, typed, errors) -> page(again, open, typed, errors, step, true), (parts, form, fields) -> {
            Outline.Place place = place(parts, name, step);
            texts(parts, name, fields);
            new Asked(parts, "fr").apply(place.node(), form, fields);
            if (!step && !form.value("container").isEmpty()) {
                new Outline(parts).moveInto(place, form.value("container"));
            }
            return "/ecrans";
        });
    }

    private static void texts(Parts parts, String name, Fields fields) {
        fields.required("label.fr", 500);
        for (String variant : Parts.VARIANTS) {
            parts.messages(variant).set(name + ".label", fields.text("label." + variant, 500));
            parts.messages(variant).set(name + ".description", fields.text("description." + variant, 1_000));
        }
    }

    private Response remove(Request request, boolean step) throws IOException {
        String name = request.variable("name");
        return bench.change(request, "remove", (again, open, typed, errors) -> page(again, open, typed, errors, step, true), (parts, form, fields) -> {
            new Outline(parts).remove(place(parts, name, step));
            return "/ecrans";
        });
    }
}
