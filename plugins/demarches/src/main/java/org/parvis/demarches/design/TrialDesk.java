package org.parvis.demarches.design;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.file.Attachment;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Form;
import org.parvis.api.route.Limits;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.route.Upload;
import org.parvis.api.tenant.Site;
import org.parvis.demarches.Screen;
import org.parvis.demarches.TerritoryOnly;
import org.parvis.demarches.Widget;
import org.parvis.demarches.citizen.SheetPreview;
import org.parvis.demarches.procedure.Answers;
import org.parvis.demarches.procedure.AnswersCheck;
import org.parvis.demarches.procedure.Field;
import org.parvis.demarches.procedure.FormReader;
import org.parvis.demarches.procedure.Header;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.ProcedureReader;
import org.parvis.demarches.procedure.Screens;
import org.parvis.demarches.procedure.Texts;

/**
 * The pages of a design as citizens will see them, to be tried: what is typed travels from page to page in the form itself and is stored
 * nowhere; no file is made, nothing is sent or counted.
 */
@Component(service = Routes.class)
public final class TrialDesk implements Routes {
    private static final String PATH = Workbench.PATH + "/{design}";
    /** What stands in the answers for a file that is not kept: its size and name. */
    private static final Pattern FILE = Pattern.compile("([0-9]{1,12})/(.{1,200})");

    private final Workbench bench;
    private final SheetPreview sheets;
    private final ShownOn sites;

    @Activate
    public TrialDesk(@Reference Workbench bench, @Reference SheetPreview sheets, @Reference ShownOn sites) {
        this.bench = bench;
        this.sheets = sheets;
        this.sites = sites;
    }

    /** A step on the review page. */
    public record Reviewed(int number, String label, List<Widget.Answer> answers) {}

    /** A trial as far as it has come. */
    record Trial(Workbench.Open open, Procedure procedure, Screen screen, Answers answers) {
        List<Screens.Step> steps() {
            return procedure.screens().shown(answers.json());
        }

        Trial with(Answers other) {
            return new Trial(open, procedure, screen, other);
        }
    }

    @Override
    public List<Route> routes() {
        return List.of(
                TerritoryOnly.get(PATH + "/apercu", this::sheet, "texte", ShownOn.PARAMETER),
                TerritoryOnly.post(PATH + "/essai", request -> show(request, trial(request, bench.open(request), Answers.none()), 1, List.of(), false)),
                TerritoryOnly.get(PATH + "/essai/{step}", request ->
                        show(request, trial(request, bench.open(request), Answers.none()), number(request.variable("step")), List.of(), false), ShownOn.PARAMETER),
                TerritoryOnly.post(PATH + "/essai/{step}", this::save).limits(Limits.UPLOAD));
    }

    private Response sheet(Request request) throws IOException {
        Workbench.Open open = bench.open(request);
        boolean simple = request.query("texte").filter("simple"::equals).isPresent();
        Map<String, Object> model = new HashMap<>();
        Site site = bar(request, open, model);
        model.put("steps", List.of());
        return sheets.of(request, site, procedure(open), simple, model);
    }

    /** As it stands: of a design with faults, what can be read. */
    static Procedure procedure(Workbench.Open open) {
        Design design = open.design();
        return ProcedureReader.read(design.files()).sound()
                .orElseGet(() -> ProcedureReader.salvaged(design.procedure(), open.parts().header().path("version").asInt(1), design.files()));
    }

    static Trial trial(Request request, Workbench.Open open, Answers answers) {
        Procedure procedure = procedure(open);
        return new Trial(open, procedure, new Screen(procedure, Texts.Wanted.of(request.language()), id -> file(id, request)), answers);
    }

    private static Optional<Attachment> file(String id, Request request) {
        Matcher written = FILE.matcher(id);
        return written.matches()
                ? Optional.of(new Attachment(id, "", "", written.group(2), "", Long.parseLong(written.group(1)), "", request.now()))
                : Optional.empty();
    }

    /** What was answered so far, as the form before carried it along. */
    static Answers carried(Form form) {
        try {
            return Answers.of(form.value("_answers").isEmpty() ? "{}" : form.value("_answers"));
        } catch (IllegalArgumentException tampered) {
            return Answers.none();
        }
    }

    private static int number(String text) {
        return text.matches("[1-9][0-9]?") ? Integer.parseInt(text) : 1;
    }

    /** @return whose site the page is shown on */
    private Site bar(Request request, Workbench.Open open, Map<String, Object> model) throws IOException {
        model.put("preview", "/bureau/" + request.site().tenant().slug() + Workbench.PATH + "/" + open.design().id());
        model.put("faultCount", open.faults().size());
        Site site = sites.of(request);
        sites.into(model, request, site);
        return site;
    }

    static LocalDate today(Request request) {
        return LocalDate.ofInstant(request.now(), request.site().tenant().zone());
    }

