package org.parvis.demarches.citizen;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.file.Attachments;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Form;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.Limits;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.demarches.Cases;
import org.parvis.demarches.Draft;
import org.parvis.demarches.Drafts;
import org.parvis.demarches.Holder;
import org.parvis.demarches.Paths;
import org.parvis.demarches.Places;
import org.parvis.demarches.Procedures;
import org.parvis.demarches.Rates;
import org.parvis.demarches.Screen;
import org.parvis.demarches.Widget;
import org.parvis.demarches.known.Known;
import org.parvis.demarches.procedure.Answers;
import org.parvis.demarches.procedure.AnswersCheck;
import org.parvis.demarches.procedure.Field;
import org.parvis.demarches.procedure.FormReader;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.Screens;
import org.parvis.demarches.procedure.Texts;
import org.parvis.demarches.report.ReportPages;
import org.parvis.demarches.report.Reports;

/**
 * The form of a procedure, step by step. Whatever is typed is kept at once, right or wrong. Without JavaScript a question that depends on
 * another one of the same step appears when the step is sent.
 */
@Component(service = Routes.class)
public final class FormPages implements Routes {
    public static final Limits UPLOADS = new Limits(64L << 20, Duration.ofMinutes(10));
    /** As on all pages, but for the place where the phone is: a field of the step asks for it. */
    private static final String POSITION_ALLOWED = "camera=(), geolocation=(self), microphone=(), payment=(), usb=(), browsing-topics=()";

    private final Procedures procedures;
    private final Drafts drafts;
    private final Cases cases;
    private final Attachments attachments;
    private final Places places;
    private final Reports reports;
    private final Known known;
    private final Rates rates;

    @Activate
    public FormPages(
            @Reference Procedures procedures,
            @Reference Drafts drafts,
            @Reference Cases cases,
            @Reference Attachments attachments,
            @Reference Places places,
            @Reference Reports reports,
            @Reference Known known,
            @Reference Rates rates) {
        this.procedures = procedures;
        this.drafts = drafts;
        this.cases = cases;
        this.attachments = attachments;
        this.places = places;
        this.reports = reports;
        this.known = known;
        this.rates = rates;
    }

