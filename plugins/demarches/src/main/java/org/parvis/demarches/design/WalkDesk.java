package org.parvis.demarches.design;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Fields;
import org.parvis.api.route.Form;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.demarches.Clocks;
import org.parvis.demarches.TerritoryOnly;
import org.parvis.demarches.Ways;
import org.parvis.demarches.Wording;
import org.parvis.demarches.clock.Deadlines;
import org.parvis.demarches.procedure.Field;
import org.parvis.demarches.procedure.Letter;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.Texts;
import org.parvis.demarches.procedure.Workflow;

/**
 * What becomes of a request that was tried: the ways of the workflow are gone one after another on days that the agent chooses, with the
 * real clocks. Nothing is stored; the walk travels in the form.
 */
@Component(service = Routes.class)
public final class WalkDesk implements Routes {
    private static final String NUMBER = "ESSAI-0001";
    private static final int LONGEST = 5_000;

    private final Workbench bench;

    @Activate
    public WalkDesk(@Reference Workbench bench) {
        this.bench = bench;
    }

    /** A way from where the request stands; {@code kind} of the state to which it leads. */
    public record Way(String id, String label, String to, List<String> by, boolean message, boolean reason, boolean due, boolean clock, List<Wish> wishes, String kind) {}

    /** A field of a way. */
    public record Wish(String name, String label, String type, boolean required) {}

    /** A way that was gone. */
    public record Done(String label, String state, LocalDate on, boolean told, String text) {}

    @Override
    public List<Route> routes() {
        return List.of(TerritoryOnly.post(Workbench.PATH + "/{design}/essai-suivi", this::walk));
    }

    private Response walk(Request request) throws IOException {
        Form form = request.form();
        TrialDesk.Trial trial = TrialDesk.trial(request, bench.open(request), TrialDesk.carried(form));
        Workflow workflow = trial.procedure().workflow();
        if (!workflow.states().containsKey(workflow.initial())) {
            return Response.seeOther("/bureau/" + request.site().tenant().slug() + Workbench.PATH + "/" + trial.open().design().id());
        }
        Walk walk = Walk.read(form.value("_walk").isEmpty() ? "{}" : form.value("_walk"), TrialDesk.today(request), workflow);
        if (!form.value("back").isEmpty()) {
            return page(request, trial, walk.without(1), Map.of(), List.of());
        }
        if (!form.value("received").isEmpty() && walk.gone().isEmpty()) {
            LocalDate received = Ways.day(form.value("received"));
            List<FieldError> errors = received == null ? List.of(FieldError.of("received", "demarches.design.invalid.day")) : List.of();
            walk = received == null ? walk : new Walk(received, List.of());
            if (!errors.isEmpty() || form.value("way").isEmpty()) {
                return page(request, trial, walk, form.typed(), errors).status(errors.isEmpty() ? 200 : 422);
            }
        }
        Walk from = walk;
        Workflow.Transition way = workflow.byId(form.value("way")).filter(one -> one.from().contains(from.state(workflow))).orElse(null);
        if (way == null) {
            return page(request, trial, walk, Map.of(), List.of());
        }
        Fields fields = new Fields(form);
        Walk.Gone gone = gone(request, trial, walk, way, form, fields);
        return fields.errors().isEmpty()
                ? page(request, trial, walk.with(gone), Map.of(), List.of())
                : page(request, trial, walk, form.typed(), fields.errors()).status(422);
    }

    private static Walk.Gone gone(Request request, TrialDesk.Trial trial, Walk walk, Workflow.Transition way, Form form, Fields fields) {
        String prefix = way.id() + ".";
        LocalDate on = way.by().contains(Workflow.Actor.CLOCK)
                ? deadlines(request, trial, walk).silenceOn()
                : Ways.day(form.value(prefix + "on"));
        if (on == null || on.isBefore(walk.day())) {
            fields.wrong(prefix + "on", "demarches.design.invalid.before", Wording.date(walk.day(), request.language()));
        }
        LocalDate due = way.requires().contains(Workflow.Need.DUE) ? Ways.day(form.value(prefix + "due")) : null;
        if (way.requires().contains(Workflow.Need.DUE) && (due == null || on != null && due.isBefore(on))) {
            fields.wrong(prefix + "due", "demarches.design.invalid.day");
        }
        Map<String, String> given = new HashMap<>();
        for (Workflow.Need need : List.of(Workflow.Need.MESSAGE, Workflow.Need.REASON)) {
            if (way.requires().contains(need)) {
                String name = need.name().toLowerCase(Locale.ROOT);
                given.put(name, fields.required(prefix + name, LONGEST));
            }
        }
        for (Workflow.Asked asked : way.fields()) {
            given.put(asked.name(), asked.required() ? fields.required(prefix + asked.name(), LONGEST) : fields.text(prefix + asked.name(), LONGEST));
        }
        return new Walk.Gone(way.id(), on == null ? walk.day() : on, due, given);
    }

