package org.parvis.demarches.counter;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.file.Attachments;
import org.parvis.api.identity.Mandates;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Form;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.Limits;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.demarches.CaseAccess;
import org.parvis.demarches.CaseFile;
import org.parvis.demarches.Cases;
import org.parvis.demarches.Draft;
import org.parvis.demarches.Drafts;
import org.parvis.demarches.Holder;
import org.parvis.demarches.Offers;
import org.parvis.demarches.Paths;
import org.parvis.demarches.Procedures;
import org.parvis.demarches.Receipt;
import org.parvis.demarches.Screen;
import org.parvis.demarches.Ways;
import org.parvis.demarches.citizen.FormPages;
import org.parvis.demarches.prefill.PrefillDesk;
import org.parvis.demarches.procedure.Answers;
import org.parvis.demarches.procedure.AnswersCheck;
import org.parvis.demarches.procedure.Field;
import org.parvis.demarches.procedure.FormReader;
import org.parvis.demarches.procedure.Header;
import org.parvis.demarches.procedure.Problem;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.Texts.Wanted;

/** A request that an agent enters for somebody: at the counter, from the telephone, from a letter. All questions stand on one page. */
@Component(service = Routes.class)
public final class CounterDesk implements Routes {
    private static final List<String> CHANNELS = List.of("counter", "phone", "paper");
    private static final int MOST_YEARS_AGO = 5;

    private final Procedures procedures;
    private final Offers offers;
    private final Drafts drafts;
    private final Cases cases;
    private final Receipt receipt;
    private final Attachments attachments;
    private final Mandates mandates;
    private final PrefillDesk prefill;

