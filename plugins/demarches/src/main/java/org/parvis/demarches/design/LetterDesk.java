package org.parvis.demarches.design;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

/** The letters that ways make, and what they can say of a file. */
@Component(service = Routes.class)
public final class LetterDesk implements Routes {
    private static final String PATH = Workbench.PATH + "/{design}/courriers";
    private static final String LETTER = Workbench.PATH + "/{design}/courrier/{name}";
    /** Names that every letter knows, explained by the messages of reply templates. */
    private static final List<String> NAMES = List.of("number", "applicant", "received", "subject", "message", "reason", "due", "today", "commune", "service", "contest");
    private static final int LONGEST = 20_000;

    private final Workbench bench;

    @Activate
    public LetterDesk(@Reference Workbench bench) {
        this.bench = bench;
    }

    /** A letter in the list; {@code ways}: labels of those that make it. */
    public record Line(String id, String title, List<String> ways, int faults) {}

    @Override
    public List<Route> routes() {
        return List.of(
                TerritoryOnly.get(PATH, request -> list(request, bench.open(request), Map.of(), List.of()), AtDesk.DONE),
                TerritoryOnly.post(PATH, this::add),
                TerritoryOnly.get(LETTER, this::show, AtDesk.DONE),
                TerritoryOnly.post(LETTER, this::save),
                TerritoryOnly.post(LETTER + "/supprimer", this::remove));
    }

    private Response list(Request request, Workbench.Open open, Map<String, String> typed, List<FieldError> errors) {
        String language = request.language().getLanguage();
        Flow flow = new Flow(open.parts());
        List<Line> lines = new ArrayList<>();
        for (String id : open.parts().letters()) {
            List<String> ways = flow.ways().stream()
                    .filter(way -> flow.way(way).filter(node -> node.path("document").asText("").equals(id)).isPresent())
                    .map(way -> open.parts().text(language, "transition." + way)).toList();
            lines.add(new Line(id, title(open.parts(), language, id), ways, open.about(Told.Area.LETTER, id).size()));
        }
        Map<String, Object> model = bench.model(request, open, "courriers");
        model.put("lines", lines);
        Workbench.form(model, typed, errors, !errors.isEmpty());
        return Response.view("demarches/design-letters", model);
    }

    private static String title(Parts parts, String language, String id) {
        String title = parts.text(language, "document." + id);
        return title.isBlank() ? id : title;
    }

    private Response add(Request request) throws IOException {
        return bench.change(request, "letter", this::list, (parts, form, fields) -> {
            String french = fields.required("title.fr", 200);
            String id = Flow.free(parts.letters(), french, "letter");
            parts.letter(id, "fr", "# " + french);
            return "/courrier/" + id;
        });
    }

    private static void known(Parts parts, String id) {
        if (!parts.letters().contains(id)) {
            throw new NotFound();
        }
    }

    private Response show(Request request) {
        Workbench.Open open = bench.open(request);
        String id = request.variable("name");
        known(open.parts(), id);
        Map<String, String> typed = new HashMap<>();
        for (String language : List.of("fr", "en")) {
            typed.put("title." + language, open.parts().messages(language).get("document." + id));
            typed.put("text." + language, open.parts().letter(id, language));
        }
        return page(request, open, typed, open.errors(Told.Area.LETTER, id), false);
    }

    private Response page(Request request, Workbench.Open open, Map<String, String> typed, List<FieldError> errors, boolean refused) {
        String id = request.variable("name");
        String language = request.language().getLanguage();
        Asked asked = new Asked(open.parts(), language);
        Flow flow = new Flow(open.parts());
        List<Workbench.Choice> variables = new ArrayList<>();
        for (ObjectNode node : Outline.questions(open.parts().screens())) {
            variables.add(new Workbench.Choice(Outline.path(node), asked.label(Outline.path(node))));
        }
        boolean used = false;
        for (String way : flow.ways()) {
            ObjectNode node = flow.way(way).orElseThrow();
            if (node.path("document").asText("").equals(id)) {
                used = true;
                node.path("fields").fieldNames().forEachRemaining(
                        field -> variables.add(new Workbench.Choice(field, open.parts().text(language, "transition." + way + "." + field))));
            }
        }
        Map<String, Object> model = bench.model(request, open, "courriers");
        model.put("thing", id);
        model.put("heading", title(open.parts(), language, id));
        model.put("used", used);
        model.put("names", NAMES);
        model.put("variables", variables);
        Workbench.form(model, typed, errors, refused);
        return Response.view("demarches/design-letter", model);
    }

    private Response save(Request request) throws IOException {
        String id = request.variable("name");
        return bench.change(request, "letter", (again, open, typed, errors) -> page(again, open, typed, errors, true), (parts, form, fields) -> {
            known(parts, id);
            parts.letter(id, "fr", fields.required("text.fr", LONGEST));
            parts.letter(id, "en", fields.text("text.en", LONGEST));
            for (String language : List.of("fr", "en")) {
                parts.messages(language).set("document." + id, fields.text("title." + language, 200));
            }
            new Flow(parts).settleLetters();
            return "/courriers";
        });
    }

    private Response remove(Request request) throws IOException {
        String id = request.variable("name");
        return bench.change(request, "remove", this::list, (parts, form, fields) -> {
            known(parts, id);
            parts.letter(id, "fr", "");
            parts.letter(id, "en", "");
            parts.forget("document." + id);
            return "/courriers";
        });
    }
}
