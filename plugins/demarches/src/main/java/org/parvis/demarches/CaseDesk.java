package org.parvis.demarches;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Agents;
import org.parvis.api.identity.Role;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Fields;
import org.parvis.api.route.Forbidden;
import org.parvis.api.route.Form;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.Limits;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.Texts.Wanted;
import org.parvis.demarches.procedure.Workflow;

/** A file on one screen, and what an agent does with it. */
@Component(service = Routes.class)
public final class CaseDesk implements Routes {
    private static final int LONGEST = 5_000;
    private static final int DAYS_GIVEN = 30;

    private final Cases cases;
    private final CaseView view;
    private final CaseAccess access;
    private final Handling handling;
    private final Letters letters;
    private final Agents agents;
    private final Workers workers;
    private final Receipt receipt;
    private final Reports reports;
    private final Cosigners cosigners;

    @Activate
    public CaseDesk(
            @Reference Cases cases,
            @Reference CaseView view,
            @Reference CaseAccess access,
            @Reference Handling handling,
            @Reference Letters letters,
            @Reference Agents agents,
            @Reference Receipt receipt,
            @Reference Workers workers,
            @Reference Reports reports,
            @Reference Cosigners cosigners) {
        this.cases = cases;
        this.view = view;
        this.access = access;
        this.handling = handling;
        this.letters = letters;
        this.agents = agents;
        this.receipt = receipt;
        this.workers = workers;
        this.reports = reports;
        this.cosigners = cosigners;
    }

    /** A way that the agent may go: what it asks for. */
    public record Way(String id, String label, boolean message, boolean reason, boolean due, List<Wish> wishes, boolean letter, String kind) {}

