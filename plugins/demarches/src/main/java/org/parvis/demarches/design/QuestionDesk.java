package org.parvis.demarches.design;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
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

/** A question, or a column of rows: its words, how it is asked, its limits and choices, when it appears. */
@Component(service = Routes.class)
public final class QuestionDesk implements Routes {
    private static final String PATH = Workbench.PATH + "/{design}/question/{name}";
    private static final String COLUMN = PATH + "/colonne/{column}";
    /** What browsers can fill in by themselves (WCAG 1.3.5). */
    private static final List<String> AUTOCOMPLETE = List.of(
            "name", "given-name", "family-name", "email", "tel", "address-line1", "postal-code", "address-level2", "bday", "organization");

    private final Workbench bench;

    @Activate
    public QuestionDesk(@Reference Workbench bench) {
        this.bench = bench;
    }

    /** A column of rows. */
    public record Column(String name, String label, String kind, boolean required) {}

    /** Something that is kept as it is. */
    public record Kept(String name, String value) {}

    @Override
    public List<Route> routes() {
        return List.of(
                TerritoryOnly.get(PATH, this::show, AtDesk.DONE),
                TerritoryOnly.post(PATH, this::save),
                TerritoryOnly.post(PATH + "/supprimer", this::remove),
                TerritoryOnly.post(PATH + "/colonne", this::addColumn),
                TerritoryOnly.get(COLUMN, this::show, AtDesk.DONE),
                TerritoryOnly.post(COLUMN, this::save),
                TerritoryOnly.post(COLUMN + "/supprimer", this::remove));
    }

    private static boolean column(Request request) {
        return request.path().contains("/colonne/");
    }

    private static Question question(Request request, Parts parts) {
        Question question = Question.of(parts, request.variable("name")).orElseThrow(NotFound::new);
        return column(request) ? question.column(request.variable("column")).orElseThrow(NotFound::new) : question;
    }

    private Response show(Request request) {
        Workbench.Open open = bench.open(request);
        Question question = question(request, open.parts());
        Map<String, String> typed = new HashMap<>(new QuestionForm(question).typed());
        typed.putAll(new Asked(open.parts(), "fr").typed(question.control()));
        List<FieldError> errors = column(request) ? List.of() : open.errors(Told.Area.QUESTION, question.path());
        return page(request, open, typed, errors, false);
    }

    private Response again(Request request, Workbench.Open open, Map<String, String> typed, List<FieldError> errors) {
        return page(request, open, typed, errors, true);
    }

    private Response page(Request request, Workbench.Open open, Map<String, String> typed, List<FieldError> errors, boolean refused) {
        Question question = question(request, open.parts());
        Asked asked = new Asked(open.parts(), request.language().getLanguage());
        String name = request.variable("name");
        boolean column = column(request);
        Map<String, Object> model = bench.model(request, open, "ecrans");
        model.put("thing", name);
        model.put("column", column ? question.path() : "");
        model.put("heading", column ? open.parts().text(asked.language(), question.key() + ".label") : asked.label(name));
        model.put("kind", question.kind().code());
        model.put("kinds", ScreensDesk.kinds().stream().filter(kind -> !column || QuestionKind.COLUMNS.contains(QuestionKind.of(kind))).toList());
        model.put("limits", limits(question.kind()));
        model.put("choice", question.kind().choice());
        int rows = Math.max(question.values().size() + QuestionForm.MORE, (int) IntStream.range(0, 200).filter(i -> typed.containsKey("option." + i + ".fr")).count());
        model.put("optionRows", rows);
        model.put("columns", columns(question, asked));
        model.put("columnKinds", QuestionKind.COLUMNS.stream().map(QuestionKind::code).sorted().toList());
        model.put("autocompletes", AUTOCOMPLETE);
        model.put("kept", question.kept().entrySet().stream().map(one -> new Kept(one.getKey(), one.getValue())).sorted((a, b) -> a.name().compareTo(b.name())).toList());
        model.put("keptRule", Condition.of(question.control(), open.parts()).effect() == Condition.Effect.KEPT);
        model.put("groups", column ? List.of() : asked.conditions(new Outline(open.parts()).stepOf(name), question.control()));
        model.put("whenRows", Asked.rows(question.control()));
        model.put("containers", column ? List.of() : ScreensDesk.containers(open.parts(), asked));
        Workbench.form(model, typed, errors, refused);
        return Response.view("demarches/design-question", model);
    }

    /** Which limits a kind has: lengths, numbers, counts, days or none. */
    private static String limits(QuestionKind kind) {
        if (QuestionKind.LENGTHS.contains(kind)) {
            return "lengths";
        }
        if (QuestionKind.NUMBERS.contains(kind)) {
            return "numbers";
        }
        return QuestionKind.COUNTS.contains(kind) || kind == QuestionKind.BOXES ? "counts" : kind == QuestionKind.DATE ? "days" : "none";
    }

    private static List<Column> columns(Question question, Asked asked) {
        List<Column> columns = new ArrayList<>();
        if (question.kind() == QuestionKind.ROWS) {
            for (String name : question.columns()) {
                question.column(name).ifPresent(one -> {
                    String label = one.parts().text(asked.language(), one.key() + ".label");
                    columns.add(new Column(name, label.isBlank() ? name : label, one.kind().code(), one.property().required()));
                });
            }
        }
        return columns;
    }

    private Response save(Request request) throws IOException {
        return bench.change(request, "question", this::again, (parts, form, fields) -> {
            Question question = question(request, parts);
            QuestionKind before = question.kind();
            new QuestionForm(question).apply(form, fields);
            boolean column = column(request);
            if (!column) {
                placed(parts, question, form, fields);
            }
            String page = "/question/" + request.variable("name");
            // Another kind has other fields: the page comes back with them.
            boolean other = question.kind() != before;
            return other ? page + (column ? "/colonne/" + question.path() : "") : column ? page : "/ecrans";
        });
    }

    private static void placed(Parts parts, Question question, Form form, Fields fields) {
        new Asked(parts, "fr").apply(question.control(), form, fields);
        Outline outline = new Outline(parts);
        if (!form.value("container").isEmpty()) {
            outline.question(question.path()).ifPresent(place -> outline.moveInto(place, form.value("container")));
        }
    }

    private Response addColumn(Request request) throws IOException {
        return bench.change(request, "question", this::again, (parts, form, fields) -> {
            Question rows = Question.of(parts, request.variable("name")).filter(one -> one.kind() == QuestionKind.ROWS).orElseThrow(NotFound::new);
            QuestionKind kind = QuestionKind.of(form.value("column.kind"));
            String french = fields.required("column.fr", 500);
            if (!QuestionKind.COLUMNS.contains(kind)) {
                fields.wrong("column.kind", "form.required");
                return "";
            }
            return "/question/" + rows.path() + "/colonne/" + rows.addColumn(kind, french, fields.text("column.en", 500)).path();
        });
    }

    private Response remove(Request request) throws IOException {
        return bench.change(request, "remove", this::again, (parts, form, fields) -> {
            Question question = question(request, parts);
            if (column(request)) {
                question.removeColumn();
                return "/question/" + request.variable("name");
            }
            Outline outline = new Outline(parts);
            outline.remove(outline.question(question.path()).orElseThrow(NotFound::new));
            return "/ecrans";
        });
    }
}
