package org.parvis.demarches.desk;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Agents;
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
import org.parvis.demarches.AtDesk;
import org.parvis.demarches.CaseAccess;
import org.parvis.demarches.CaseFile;
import org.parvis.demarches.CaseView;
import org.parvis.demarches.Cases;
import org.parvis.demarches.EntryTable;
import org.parvis.demarches.Handling;
import org.parvis.demarches.InFromOutside;
import org.parvis.demarches.Paths;
import org.parvis.demarches.Receipt;
import org.parvis.demarches.Ways;
import org.parvis.demarches.procedure.Workflow;
import org.parvis.demarches.reply.Replies;

/** A file on one screen, and what an agent does with it. */
@Component(service = Routes.class)
public final class CaseDesk implements Routes {
    private final Cases cases;
    private final CasePage page;
    private final CaseView view;
    private final CaseAccess access;
    private final Handling handling;
    private final Ways ways;
    private final Agents agents;
    private final Receipt receipt;
    private final Replies replies;
    private final InFromOutside outside;

    @Activate
    public CaseDesk(
            @Reference Cases cases,
            @Reference CasePage page,
            @Reference CaseView view,
            @Reference CaseAccess access,
            @Reference Handling handling,
            @Reference Ways ways,
            @Reference Agents agents,
            @Reference Receipt receipt,
            @Reference Replies replies,
            @Reference InFromOutside outside) {
        this.cases = cases;
        this.page = page;
        this.view = view;
        this.access = access;
        this.handling = handling;
        this.ways = ways;
        this.agents = agents;
        this.receipt = receipt;
        this.replies = replies;
        this.outside = outside;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskGet("/demarches/{id}", this::show).reads(AtDesk.DONE).requires(CaseAccess.PERMISSION),
                Route.deskGet("/demarches/{id}/recu", this::pdf).requires(CaseAccess.PERMISSION).limits(Limits.UPLOAD),
                Route.deskPost("/demarches/{id}/avancer", this::move).requires(CaseAccess.PERMISSION).limits(Limits.UPLOAD),
                Route.deskPost("/demarches/{id}/message", request -> write(request, "message")).requires(CaseAccess.PERMISSION),
                Route.deskPost("/demarches/{id}/note", request -> write(request, "note")).requires(CaseAccess.PERMISSION),
                Route.deskPost("/demarches/{id}/confier", this::assign).requires(CaseAccess.PERMISSION));
    }

    private Response show(Request request) {
        CaseFile file = page.file(request);
        handling.read(request.site(), file, request.signedIn());
        Response shown = page.show(request, file);
        if (access.mayHandle(request.signedIn(), request.tenant(), file.procedure())) {
            outside.seen(request.site(), file, request.now());
        }
        return shown;
    }

    private Response pdf(Request request) {
        CaseFile file = page.file(request);
        handling.read(request.site(), file, request.signedIn());
        return Response.bytes("application/pdf", receipt.pdf(request.site(), request.language(), file))
                .header("Content-Disposition", "inline; filename=\"" + file.number() + ".pdf\"");
    }

    private Response move(Request request) throws IOException {
        CaseFile file = page.handled(request);
        Form form = request.form();
        Workflow.Transition way = view.procedure(file).workflow().byId(form.value("way")).orElseThrow(NotFound::new);
        if (!Ways.may(request.signedIn(), request.tenant(), file.procedure(), way)) {
            throw new Forbidden();
        }
        if (form.ticked("insert")) {
            String text = way.requires().contains(Workflow.Need.MESSAGE) ? "message" : "reason";
            return page.show(request, file, replies.inserted(request, file, way.id() + "." + text, way.id() + ".reply"), List.of());
        }
        try {
            int revision = Ways.revision(form, "revision");
            if (revision != file.revision() || !way.from().contains(file.stand().state())) {
                throw new Conflict("demarches.error.conflict");
            }
            ways.go(request, file, revision, way, Ways.filled(request, way, form));
        } catch (Invalid invalid) {
            return page.show(request, file, form.typed(), invalid.errors()).status(invalid.status());
        } catch (Conflict conflict) {
            return page.show(request, page.file(request), form.typed(), List.of(FieldError.of("way", conflict.messageKey()))).status(conflict.status());
        }
        return CasePage.done(request, file, "moved");
    }

    private Response write(Request request, String what) throws IOException {
        CaseFile file = page.handled(request);
        Form form = request.form();
        if (what.equals("message") && form.ticked("insert")) {
            return page.show(request, file, replies.inserted(request, file, what, "reply"), List.of());
        }
        Fields fields = new Fields(form);
        String text = fields.required(what, Ways.LONGEST);
        if (fields.errors().isEmpty() && since(request, file, form)) {
            // A colleague may just have answered: what was typed is shown again below what came meanwhile.
            return page.show(request, file, form.typed(), List.of(FieldError.of(what, "demarches.error.since"))).status(409);
        }
        if (!fields.errors().isEmpty()) {
            return page.show(request, file, form.typed(), fields.errors()).status(422);
        }
        if (what.equals("note")) {
            handling.note(request.site(), file.id(), request.signedIn(), text, request.now());
        } else {
            handling.message(request.site(), file.id(), request.signedIn(), text, request.now());
        }
        return CasePage.done(request, file, what.equals("note") ? "noted" : "written");
    }

    /** Whether the history went on since the form was shown. */
    private boolean since(Request request, CaseFile file, Form form) {
        int seen = Ways.revision(form, "seen");
        return seen >= 0 && seen != EntryTable.of(cases.reader(request.tenant()), file.id()).size();
    }

    private Response assign(Request request) throws IOException {
        CaseFile file = page.handled(request);
        Form form = request.form();
        String chosen = form.value("agent");
        CaseFile.Assignee to = null;
        if (!chosen.isEmpty()) {
            UUID id = Paths.uuid(chosen);
            Agent agent = agents.byId(id).filter(one -> access.mayHandle(one, request.tenant(), file.procedure())).orElse(null);
            if (agent == null) {
                return page.show(request, file, form.typed(), List.of(FieldError.of("agent", "demarches.error.agent"))).status(422);
            }
            to = CaseFile.Assignee.of(agent);
        }
        int revision = Ways.revision(form, "revision");
        try {
            handling.assign(request.site(), file.id(), revision < 0 ? null : revision, request.signedIn(), to, request.now());
        } catch (Conflict conflict) {
            return page.show(request, page.file(request), Map.of("agent", chosen), List.of(FieldError.of("agent", conflict.messageKey()))).status(409);
        }
        return CasePage.done(request, file, "assigned");
    }
}