    /** A step on the review page. */
    public record Reviewed(int number, String label, List<Widget.Answer> answers) {}

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/teleservices/formulaire/{id}/{step}", this::step).reads("suite").readsAccount(),
                Route.post("/teleservices/formulaire/{id}/verifier", this::send).readsAccount(),
                Route.post("/teleservices/formulaire/{id}/brouillon", this::keep).readsAccount(),
                Route.post("/teleservices/formulaire/{id}/{step}", this::save).readsAccount().limits(UPLOADS));
    }

    /** A draft with its procedure. */
    private record Open(Draft draft, Procedure procedure, Screen screen) {
        List<Screens.Step> steps() {
            return procedure.screens().shown(draft.answers().json());
        }

        Open with(Draft other) {
            return new Open(other, procedure, screen);
        }
    }

    private Open open(Request request) {
        Draft draft = drafts.get(request, Paths.uuid(request.variable("id")));
        Procedure procedure = procedures.of(draft);
        Texts.Wanted wanted = Texts.Wanted.of(request.language()).simple(draft.simple());
        return new Open(draft, procedure, new Screen(procedure, wanted, id -> attachments.byId(request.tenant(), id)));
    }

    private static int number(String text, int most) {
        if (!text.matches("[1-9][0-9]?") || Integer.parseInt(text) > most) {
            throw new NotFound();
        }
        return Integer.parseInt(text);
    }

    private static LocalDate today(Request request) {
        return LocalDate.ofInstant(request.now(), request.site().tenant().zone());
    }

    private Response step(Request request) {
        return receipt(request).orElseGet(() -> form(request, open(request)));
    }

    private Response form(Request request, Open open) {
        Response page = request.variable("step").equals("verifier")
                ? review(request, open, List.of())
                : show(request, open, number(request.variable("step"), open.steps().size()), List.of(), request.query("suite").isPresent());
        // Who came by a code gets a token before sending: so that a second click finds the receipt.
        return Holder.of(request).isEmpty() ? page.cookie(Holder.fresh().cookie()) : page;
    }

    private Response show(Request request, Open open, int number, List<FieldError> errors, boolean more) {
        Screens.Step step = open.steps().get(number - 1);
        Map<String, Object> model = model(open);
        model.put("place", number);
        model.put("last", open.steps().size());
        model.put("label", open.screen().label(step.key()));
        model.put("hint", open.screen().description(step.key()));
        List<Field> asked = step.asked(open.draft().answers().json());
        model.put("widgets", open.screen().widgets(step, open.draft().answers()));
        model.put("asked", asked.stream().map(Field::path).toList());
        known.offer(request, open.procedure(), asked, model);
        model.put("more", more);
        model.put("errors", errors);
        Response page = Response.view("demarches/step", model);
        return asked.stream().anyMatch(field -> field.kind() == Field.Kind.POSITION) ? page.header("Permissions-Policy", POSITION_ALLOWED) : page;
    }

    private static Map<String, Object> model(Open open) {
        Map<String, Object> model = new HashMap<>();
        model.put("draft", open.draft().id().toString());
        model.put("procedure", open.procedure().id());
        model.put("title", open.screen().title());
        return model;
    }

    private Response save(Request request) throws IOException {
        Open before = open(request);
        int number = number(request.variable("step"), before.steps().size());
        Screens.Step step = before.steps().get(number - 1);
        Form form = request.form();
        List<Field> asked = step.asked(before.draft().answers().json()).stream().filter(field -> form.values("_asked").contains(field.path())).toList();
        List<FieldError> errors = new ArrayList<>();
        Answers answers = FormReader.read(before.draft().answers(), asked, form);
        answers = known.filled(request, before.procedure(), asked, answers);
        answers = places.completed(request.site().tenant(), before.procedure(), before.draft().answers(), answers);
        answers = files(request, before, answers, asked, errors).pruned(before.procedure().screens());
        Open open = before.with(drafts.save(request.tenant(), before.draft(), answers, request.now()));
        answers = open.draft().answers();
        if (!form.value("_add").isEmpty() || !form.value("_remove").isEmpty() || !form.value("_fill").isEmpty()) {
            return show(request, open, number, errors, false).status(errors.isEmpty() ? 200 : 422);
        }
        AnswersCheck.check(open.procedure(), answers, asked, today(request)).stream()
                .filter(problem -> errors.stream().noneMatch(error -> error.field().equals(problem.name())))
                .forEach(problem -> errors.add(open.screen().error(problem)));
        if (!errors.isEmpty()) {
            return show(request, open, number, errors, false).status(422);
        }
        known.keep(request, open.procedure(), answers);
        List<Field> now = step.asked(answers.json());
        if (!asked.containsAll(now)) {
            return Response.seeOther(address(request, open, number + "?suite=oui"));
        }
        boolean last = number >= open.steps().size();
        return Response.seeOther(address(request, open, form.value("_then").equals("verifier") || last ? "verifier" : String.valueOf(number + 1)));
    }

    /** What is being typed, kept as it stands: nothing is checked, and what a rule may hide is left where it is. */
    private Response keep(Request request) throws IOException {
        Open open = open(request);
        Form form = request.form();
        List<Field> typed = open.procedure().screens().fields().stream().filter(field -> form.values("_asked").contains(field.path())).toList();
        drafts.save(request.tenant(), open.draft(), FormReader.read(open.draft().answers(), typed, form), request.now());
        return Response.text("text/plain", "").status(204);
    }

    private static String address(Request request, Open open, String rest) {
        return Paths.prefix(request) + "/teleservices/formulaire/" + open.draft().id() + "/" + rest;
    }

    private Answers files(Request request, Open open, Answers before, List<Field> asked, List<FieldError> errors) throws IOException {
        Answers answers = before;
        String removed = request.form().value("_remove");
        for (Field field : asked) {
            if (field.kind() != Field.Kind.FILES) {
                continue;
            }
            answers = without(answers, field, removed);
            try {
                answers = drafts.store(request.tenant(), open.draft(), answers, field, request.form());
            } catch (Invalid refused) {
                errors.addAll(refused.errors());
            }
        }
        return answers;
    }

    /** Without a file that is taken away again. */
    public static Answers without(Answers answers, Field field, String removed) {
        var kept = answers.json().arrayNode();
        answers.at(field).forEach(id -> {
            if (!id.asText().equals(removed)) {
                kept.add(id);
            }
        });
        return answers.with(field.path(), kept.isEmpty() ? answers.json().nullNode() : kept);
    }

    private Response review(Request request, Open open, List<FieldError> errors) {
        List<Reviewed> reviewed = new ArrayList<>();
        List<Screens.Step> steps = open.steps();
        for (int i = 0; i < steps.size(); i++) {
            reviewed.add(new Reviewed(i + 1, open.screen().label(steps.get(i).key()), open.screen().answers(steps.get(i), open.draft().answers())));
        }
        Map<String, Object> model = model(open);
        model.put("steps", reviewed);
        model.put("rates", rates.expected(request.site(), open.procedure(), open.draft().answers(), open.screen().wanted()));
        model.put("errors", errors);
        model.put("alike", reports.alike(request.site(), open.procedure(), open.draft()).stream()
                .map(report -> ReportPages.line(procedures.of(report), report, Texts.Wanted.of(request.language())))
                .toList());
        return Response.view("demarches/review", model);
    }

    private Response send(Request request) {
        try {
            return receipt(request).orElseGet(() -> take(request));
        } catch (NotFound gone) {
            // The first of two clicks sent it between this one's two looks.
            return receipt(request).orElseThrow(() -> gone);
        }
    }

    /** To the receipt, for the browser that sent the form already. */
    private Optional<Response> receipt(Request request) {
        UUID id = Paths.uuid(request.variable("id"));
        return Holder.of(request)
                .filter(holder -> cases.sent(request.tenant(), id, holder, request.now()))
                .map(holder -> Response.seeOther(Paths.prefix(request) + "/teleservices/recu/" + id));
    }

    private Response take(Request request) {
        Open open = open(request);
        Answers answers = open.draft().answers().pruned(open.procedure().screens());
        var problems = AnswersCheck.check(open.procedure(), answers, today(request));
        if (!problems.isEmpty()) {
            Field first = problems.get(0).field();
            List<Screens.Step> steps = open.steps();
            for (int i = 0; first != null && i < steps.size(); i++) {
                List<Field> asked = steps.get(i).asked(answers.json());
                if (asked.contains(first)) {
                    List<FieldError> errors = problems.stream().filter(problem -> asked.contains(problem.field())).map(open.screen()::error).toList();
                    return show(request, open, i + 1, errors, false).status(422);
                }
            }
            return review(request, open, problems.stream().map(open.screen()::error).toList()).status(422);
        }
        if (!Cases.applicant(open.procedure(), answers, null, request.language().getLanguage()).reachable()) {
            String email = Objects.requireNonNull(open.procedure().header().filing().applicant()).email();
            return review(request, open, List.of(FieldError.of(email, "demarches.invalid.contact"))).status(422);
        }
        Holder holder = Holder.of(request).orElseGet(Holder::fresh);
        try {
            cases.submit(request.site(), open.draft(), open.procedure(), request.language(), Cases.Origin.web(holder, request.now()), code -> {});
        } catch (Conflict meanwhile) {
            // Typed in another tab or on another device: read again before it is sent. Given up there, it is not found.
            return review(request, open(request), List.of(FieldError.of("", meanwhile.messageKey()))).status(meanwhile.status());
        }
        return Response.seeOther(Paths.prefix(request) + "/teleservices/recu/" + open.draft().id()).cookie(holder.cookie());
    }
}
