package org.parvis.demarches.prefill;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.identity.Agent;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.tenant.TenantId;
import org.parvis.demarches.AtDesk;
import org.parvis.demarches.CaseAccess;
import org.parvis.demarches.Cases;
import org.parvis.demarches.Paged;
import org.parvis.demarches.Paths;
import org.parvis.demarches.Procedures;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.Texts.Wanted;

/** Links to prepared forms that hold, who made each and when; and ending them. An agent sees their own and those to forms whose files they may read. */
@Component(service = Routes.class)
public final class PrefillListDesk implements Routes {
    static final String PATH = "/demarches-liens";
    private static final int PAGE_SIZE = 25;

    private final Database database;
    private final Prefills prefills;
    private final Procedures procedures;
    private final CaseAccess access;

    @Activate
    public PrefillListDesk(@Reference Database database, @Reference Prefills prefills, @Reference Procedures procedures, @Reference CaseAccess access) {
        this.database = database;
        this.prefills = prefills;
        this.procedures = procedures;
        this.access = access;
    }

    /** A link as listed; {@code person} as far as its answers tell who that is. */
    public record Line(String id, String procedure, String person, String by, Instant made, Instant until, boolean begun, boolean ends) {}

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskGet(PATH, this::list).reads("page", AtDesk.DONE).requires(CaseAccess.COUNTER),
                Route.deskPost(PATH + "/{id}/couper", this::end).requires(CaseAccess.COUNTER));
    }

    private Response list(Request request) {
        Agent agent = request.signedIn();
        List<String> seen = procedures.every().keySet().stream().filter(id -> access.mayRead(agent, request.tenant(), id)).sorted().toList();
        Paged paged = Paged.of(request, PrefillTable.count(database.of(request.tenant()), agent.id(), seen, request.now()), PAGE_SIZE);
        Map<String, Object> model = new HashMap<>();
        model.put("lines", PrefillTable.held(database.of(request.tenant()), agent.id(), seen, request.now(), paged.offset(), PAGE_SIZE).stream()
                .map(held -> line(request, held)).toList());
        model.put("page", paged.page());
        model.put("pages", paged.pages());
        AtDesk.say(request, model);
        return Response.view("demarches/desk-prefills", model).header("Cache-Control", "no-store");
    }

    private Line line(Request request, PrefillTable.Held held) {
        Prefill prefill = held.prefill();
        Procedure procedure = procedures.every().get(prefill.procedure());
        boolean told = procedure != null && procedure.online();
        return new Line(
                prefill.id().toString(), procedure == null ? prefill.procedure() : procedure.title(Wanted.of(request.language())),
                told ? Cases.applicant(procedure, prefill.answers(), null, "fr").name() : "", prefill.by(), prefill.made(), prefill.expires().minusSeconds(1),
                prefill.draft() != null, mayEnd(request.signedIn(), request.tenant(), held));
    }

    private boolean mayEnd(Agent agent, TenantId tenant, PrefillTable.Held held) {
        return agent.id().equals(held.maker()) || access.mayHandle(agent, tenant, held.prefill().procedure());
    }

    private Response end(Request request) {
        PrefillTable.Held held = PrefillTable.byId(database.of(request.tenant()), Paths.uuid(request.variable("id"))).orElse(null);
        if (held == null) {
            // Sent, purged or ended by a colleague since the list was shown: what was wanted is so.
            return AtDesk.done(request, PATH, "linkgone");
        }
        if (!mayEnd(request.signedIn(), request.tenant(), held)) {
            throw new NotFound();
        }
        prefills.end(request.tenant(), held.prefill(), request.signedIn());
        return AtDesk.done(request, PATH, "linkended");
    }
}