    @Activate
    public CounterDesk(
            @Reference Procedures procedures,
            @Reference Offers offers,
            @Reference Drafts drafts,
            @Reference Cases cases,
            @Reference Receipt receipt,
            @Reference Attachments attachments,
            @Reference Mandates mandates,
            @Reference PrefillDesk prefill) {
        this.procedures = procedures;
        this.offers = offers;
        this.drafts = drafts;
        this.cases = cases;
        this.receipt = receipt;
        this.attachments = attachments;
        this.mandates = mandates;
        this.prefill = prefill;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskGet("/demarches-saisir/{procedure}", this::blank).requires(CaseAccess.COUNTER),
                Route.deskPost("/demarches-saisir/{procedure}", this::save).requires(CaseAccess.COUNTER).limits(FormPages.UPLOADS),
                Route.deskGet("/demarches-saisie/{id}/recu", this::pdf).requires(CaseAccess.COUNTER).limits(Limits.UPLOAD));
    }

    private Response blank(Request request) {
        Procedure procedure = offers.offered(request.tenant(), request.variable("procedure")).map(Offers.Offered::procedure).filter(Procedure::online)
                .orElseThrow(NotFound::new);
        Answers answers = mandate(request, procedure).map(mandate -> prefilled(procedure, mandate)).orElseGet(Answers::none);
        return show(request, procedure, "", answers, Map.of("channel", "counter"), List.of());
    }

    private Optional<Mandates.Mandate> mandate(Request request, Procedure procedure) {
        return mandates.current(request).filter(mandate -> mandate.covers(procedure.id()));
    }

    private static Answers prefilled(Procedure procedure, Mandates.Mandate mandate) {
        Header.Applicant where = Objects.requireNonNull(procedure.header().filing().applicant());
        Answers answers = Answers.none();
        for (var value : Map.of(where.name(), mandate.name(), where.email(), mandate.email(), where.phone(), mandate.phone()).entrySet()) {
            if (!value.getKey().isEmpty() && !value.getValue().isEmpty()) {
                answers = answers.with(value.getKey(), answers.json().textNode(value.getValue()));
            }
        }
        return answers;
    }

    private Response show(Request request, Procedure procedure, String draft, Answers answers, Map<String, String> typed, List<FieldError> errors) {
        Screen screen = new Screen(procedure, Wanted.of(request.language()), id -> attachments.byId(request.tenant(), id));
        Map<String, Object> model = new HashMap<>();
        model.put("procedure", procedure.id());
        model.put("title", screen.title());
        model.put("draft", draft);
        model.put("parts", procedure.screens().shown(answers.json()).stream()
                .map(step -> new Screen.Part(screen.label(step.key()), screen.description(step.key()), screen.widgets(step, answers)))
                .toList());
        model.put("asked", procedure.screens().asked(answers.json()).stream().map(Field::path).toList());
        model.put("today", LocalDate.ofInstant(request.now(), request.site().tenant().zone()).toString());
        mandate(request, procedure).ifPresent(mandate -> model.put("mandate", mandate.name()));
        model.put("typed", typed);
        model.put("errors", errors);
        return Response.view("demarches/desk-counter", model);
    }

    private Draft draft(Request request, Form form) {
        String id = form.value("draft");
        if (!id.isEmpty()) {
            return drafts.find(request.tenant(), Paths.uuid(id), request.now())
                    .filter(draft -> draft.holder().equals(Holder.agent(request.signedIn().id())))
                    .orElseThrow(NotFound::new);
        }
        Procedure procedure = offers.offered(request.tenant(), request.variable("procedure")).map(Offers.Offered::procedure).filter(Procedure::online)
                .orElseThrow(NotFound::new);
        return drafts.begin(request.tenant(), procedure, request.signedIn().id(), request.now());
    }

    private Response save(Request request) throws IOException {
        Form form = request.form();
        if (!form.value("draft").isEmpty() && cases.entered(request.tenant(), Paths.uuid(form.value("draft")), Holder.agent(request.signedIn().id()))) {
            return done(request, cases.get(request.tenant(), Paths.uuid(form.value("draft"))), "");
        }
        Draft before = draft(request, form);
        Procedure procedure = procedures.of(before);
        List<Field> asked = procedure.screens().fields().stream().filter(field -> form.values("_asked").contains(field.path())).toList();
        List<FieldError> errors = new ArrayList<>();
        Answers answers = files(request, before, FormReader.read(before.answers(), asked, form), asked, errors).pruned(procedure.screens());
        Draft draft = drafts.save(request.tenant(), before, answers, request.now());
        if (form.ticked(PrefillDesk.BUTTON)) {
            return link(request, procedure, draft, answers, form.typed(), errors);
        }
        boolean rows = !form.value("_add").isEmpty() || !form.value("_remove").isEmpty();
        boolean more = !asked.containsAll(procedure.screens().asked(answers.json()));
        Instant received = rows ? request.now() : received(request, form, errors);
        if (!rows) {
            Screen screen = new Screen(procedure, Wanted.of(request.language()), id -> attachments.byId(request.tenant(), id));
            AnswersCheck.check(procedure, answers, LocalDate.ofInstant(request.now(), request.site().tenant().zone())).stream()
                    .filter(problem -> !reachable(procedure, problem) && (problem.field() == null || asked.contains(problem.field())))
                    .forEach(problem -> errors.add(screen.error(problem)));
        }
        if (rows || more || !errors.isEmpty()) {
            return show(request, procedure, draft.id().toString(), answers, form.typed(), errors).status(errors.isEmpty() ? 200 : 422);
        }
        CaseFile.Channel channel = CaseFile.Channel.valueOf(form.value("channel").toUpperCase(Locale.ROOT));
        List<String> code = new ArrayList<>();
        CaseFile file = cases.submit(
                request.site(), draft, procedure, Locale.FRENCH,
                new Cases.Origin(channel, null, request.signedIn(), mandate(request, procedure).orElse(null), received), code::add);
        return done(request, file, code.isEmpty() ? "" : code.get(0));
    }

    /** The person goes on with what was typed, by a link; it is kept nowhere else then. */
    private Response link(Request request, Procedure procedure, Draft draft, Answers answers, Map<String, String> typed, List<FieldError> errors) {
        Answers given = PrefillDesk.given(procedure, answers);
        Screen screen = new Screen(procedure, Wanted.of(request.language()), id -> attachments.byId(request.tenant(), id));
        errors.addAll(prefill.faults(request, procedure, given, screen));
        if (!errors.isEmpty()) {
            return show(request, procedure, draft.id().toString(), answers, typed, errors).status(422);
        }
        Response made = prefill.made(request, procedure, given);
        drafts.drop(request.tenant(), draft);
        return made;
    }

    /** Somebody who has neither e-mail nor telephone is served all the same. */
    private static boolean reachable(Procedure procedure, Problem problem) {
        Header.Applicant where = Objects.requireNonNull(procedure.header().filing().applicant());
        return problem.keyword().equals("required") && Stream.of(where.email(), where.phone()).anyMatch(problem.name()::equals);
    }

    /** A letter counts from the day on which it came. */
    private static Instant received(Request request, Form form, List<FieldError> errors) {
        if (!CHANNELS.contains(form.value("channel"))) {
            errors.add(FieldError.of("channel", "form.required"));
        }
        LocalDate today = LocalDate.ofInstant(request.now(), request.site().tenant().zone());
        LocalDate day = Ways.day(form.value("received"));
        if (day == null || day.isAfter(today) || day.isBefore(today.minusYears(MOST_YEARS_AGO))) {
            errors.add(FieldError.of("received", "demarches.error.received"));
            return request.now();
        }
        return day.equals(today) ? request.now() : day.atTime(LocalTime.NOON).atZone(request.site().tenant().zone()).toInstant();
    }

    private Answers files(Request request, Draft draft, Answers before, List<Field> asked, List<FieldError> errors) throws IOException {
        Answers answers = before;
        for (Field field : asked) {
            if (field.kind() == Field.Kind.FILES) {
                answers = FormPages.without(answers, field, request.form().value("_remove"));
                try {
                    answers = drafts.store(request.tenant(), draft, answers, field, request.form());
                } catch (Invalid refused) {
                    errors.addAll(refused.errors());
                }
            }
        }
        return answers;
    }

    private Response done(Request request, CaseFile file, String code) {
        Map<String, Object> model = receipt.model(request.site(), request.language(), file);
        model.put("code", code);
        return Response.view("demarches/desk-entered", model);
    }

    private Response pdf(Request request) {
        UUID id = Paths.uuid(request.variable("id"));
        if (!cases.entered(request.tenant(), id, Holder.agent(request.signedIn().id()))) {
            throw new NotFound();
        }
        CaseFile file = cases.get(request.tenant(), id);
        return Response.bytes("application/pdf", receipt.pdf(request.site(), request.language(), file))
                .header("Content-Disposition", "inline; filename=\"" + file.number() + ".pdf\"");
    }
}
