package org.parvis.demarches.reply;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Ids;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Role;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Fields;
import org.parvis.api.route.Forbidden;
import org.parvis.api.route.Form;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.tenant.TenantId;
import org.parvis.demarches.AtDesk;
import org.parvis.demarches.CaseAccess;
import org.parvis.demarches.Cases;
import org.parvis.demarches.Paths;
import org.parvis.demarches.Procedures;
import org.parvis.demarches.Ways;
import org.parvis.demarches.Workers;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.Texts.Wanted;

/** Reply templates in the back office. */
@Component(service = Routes.class)
public final class ReplyDesk implements Routes {
    private static final String PATH = "/demarches-modeles";
    private static final int LONGEST_TITLE = 120;

    private final Replies replies;
    private final Procedures procedures;
    private final CaseAccess access;

    @Activate
    public ReplyDesk(@Reference Replies replies, @Reference Procedures procedures, @Reference CaseAccess access) {
        this.replies = replies;
        this.procedures = procedures;
        this.access = access;
    }

    /** A reply in the list; {@code procedure} is empty when it is for all. */
    public record Line(String id, String title, String procedure, String start) {}

    /** A name for brackets, and what it stands for. */
    public record Name(String name, String label) {}

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskGet(PATH, this::list).reads(AtDesk.DONE).requires(CaseAccess.PERMISSION),
                Route.deskGet(PATH + "/{id}", this::show).reads("demarche").requires(CaseAccess.PERMISSION),
                Route.deskPost(PATH + "/{id}", this::save).requires(CaseAccess.PERMISSION),
                Route.deskPost(PATH + "/{id}/supprimer", this::delete).requires(CaseAccess.PERMISSION));
    }

    private Response list(Request request) {
        Wanted wanted = Wanted.of(request.language());
        List<Line> lines = replies.of(request.tenant()).stream()
                .filter(reply -> reply.procedure().isEmpty() || access.mayRead(request.signedIn(), request.tenant(), reply.procedure()))
                .map(reply -> new Line(reply.id().toString(), reply.title(), title(reply.procedure(), wanted), Cases.cut(reply.body(), 120)))
                .toList();
        Map<String, Object> model = new HashMap<>(Map.of("lines", lines));
        AtDesk.say(request, model);
        return Response.view("demarches/desk-replies", model);
    }

    private String title(String procedure, Wanted wanted) {
        return procedure.isEmpty() ? "" : procedures.newest(procedure).map(one -> one.title(wanted)).orElse(procedure);
    }

    private Response show(Request request) {
        if (request.variable("id").equals("nouveau")) {
            return form(request, "nouveau", Map.of("procedure", request.query("demarche").orElse(""), "version", "0"), List.of());
        }
        Reply reply = reply(request);
        return form(
                request, reply.id().toString(),
                Map.of("procedure", reply.procedure(), "title", reply.title(), "body", reply.body(), "version", String.valueOf(reply.version())), List.of());
    }

    private Reply reply(Request request) {
        return replies.find(request.tenant(), Paths.uuid(request.variable("id")))
                .filter(reply -> reply.procedure().isEmpty() || access.mayRead(request.signedIn(), request.tenant(), reply.procedure()))
                .orElseThrow(NotFound::new);
    }

    /** Whoever works on all procedures writes for all of them; others for theirs. */
    private boolean mayWrite(Agent agent, TenantId tenant, String procedure) {
        return procedure.isEmpty() ? agent.holds(Role.CASE_WORKER, tenant, "") : access.mayHandle(agent, tenant, procedure);
    }

    private Response form(Request request, String id, Map<String, String> typed, List<FieldError> errors) {
        Wanted wanted = Wanted.of(request.language());
        Agent agent = request.signedIn();
        List<Workers.Choice> choices = new ArrayList<>(procedures.newest().values().stream()
                .filter(one -> one.online() && mayWrite(agent, request.tenant(), one.id()))
                .map(one -> new Workers.Choice(one.id(), one.title(wanted)))
                .sorted(Workers.Choice.BY_LABEL)
                .toList());
        String procedure = typed.getOrDefault("procedure", "");
        Map<String, Object> model = new HashMap<>();
        model.put("id", id);
        model.put("procedures", choices);
        model.put("all", mayWrite(agent, request.tenant(), ""));
        model.put("questions", procedures.newest(procedure).map(one -> questions(one, wanted)).orElse(List.of()));
        model.put("names", Reply.KNOWN);
        model.put("typed", typed);
        model.put("errors", errors);
        return Response.view("demarches/desk-reply", model);
    }

    private static List<Name> questions(Procedure procedure, Wanted wanted) {
        return Replies.known(Optional.of(procedure)).stream()
                .filter(name -> !Reply.KNOWN.contains(name))
                .map(name -> new Name(name, procedure.screens().fields().stream()
                        .filter(field -> field.path().equals(name))
                        .map(field -> procedure.texts().text(wanted, field.key() + ".label"))
                        .findFirst().orElse("")))
                .toList();
    }

    private Response save(Request request) throws IOException {
        Form form = request.form();
        boolean fresh = request.variable("id").equals("nouveau");
        UUID id = fresh ? Ids.next() : written(request).id();
        Fields fields = new Fields(form);
        String procedure = form.value("procedure");
        boolean there = procedure.isEmpty() || procedures.every().containsKey(procedure);
        if (!there || !mayWrite(request.signedIn(), request.tenant(), procedure)) {
            fields.wrong("procedure", "demarches.reply.procedure.others");
        }
        String title = fields.required("title", LONGEST_TITLE);
        String body = fields.required("body", Ways.LONGEST);
        List<String> known = Replies.known(procedures.newest(procedure).filter(Procedure::online));
        Reply.names(body).stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> fields.wrong("body", "demarches.reply.name", name));
        if (!fields.errors().isEmpty()) {
            return form(request, request.variable("id"), form.typed(), fields.errors()).status(422);
        }
        try {
            replies.save(request.tenant(), request.signedIn(), new Reply(id, procedure, title, body, fresh ? 0 : Math.max(1, Ways.revision(form, "version"))));
        } catch (Conflict conflict) {
            return form(request, request.variable("id"), form.typed(), List.of(FieldError.of("body", conflict.messageKey()))).status(conflict.status());
        }
        return list(request, "replied");
    }

    /** The reply of the address, for who may change it as it is: not by making it one of theirs. */
    private Reply written(Request request) {
        Reply reply = reply(request);
        if (!mayWrite(request.signedIn(), request.tenant(), reply.procedure())) {
            throw new Forbidden();
        }
        return reply;
    }

    private Response delete(Request request) {
        Reply reply = written(request);
        replies.delete(request.tenant(), request.signedIn(), reply);
        return list(request, "replydropped");
    }

    private static Response list(Request request, String done) {
        return AtDesk.done(request, PATH, done);
    }
}
