package org.parvis.demarches.citizen;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Form;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.demarches.CaseFile;
import org.parvis.demarches.CaseView;
import org.parvis.demarches.Handling;
import org.parvis.demarches.Places;
import org.parvis.demarches.Screen;
import org.parvis.demarches.procedure.Answers;
import org.parvis.demarches.procedure.AnswersCheck;
import org.parvis.demarches.procedure.Field;
import org.parvis.demarches.procedure.FormReader;
import org.parvis.demarches.procedure.Problem;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.Texts.Wanted;

/** What was sent can be corrected until the decision; all questions but those for files stand on one page. */
@Component(service = Routes.class)
public final class CorrectionPages implements Routes {
    private final FollowPages follow;
    private final CaseView view;
    private final Handling handling;
    private final Places places;

    @Activate
    public CorrectionPages(@Reference FollowPages follow, @Reference CaseView view, @Reference Handling handling, @Reference Places places) {
        this.follow = follow;
        this.view = view;
        this.handling = handling;
        this.places = places;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/teleservices/suivi/{id}/corriger", this::form).readsAccount(),
                Route.post("/teleservices/suivi/{id}/corriger", this::save).readsAccount());
    }

    private CaseFile file(Request request) {
        CaseFile file = follow.opened(request);
        if (file.closed()) {
            throw new Conflict("demarches.error.closed");
        }
        return file;
    }

    private Response form(Request request) {
        CaseFile file = file(request);
        return show(request, file, file.answers(), file.revision(), List.of());
    }

    private Response show(Request request, CaseFile file, Answers answers, int revision, List<FieldError> errors) {
        Procedure procedure = view.procedure(file);
        Screen screen = view.screen(file, request.site(), Wanted.of(request.language()));
        Map<String, Object> model = new HashMap<>();
        model.put("id", file.id().toString());
        model.put("revision", revision);
        model.put("back", FollowPages.back(request, file));
        model.put("parts", procedure.screens().shown(answers.json()).stream()
                .map(step -> new Screen.Part(
                        screen.label(step.key()), "", screen.widgets(step, answers).stream().filter(widget -> !widget.kind().equals("files")).toList()))
                .filter(part -> !part.widgets().isEmpty())
                .toList());
        model.put("asked", asked(procedure, answers).stream().map(Field::path).toList());
        model.put("errors", errors);
        return Response.view("demarches/correct", model);
    }

    private static List<Field> asked(Procedure procedure, Answers answers) {
        return procedure.screens().asked(answers.json()).stream().filter(field -> field.kind() != Field.Kind.FILES).toList();
    }

    private Response save(Request request) throws IOException {
        CaseFile file = file(request);
        Form form = request.form();
        Procedure procedure = view.procedure(file);
        Screen screen = view.screen(file, request.site(), Wanted.of(request.language()));
        List<Field> fields = procedure.screens().fields().stream()
                .filter(field -> field.kind() != Field.Kind.FILES && form.values("_asked").contains(field.path()))
                .toList();
        Answers typed = FormReader.read(file.answers(), fields, form);
        Answers answers = places.completed(request.site().tenant(), procedure, file.answers(), typed).pruned(procedure.screens());
        int revision = form.value("revision").matches("[0-9]{1,9}") ? Integer.parseInt(form.value("revision")) : -1;
        boolean rows = !form.value("_add").isEmpty() || !form.value("_remove").isEmpty();
        List<Field> before = asked(procedure, file.answers());
        boolean more = asked(procedure, answers).stream().anyMatch(field -> !fields.contains(field) && !before.contains(field));
        if (rows || more) {
            return show(request, file, answers, revision, List.of());
        }
        List<FieldError> errors = new ArrayList<>();
        AnswersCheck.check(procedure, answers, LocalDate.ofInstant(request.now(), request.site().tenant().zone())).stream()
                .filter(problem -> !passed(problem, file.answers(), answers))
                .forEach(problem -> errors.add(screen.error(problem)));
        List<String> changed = changed(procedure, file.answers(), answers, screen);
        if (errors.isEmpty() && changed.isEmpty()) {
            errors.add(FieldError.of("", "demarches.correct.nothing"));
        }
        if (!errors.isEmpty()) {
            return show(request, file, answers, revision, errors).status(422);
        }
        handling.correct(request.site(), file.id(), revision, answers, changed, request.now());
        return FollowPages.newest(request, file);
    }

    private static List<String> changed(Procedure procedure, Answers before, Answers after, Screen screen) {
        List<String> questions = new ArrayList<>();
        for (Field field : procedure.screens().fields()) {
            if (!same(before, after, field)) {
                questions.add(screen.label(field.key()));
            }
        }
        return questions;
    }

    /** A day that was to come when the request was sent, and is not corrected, stays what it was. */
    private static boolean passed(Problem problem, Answers before, Answers after) {
        Field field = problem.field();
        return field != null && problem.keyword().startsWith("formatM") && same(before, after, field);
    }

    /** A number that was stored is of another class than one that was just typed. */
    private static boolean same(Answers before, Answers after, Field field) {
        return before.at(field).equals(
                (one, other) -> one.isNumber() && other.isNumber() ? one.decimalValue().compareTo(other.decimalValue()) : one.equals(other) ? 0 : 1, after.at(field));
    }
}