    private static Deadlines deadlines(Request request, TrialDesk.Trial trial, Walk walk) {
        ZoneId zone = request.site().tenant().zone();
        return Clocks.of(
                request.site().tenant(), trial.procedure().header().silence().of(trial.answers()), walk.events(trial.procedure().workflow(), zone),
                Walk.noon(walk.day(), zone));
    }

    private Response page(Request request, TrialDesk.Trial trial, Walk walk, Map<String, String> typed, List<FieldError> errors) {
        Procedure procedure = trial.procedure();
        Workflow workflow = procedure.workflow();
        Texts.Wanted wanted = Texts.Wanted.of(request.language());
        Workflow.State state = workflow.state(walk.state(workflow));
        Deadlines deadlines = deadlines(request, trial, walk);
        Map<String, Object> model = bench.model(request, trial.open(), "essai");
        model.put("answers", trial.answers().toString());
        model.put("walk", walk.json());
        model.put("state", procedure.texts().text(wanted, "state." + state.id()));
        model.put("about", procedure.texts().text(wanted, "state." + state.id() + ".description"));
        model.put("kind", state.kind().name().toLowerCase(Locale.ROOT));
        model.put("outcome", state.outcome() == null ? "" : state.outcome().name().toLowerCase(Locale.ROOT));
        model.put("received", walk.received());
        model.put("receivedTyped", walk.received().toString());
        model.put("started", !walk.gone().isEmpty());
        model.put("deadlines", deadlines);
        model.put("means", procedure.header().silence().of(trial.answers()).means().code());
        model.put("done_", walk.gone().stream().map(one -> done(procedure, one, wanted)).toList());
        model.put("ways", workflow.from(state.id()).stream().filter(way -> !way.by().contains(Workflow.Actor.CLOCK) || deadlines.silenceOn() != null)
                .map(way -> way(procedure, way, wanted)).toList());
        model.put("letter", letter(request, trial, walk));
        Map<String, String> filled = new HashMap<>(typed);
        workflow.from(state.id()).forEach(way -> filled.putIfAbsent(way.id() + ".on", walk.day().toString()));
        filled.putIfAbsent("received", walk.received().toString());
        Workbench.form(model, filled, errors, !errors.isEmpty());
        return Response.view("demarches/design-walk", model);
    }

    private static Done done(Procedure procedure, Walk.Gone one, Texts.Wanted wanted) {
        Workflow.Transition way = procedure.workflow().byId(one.way()).orElseThrow();
        return new Done(
                procedure.texts().text(wanted, "transition." + way.id()), procedure.texts().text(wanted, "state." + way.to()), one.on(), way.tells(),
                one.given().getOrDefault("message", one.given().getOrDefault("reason", "")));
    }

    private static Way way(Procedure procedure, Workflow.Transition way, Texts.Wanted wanted) {
        String key = "transition." + way.id();
        return new Way(
                way.id(), procedure.texts().text(wanted, key), procedure.texts().text(wanted, "state." + way.to()),
                way.by().stream().map(actor -> actor.name().toLowerCase(Locale.ROOT)).sorted().toList(), way.requires().contains(Workflow.Need.MESSAGE),
                way.requires().contains(Workflow.Need.REASON), way.requires().contains(Workflow.Need.DUE), way.by().contains(Workflow.Actor.CLOCK),
                way.fields().stream().map(asked -> new Wish(asked.name(), procedure.texts().text(wanted, key + "." + asked.name()), asked.type(), asked.required())).toList(),
                procedure.workflow().state(way.to()).kind().name().toLowerCase(Locale.ROOT));
    }

    /** The letter of the last way, if it makes one: in French, as letters are. */
    private static List<Letter.Block> letter(Request request, TrialDesk.Trial trial, Walk walk) {
        if (walk.gone().isEmpty()) {
            return List.of();
        }
        Procedure procedure = trial.procedure();
        Walk.Gone last = walk.gone().get(walk.gone().size() - 1);
        String document = procedure.workflow().byId(last.way()).map(Workflow.Transition::document).orElse(null);
        if (document == null) {
            return List.of();
        }
        Map<String, String> values = new HashMap<>();
        for (Field field : procedure.screens().asked(trial.answers().json())) {
            values.put(field.path(), String.join("\n", trial.screen().said(field, trial.answers().at(field))));
        }
        values.putAll(last.given());
        var applicant = procedure.header().filing().applicant();
        values.put("number", NUMBER);
        values.put("applicant", applicant == null ? "" : trial.answers().text(applicant.name()));
        values.put("received", Wording.date(walk.received(), Locale.FRENCH));
        values.put("subject", procedure.header().filing().subject() == null ? "" : values.getOrDefault(procedure.header().filing().subject(), ""));
        values.put("today", Wording.date(last.on(), Locale.FRENCH));
        values.put("due", last.due() == null ? "" : Wording.date(last.due(), Locale.FRENCH));
        values.put("commune", request.site().tenant().name().name());
        return procedure.letter(document, Texts.FRENCH).map(letter -> letter.fill(values)).orElse(List.of());
    }
}
