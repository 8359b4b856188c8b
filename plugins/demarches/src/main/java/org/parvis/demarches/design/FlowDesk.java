package org.parvis.demarches.design;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.demarches.AtDesk;
import org.parvis.demarches.TerritoryOnly;

/** The life of a file: its states, and the ways between them. */
@Component(service = Routes.class)
public final class FlowDesk implements Routes {
    private static final String PATH = Workbench.PATH + "/{design}/suivi";
    private static final String STATE = Workbench.PATH + "/{design}/etat/{name}";
    private static final String WAY = Workbench.PATH + "/{design}/passage/{name}";
    private static final int LABEL = 300;

    private final Workbench bench;

    @Activate
    public FlowDesk(@Reference Workbench bench) {
        this.bench = bench;
    }

    /** A state in the list. */
    public record State(String id, String label, String kind, String outcome, boolean initial, int faults, List<Way> ways) {}

    /** A way that begins at a state. */
    public record Way(String id, String label, String to, List<String> by, int faults) {}

    @Override
    public List<Route> routes() {
        return List.of(
                TerritoryOnly.get(PATH, request -> list(request, bench.open(request), Map.of(), List.of()), AtDesk.DONE),
                TerritoryOnly.post(PATH + "/etat", request -> bench.change(request, "state", this::list, (parts, form, fields) ->
                        "/etat/" + new Flow(parts).addState(fields.required("state.fr", LABEL), fields.text("state.en", LABEL)))),
                TerritoryOnly.post(PATH + "/passage", request -> bench.change(request, "way", this::list, (parts, form, fields) ->
                        "/passage/" + new Flow(parts).addWay(fields.required("way.fr", LABEL), fields.text("way.en", LABEL)))),
                TerritoryOnly.get(STATE, this::state, AtDesk.DONE),
                TerritoryOnly.post(STATE, this::saveState),
                TerritoryOnly.post(STATE + "/supprimer", request -> remove(request, true)),
                TerritoryOnly.get(WAY, this::way, AtDesk.DONE),
                TerritoryOnly.post(WAY, this::saveWay),
                TerritoryOnly.post(WAY + "/supprimer", request -> remove(request, false)));
    }

    private Response list(Request request, Workbench.Open open, Map<String, String> typed, List<FieldError> errors) {
        Flow flow = new Flow(open.parts());
        String language = request.language().getLanguage();
        List<State> states = new ArrayList<>();
        List<String> shown = new ArrayList<>();
        for (String id : flow.states()) {
            ObjectNode node = flow.state(id).orElse(Parts.MAKE.objectNode());
            List<Way> ways = new ArrayList<>();
            for (String way : flow.ways()) {
                if (Lists.words(flow.way(way).orElse(Parts.MAKE.objectNode()).path("from")).contains(id)) {
                    ways.add(line(open, flow, way, language));
                    shown.add(way);
                }
            }
            states.add(new State(
                    id, said(open.parts(), language, "state." + id, id), node.path("kind").asText(), node.path("outcome").asText(""), flow.initial().equals(id),
                    open.about(Told.Area.STATE, id).size(), ways));
        }
        Map<String, Object> model = bench.model(request, open, "suivi");
        model.put("states", states);
        model.put("loose", flow.ways().stream().filter(way -> !shown.contains(way)).map(way -> line(open, flow, way, language)).toList());
        model.put("whole", open.errors(Told.Area.WHOLE, ""));
        Workbench.form(model, typed, errors, !errors.isEmpty());
        return Response.view("demarches/design-flow", model);
    }

    private static Way line(Workbench.Open open, Flow flow, String id, String language) {
        ObjectNode way = flow.way(id).orElse(Parts.MAKE.objectNode());
        String to = way.path("to").asText("");
        return new Way(
                id, said(open.parts(), language, "transition." + id, id), to.isEmpty() ? "" : said(open.parts(), language, "state." + to, to), Lists.words(way.path("by")),
                open.about(Told.Area.WAY, id).size());
    }

