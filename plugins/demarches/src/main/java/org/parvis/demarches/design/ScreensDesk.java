package org.parvis.demarches.design;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Fields;
import org.parvis.api.route.Form;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.demarches.AtDesk;
import org.parvis.demarches.TerritoryOnly;

/** The steps of a form and what is asked on them: added, ordered, led to their own pages. */
@Component(service = Routes.class)
public final class ScreensDesk implements Routes {
    private static final String PATH = Workbench.PATH + "/{design}/ecrans";
    private static final int LABEL = 500;

    private final Workbench bench;

    @Activate
    public ScreensDesk(@Reference Workbench bench) {
        this.bench = bench;
    }

    /** A step in the list. */
    public record Step(String key, String label, Asked.Sentence when, List<Item> items, int faults, boolean first, boolean last) {}

    /**
     * What stands on a step.
     *
     * @param page where it is edited; empty: it is kept as it is
     * @param kind of a question, or group, words, layout
     * @param depth in groups, from 0
     */
    public record Item(
            String name, String page, String kind, String label, boolean required, Asked.Sentence when, int depth, int faults, boolean first, boolean last) {}

    @Override
    public List<Route> routes() {
        return List.of(
                TerritoryOnly.get(PATH, this::show, AtDesk.DONE),
                TerritoryOnly.post(PATH + "/etape", request -> bench.change(request, "step", this::page, ScreensDesk::addStep)),
                TerritoryOnly.post(PATH + "/ajouter", request -> bench.change(request, "question", this::page, ScreensDesk::add)),
                TerritoryOnly.post(PATH + "/deplacer", this::move));
    }

    private Response show(Request request) {
        return page(request, bench.open(request), Map.of(), List.of());
    }

    private Response page(Request request, Workbench.Open open, Map<String, String> typed, List<FieldError> errors) {
        Outline outline = new Outline(open.parts());
        Asked asked = new Asked(open.parts(), request.language().getLanguage());
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < outline.steps().size(); i++) {
            JsonNode step = outline.steps().get(i);
            List<Item> items = new ArrayList<>();
            items(open, asked, step, 0, items);
            String key = Outline.key(step);
            String label = open.parts().text(request.language().getLanguage(), key + ".label");
            steps.add(new Step(
                    key, label.isBlank() ? key : label, asked.sentence(step), items, open.about(Told.Area.STEP, key).size(), i == 0, i == outline.steps().size() - 1));
        }
        Map<String, Object> model = bench.model(request, open, "ecrans");
        model.put("steps", steps);
        model.put("containers", containers(open.parts(), asked));
        model.put("kinds", kinds());
        model.put("whole", open.errors(Told.Area.WHOLE, ""));
        Workbench.form(model, typed, errors, !errors.isEmpty());
        return Response.view("demarches/design-screens", model);
    }

    static List<String> kinds() {
        List<String> kinds = new ArrayList<>();
        for (QuestionKind kind : QuestionKind.values()) {
            if (kind != QuestionKind.KEPT) {
                kinds.add(kind.code());
            }
        }
        return kinds;
    }

    private void items(Workbench.Open open, Asked asked, JsonNode of, int depth, List<Item> into) {
        JsonNode elements = of.path("elements");
        for (int i = 0; i < elements.size(); i++) {
            JsonNode node = elements.get(i);
            boolean question = Outline.control(node);
            String name = Outline.name(node);
            Optional<Question> found = question ? Question.of(open.parts(), name) : Optional.empty();
            String kind = question ? found.map(one -> one.kind().code()).orElse("kept") : piece(node);
            String label = question ? asked.label(name) : open.parts().text(asked.language(), name + ".label");
            String page = name.isEmpty() ? "" : question ? (found.isPresent() ? "question" : "") : "element";
            int faults = open.about(question ? Told.Area.QUESTION : Told.Area.PIECE, name).size();
            into.add(new Item(
                    name, page, kind, label.isBlank() ? name : label, found.filter(one -> one.property().required()).isPresent(), asked.sentence(node), depth, faults,
                    i == 0, i == elements.size() - 1));
            items(open, asked, node, depth + 1, into);
        }
    }

    private static String piece(JsonNode node) {
        return switch (node.path("type").asText()) {
            case "Group" -> "group";
            case "Label" -> "words";
            default -> "layout";
        };
    }

    /** Steps and groups, to put something into. */
    static List<Workbench.Choice> containers(Parts parts, Asked asked) {
        List<Workbench.Choice> containers = new ArrayList<>();
        new Outline(parts).steps().forEach(step -> container(parts, asked, step, "", containers));
        return containers;
    }

    private static void container(Parts parts, Asked asked, JsonNode node, String above, List<Workbench.Choice> into) {
        String key = Outline.key(node);
        String label = parts.text(asked.language(), key + ".label");
        String full = above + (label.isBlank() ? key : label);
        if (!key.isEmpty()) {
            into.add(new Workbench.Choice(key, full));
        }
        node.path("elements").forEach(below -> {
            if (below.has("elements")) {
                container(parts, asked, below, full + " › ", into);
            }
        });
    }

    private static String addStep(Parts parts, Form form, Fields fields) {
        String french = fields.required("step.fr", LABEL);
        String key = new Outline(parts).addStep(french, fields.text("step.en", LABEL));
        return "/etape/" + key;
    }

    private static String add(Parts parts, Form form, Fields fields) {
        String kind = form.value("kind");
        Outline outline = new Outline(parts);
        ObjectNode container = outline.container(form.value("container")).map(Outline.Place::node).orElseThrow(NotFound::new);
        String french = fields.required("label.fr", LABEL);
        String english = fields.text("label.en", LABEL);
        if (kind.equals("group") || kind.equals("words")) {
            return "/element/" + outline.addPiece(container, kind.equals("group") ? "Group" : "Label", french, english);
        }
        if (QuestionKind.of(kind) == QuestionKind.KEPT) {
            fields.wrong("kind", "form.required");
            return "";
        }
        String group = group(outline.steps(), container);
        return "/question/" + Question.add(parts, container, group, QuestionKind.of(kind), french, english).path();
    }

    /** The object of the answers in which a step keeps most of its questions; else one named as the step. */
    private static String group(JsonNode steps, JsonNode container) {
        JsonNode step = container;
        for (JsonNode each : steps) {
            step = each == container || each.findParents("i18n").contains(container) ? each : step;
        }
        Map<String, Integer> counts = new HashMap<>();
        Outline.questions(step).forEach(question -> {
            String path = Outline.path(question);
            if (path.contains(".")) {
                counts.merge(path.substring(0, path.indexOf('.')), 1, Integer::sum);
            }
        });
        String own = Outline.word(Outline.key(step).replaceFirst("^(step|group)\\.", "").replaceAll("([A-Z])", "-$1"), "answers");
        return counts.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey).orElse(own);
    }

    private Response move(Request request) throws IOException {
        return bench.change(request, "order", this::page, (parts, form, fields) -> {
            Outline outline = new Outline(parts);
            String name = form.value("name");
            Optional<Outline.Place> place = form.value("what").equals("step") ? outline.step(name) : outline.element(name);
            Outline.move(place.orElseThrow(NotFound::new), form.value("direction").equals("up") ? -1 : 1);
            return "/ecrans";
        });
    }
}