    /** A field of a way. */
    public record Wish(String name, String label, String type, boolean required) {}

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskGet("/demarches/{id}", this::show).reads("fait").requires(CaseAccess.PERMISSION),
                Route.deskGet("/demarches/{id}/recu", this::pdf).requires(CaseAccess.PERMISSION).limits(Limits.UPLOAD),
                Route.deskPost("/demarches/{id}/avancer", this::move).requires(CaseAccess.PERMISSION).limits(Limits.UPLOAD),
                Route.deskPost("/demarches/{id}/message", request -> write(request, "message")).requires(CaseAccess.PERMISSION),
                Route.deskPost("/demarches/{id}/note", request -> write(request, "note")).requires(CaseAccess.PERMISSION),
                Route.deskPost("/demarches/{id}/confier", this::assign).requires(CaseAccess.PERMISSION));
    }

    private CaseFile file(Request request) {
        CaseFile file = cases.get(request.tenant(), FormPages.uuid(request.variable("id")));
        access.require(request.signedIn(), request.tenant(), file.procedure());
        return file;
    }

    private CaseFile handled(Request request) {
        CaseFile file = file(request);
        if (!access.mayHandle(request.signedIn(), request.tenant(), file.procedure())) {
            throw new Forbidden();
        }
        return file;
    }

    private Response show(Request request) {
        CaseFile file = file(request);
        handling.read(request.site(), file, request.signedIn());
        return page(request, file, Map.of(), List.of());
    }

    private Response page(Request request, CaseFile file, Map<String, String> typed, List<FieldError> errors) {
        Wanted wanted = Wanted.of(request.language());
        Agent agent = request.signedIn();
        boolean handles = access.mayHandle(agent, request.tenant(), file.procedure());
        Map<String, Object> model = new HashMap<>();
        model.put("file", view.facts(request.site(), file, wanted, request.now()));
        model.put("parts", view.parts(file, request.site(), wanted));
        model.put("lines", view.lines(file, EntryTable.of(cases.reader(request.tenant()), file.id()), request.site(), wanted));
        model.put("ways", handles ? ways(agent, request, file, wanted) : List.of());
        model.put("handles", handles);
        model.put("agents", workers.of(request.tenant()));
        model.put("assignee", file.assignee() == null ? "" : file.assignee().id().toString());
        model.put("due", LocalDate.ofInstant(request.now(), request.site().tenant().zone()).plusDays(DAYS_GIVEN).toString());
        reports.find(request.site(), file.id()).ifPresent(report -> model.put("reportHidden", report.hidden()));
        model.put("signatures", cosigners.shown(request.site(), file, view.procedure(file), wanted));
        model.put("typed", typed);
        model.put("errors", errors);
        request.query("fait").filter(done -> done.matches("[a-z]{1,20}")).ifPresent(done -> model.put("done", done));
        return Response.view("demarches/desk-file", model);
    }

    private List<Way> ways(Agent agent, Request request, CaseFile file, Wanted wanted) {
        Procedure procedure = view.procedure(file);
        List<Way> ways = new ArrayList<>();
        for (Workflow.Transition way : procedure.workflow().from(file.stand().state())) {
            if (may(agent, request, file, way)) {
                String key = "transition." + way.id();
                ways.add(new Way(
                        way.id(), procedure.texts().text(wanted, key), way.requires().contains(Workflow.Need.MESSAGE), way.requires().contains(Workflow.Need.REASON),
                        way.requires().contains(Workflow.Need.DUE),
                        way.fields().stream().map(field -> new Wish(field.name(), procedure.texts().text(wanted, key + "." + field.name()), field.type(), field.required())).toList(),
                        way.document() != null, procedure.workflow().state(way.to()).kind().name().toLowerCase(Locale.ROOT)));
            }
        }
        return ways;
    }

    private static boolean may(Agent agent, Request request, CaseFile file, Workflow.Transition way) {
        return way.by().contains(Workflow.Actor.CASE_WORKER) && agent.holds(Role.CASE_WORKER, request.tenant(), file.procedure())
                || way.by().contains(Workflow.Actor.RECEPTION) && agent.holds(Role.RECEPTION, request.tenant(), file.procedure());
    }

    private Response pdf(Request request) {
        CaseFile file = file(request);
        handling.read(request.site(), file, request.signedIn());
        return Response.bytes("application/pdf", receipt.pdf(request.site(), request.language(), file))
                .header("Content-Disposition", "inline; filename=\"" + file.number() + ".pdf\"");
    }

    private Response move(Request request) throws IOException {
        CaseFile file = handled(request);
        Form form = request.form();
        Procedure procedure = view.procedure(file);
        Workflow.Transition way = procedure.workflow().byId(form.value("way")).orElseThrow(NotFound::new);
        if (!may(request.signedIn(), request, file, way)) {
            throw new Forbidden();
        }
        int revision = form.value("revision").matches("[0-9]{1,9}") ? Integer.parseInt(form.value("revision")) : -1;
        if (revision != file.revision() || !way.from().contains(file.stand().state())) {
            return page(request, file, form.typed(), List.of(FieldError.of("way", "demarches.error.conflict"))).status(409);
        }
        try {
            Map<String, String> values = given(request, way, form);
            List<String> made = way.document() == null
                    ? List.of()
                    : List.of(letters.make(request.site(), file, way.document(), values, request.now()).id());
            String text = Optional.ofNullable(values.get("message")).orElse(values.getOrDefault("reason", ""));
            Handling.Given given = new Handling.Given(text, day(form.value(way.id() + ".due")), made);
            handling.move(request.site(), file.id(), revision, way, given, Handling.Actor.of(request.signedIn()), request.now());
        } catch (Invalid invalid) {
            return page(request, file, form.typed(), invalid.errors()).status(invalid.status());
        } catch (Conflict conflict) {
            return page(request, file(request), form.typed(), List.of(FieldError.of("way", conflict.messageKey()))).status(conflict.status());
        }
        return done(request, file, "moved");
    }

    /** What the form of a way gives; its fields have the way's id in front. */
    private static Map<String, String> given(Request request, Workflow.Transition way, Form form) {
        Fields fields = new Fields(form);
        Map<String, String> values = new HashMap<>();
        for (Workflow.Need need : way.requires()) {
            String name = need.name().toLowerCase(Locale.ROOT);
            values.put(name, fields.required(way.id() + "." + name, LONGEST));
        }
        LocalDate due = day(form.value(way.id() + ".due"));
        LocalDate today = LocalDate.ofInstant(request.now(), request.site().tenant().zone());
        if (way.requires().contains(Workflow.Need.DUE) && (due == null || !due.isAfter(today))) {
            fields.wrong(way.id() + ".due", "demarches.error.due");
        }
        for (Workflow.Asked asked : way.fields()) {
            String name = way.id() + "." + asked.name();
            String value = asked.required() ? fields.required(name, LONGEST) : fields.text(name, LONGEST);
            LocalDate day = day(value);
            if (asked.type().equals("date") && !value.isEmpty() && day == null) {
                fields.wrong(name, "demarches.error.day");
            }
            values.put(asked.name(), asked.type().equals("date") && day != null ? Wording.date(day, request.language()) : value);
        }
        if (!fields.errors().isEmpty()) {
            throw Invalid.of(fields.errors());
        }
        return values;
    }

    private static @Nullable LocalDate day(String text) {
        try {
            return text.isEmpty() ? null : LocalDate.parse(text);
        } catch (DateTimeException malformed) {
            return null;
        }
    }

    private Response write(Request request, String what) throws IOException {
        CaseFile file = handled(request);
        Fields fields = new Fields(request.form());
        String text = fields.required(what, LONGEST);
        if (!fields.errors().isEmpty()) {
            return page(request, file, request.form().typed(), fields.errors()).status(422);
        }
        if (what.equals("note")) {
            handling.note(request.site(), file.id(), request.signedIn(), text, request.now());
        } else {
            handling.message(request.site(), file.id(), request.signedIn(), text, request.now());
        }
        return done(request, file, what.equals("note") ? "noted" : "written");
    }

    private Response assign(Request request) throws IOException {
        CaseFile file = handled(request);
        String chosen = request.form().value("agent");
        CaseFile.Assignee to = null;
        if (!chosen.isEmpty()) {
            UUID id = FormPages.uuid(chosen);
            Agent agent = agents.byId(id).filter(one -> access.mayHandle(one, request.tenant(), file.procedure())).orElse(null);
            if (agent == null) {
                return page(request, file, request.form().typed(), List.of(FieldError.of("agent", "demarches.error.agent"))).status(422);
            }
            to = new CaseFile.Assignee(agent.id(), agent.name());
        }
        handling.assign(request.site(), file.id(), request.signedIn(), to, request.now());
        return done(request, file, "assigned");
    }

    private static Response done(Request request, CaseFile file, String what) {
        return Response.seeOther("/bureau/" + request.site().tenant().slug() + "/demarches/" + file.id() + "?fait=" + what);
    }
}