    private static String said(Parts parts, String language, String key, String otherwise) {
        String text = parts.text(language, key);
        return text.isBlank() ? otherwise : text;
    }

    private Response state(Request request) {
        Workbench.Open open = bench.open(request);
        String id = request.variable("name");
        new Flow(open.parts()).state(id).orElseThrow(NotFound::new);
        return state(request, open, new Flow(open.parts()).typedState(id), open.errors(Told.Area.STATE, id), false);
    }

    private Response state(Request request, Workbench.Open open, Map<String, String> typed, List<FieldError> errors, boolean refused) {
        String id = request.variable("name");
        Map<String, Object> model = bench.model(request, open, "suivi");
        model.put("thing", id);
        model.put("heading", said(open.parts(), request.language().getLanguage(), "state." + id, id));
        model.put("kinds", Flow.KINDS);
        model.put("outcomes", Flow.OUTCOMES);
        String language = request.language().getLanguage();
        model.put("fees", new Flow(open.parts()).fees().stream().map(fee -> new Workbench.Choice(fee, said(open.parts(), language, "fee." + fee, fee))).toList());
        Workbench.form(model, typed, errors, refused);
        return Response.view("demarches/design-state", model);
    }

    private Response saveState(Request request) throws IOException {
        return bench.change(request, "state", (again, open, typed, errors) -> state(again, open, typed, errors, true), (parts, form, fields) -> {
            Flow flow = new Flow(parts);
            flow.state(request.variable("name")).orElseThrow(NotFound::new);
            flow.applyState(request.variable("name"), form, fields);
            return "/suivi";
        });
    }

    private Response way(Request request) {
        Workbench.Open open = bench.open(request);
        String id = request.variable("name");
        new Flow(open.parts()).way(id).orElseThrow(NotFound::new);
        return way(request, open, new WayForm(open.parts(), id).typed(), open.errors(Told.Area.WAY, id), false);
    }

    private Response way(Request request, Workbench.Open open, Map<String, String> typed, List<FieldError> errors, boolean refused) {
        String id = request.variable("name");
        String language = request.language().getLanguage();
        Flow flow = new Flow(open.parts());
        Map<String, Object> model = bench.model(request, open, "suivi");
        model.put("thing", id);
        model.put("heading", said(open.parts(), language, "transition." + id, id));
        model.put("states", flow.states().stream().map(state -> new Workbench.Choice(state, said(open.parts(), language, "state." + state, state))).toList());
        model.put("actors", WayForm.ACTORS);
        model.put("needs", WayForm.NEEDS);
        model.put("types", WayForm.TYPES);
        model.put("letters", open.parts().letters().stream()
                .map(letter -> new Workbench.Choice(letter, said(open.parts(), language, "document." + letter, letter))).toList());
        int there = (int) IntStream.range(0, 40).filter(i -> typed.containsKey("field." + i + ".fr")).count();
        model.put("fieldRows", refused ? there : there + WayForm.MORE);
        Workbench.form(model, typed, errors, refused);
        return Response.view("demarches/design-way", model);
    }

    private Response saveWay(Request request) throws IOException {
        return bench.change(request, "way", (again, open, typed, errors) -> way(again, open, typed, errors, true), (parts, form, fields) -> {
            new Flow(parts).way(request.variable("name")).orElseThrow(NotFound::new);
            new WayForm(parts, request.variable("name")).apply(form, fields);
            return "/suivi";
        });
    }

    private Response remove(Request request, boolean state) throws IOException {
        return bench.change(request, "remove", this::list, (parts, form, fields) -> {
            Flow flow = new Flow(parts);
            String id = request.variable("name");
            if (state && flow.state(id).isPresent()) {
                flow.removeState(id);
            } else if (!state && flow.way(id).isPresent()) {
                flow.removeWay(id);
            } else {
                throw new NotFound();
            }
            return "/suivi";
        });
    }
}