    private Response show(Request request, Trial trial, int wanted, List<FieldError> errors, boolean more) throws IOException {
        List<Screens.Step> steps = trial.steps();
        if (steps.isEmpty()) {
            return Response.seeOther("/bureau/" + request.site().tenant().slug() + Workbench.PATH + "/" + trial.open().design().id());
        }
        int number = Math.min(wanted, steps.size());
        Screens.Step step = steps.get(number - 1);
        Map<String, Object> model = model(trial);
        Site site = bar(request, trial.open(), model);
        model.put("place", number);
        model.put("last", steps.size());
        model.put("label", trial.screen().label(step.key()));
        model.put("hint", trial.screen().description(step.key()));
        model.put("widgets", trial.screen().widgets(step, trial.answers()));
        model.put("asked", step.asked(trial.answers().json()).stream().map(Field::path).toList());
        model.put("more", more);
        model.put("errors", errors);
        return Response.preview(site, "demarches/design-trial", model);
    }

    private static Map<String, Object> model(Trial trial) {
        Map<String, Object> model = new HashMap<>();
        model.put("title", trial.screen().title().isBlank() ? trial.open().design().procedure() : trial.screen().title());
        model.put("answers", trial.answers().toString());
        model.put("steps", trial.steps().stream().map(step -> trial.screen().label(step.key())).toList());
        return model;
    }

    private Response save(Request request) throws IOException {
        Form form = request.form();
        Trial before = trial(request, bench.open(request), carried(form));
        if (request.variable("step").equals("verifier")) {
            return form.value("_go").isEmpty() ? send(request, before) : show(request, before, number(form.value("_go")), List.of(), false);
        }
        int number = Math.min(number(request.variable("step")), Math.max(1, before.steps().size()));
        if (before.steps().isEmpty()) {
            return show(request, before, 1, List.of(), false);
        }
        Screens.Step step = before.steps().get(number - 1);
        List<Field> asked = step.asked(before.answers().json()).stream().filter(field -> form.values("_asked").contains(field.path())).toList();
        Answers answers = FormReader.read(before.answers(), asked, form);
        for (Field field : asked) {
            answers = field.kind() == Field.Kind.FILES ? files(answers, field, form) : answers;
        }
        Trial trial = before.with(answers.pruned(before.procedure().screens()));
        if (!form.value("_go").isEmpty()) {
            return show(request, trial, number(form.value("_go")), List.of(), false);
        }
        if (!form.value("_add").isEmpty() || !form.value("_remove").isEmpty()) {
            return show(request, trial, number, List.of(), false);
        }
        List<FieldError> errors = AnswersCheck.check(trial.procedure(), trial.answers(), asked, today(request)).stream().map(trial.screen()::error).toList();
        if (!errors.isEmpty()) {
            return show(request, trial, number, errors, false).status(422);
        }
        if (!asked.containsAll(step.asked(trial.answers().json()))) {
            return show(request, trial, number, List.of(), true);
        }
        return number >= trial.steps().size() ? review(request, trial, List.of(), false) : show(request, trial, number + 1, List.of(), false);
    }

    /** Files by name and size; they are not read. */
    private static Answers files(Answers answers, Field field, Form form) {
        var kept = Parts.MAKE.arrayNode();
        String removed = form.value("_remove");
        for (JsonNode id : answers.at(field)) {
            if (!id.asText().equals(removed)) {
                kept.add(id);
            }
        }
        for (Upload upload : form.files(field.path())) {
            String name = upload.fileName();
            kept.add(upload.size() + "/" + (name.isEmpty() ? "?" : name.substring(0, Math.min(200, name.length()))));
        }
        return answers.with(field.path(), kept.isEmpty() ? answers.json().nullNode() : kept);
    }

    /** @param checked whether it could be sent */
    private Response review(Request request, Trial trial, List<FieldError> errors, boolean checked) throws IOException {
        List<Reviewed> reviewed = new ArrayList<>();
        List<Screens.Step> steps = trial.steps();
        for (int i = 0; i < steps.size(); i++) {
            reviewed.add(new Reviewed(i + 1, trial.screen().label(steps.get(i).key()), trial.screen().answers(steps.get(i), trial.answers())));
        }
        Map<String, Object> model = model(trial);
        Site site = bar(request, trial.open(), model);
        model.put("reviewed", reviewed);
        model.put("errors", errors);
        model.put("sound", trial.open().faults().isEmpty());
        model.put("checked", checked);
        return Response.preview(site, "demarches/design-review", model);
    }

    /** The check of the whole, as when a request is sent; then on to what becomes of it. */
    private Response send(Request request, Trial trial) throws IOException {
        Answers answers = trial.answers().pruned(trial.procedure().screens());
        var problems = AnswersCheck.check(trial.procedure(), answers, today(request));
        List<Screens.Step> steps = trial.steps();
        for (int i = 0; !problems.isEmpty() && i < steps.size(); i++) {
            List<Field> asked = steps.get(i).asked(answers.json());
            List<FieldError> errors = problems.stream().filter(problem -> asked.contains(problem.field())).map(trial.screen()::error).toList();
            if (!errors.isEmpty()) {
                return show(request, trial, i + 1, errors, false).status(422);
            }
        }
        List<FieldError> errors = new ArrayList<>(problems.stream().map(trial.screen()::error).toList());
        Header.@Nullable Applicant where = trial.procedure().header().filing().applicant();
        if (where == null || answers.text(where.email()).isBlank() && answers.text(where.phone()).isBlank()) {
            errors.add(FieldError.of(where == null ? "" : where.email(), "demarches.invalid.contact"));
        }
        Response page = review(request, trial, errors, errors.isEmpty());
        return errors.isEmpty() ? page : page.status(422);
    }
}
