package org.parvis.demarches.counter;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.desk.DeskMenu;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.tenant.Site;
import org.parvis.demarches.CaseAccess;
import org.parvis.demarches.CaseFile;
import org.parvis.demarches.CaseView;
import org.parvis.demarches.Cases;
import org.parvis.demarches.Entry;
import org.parvis.demarches.Handling;
import org.parvis.demarches.Holder;
import org.parvis.demarches.Paged;
import org.parvis.demarches.Paths;
import org.parvis.demarches.Procedures;
import org.parvis.demarches.Queue;
import org.parvis.demarches.desk.CasePage;
import org.parvis.demarches.desk.QueueDesk;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.Texts.Wanted;

/** What an agent entered for people: reception and mediators find it again, with its attachments, and nothing else. */
@Component(service = {Routes.class, DeskMenu.class})
public final class EnteredDesk implements Routes, DeskMenu {
    private static final String PATH = "/demarches-saisies";
    private static final int PAGE_SIZE = 25;

    private final Database database;
    private final Procedures procedures;
    private final Cases cases;
    private final CasePage page;
    private final CaseAccess access;
    private final Handling handling;
    private final CaseView view;

    @Activate
    public EnteredDesk(
            @Reference Database database, @Reference Procedures procedures, @Reference Cases cases, @Reference CasePage page, @Reference CaseAccess access,
            @Reference Handling handling, @Reference CaseView view) {
        this.database = database;
        this.procedures = procedures;
        this.cases = cases;
        this.page = page;
        this.access = access;
        this.handling = handling;
        this.view = view;
    }

    @Override
    public List<Entry> entries() {
        return List.of(new Entry("demarches.entered.title", PATH, CaseAccess.COUNTER, Group.SERVICES, "list", 12));
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskGet(PATH, this::list).reads("page").requires(CaseAccess.COUNTER),
                Route.deskGet(PATH + "/{id}", this::show).requires(CaseAccess.COUNTER));
    }

    private Response list(Request request) {
        String holder = Holder.agent(request.signedIn().id());
        long total = Queue.countEntered(database.of(request.tenant()), holder);
        Paged paged = Paged.of(request, total, PAGE_SIZE);
        Wanted wanted = Wanted.of(request.language());
        List<QueueDesk.Line> lines = Queue.entered(database.of(request.tenant()), holder, paged.offset(), PAGE_SIZE).stream()
                .map(line -> line(request.site(), line, wanted))
                .toList();
        return Response.view("demarches/desk-entered-list", Map.of("lines", lines, "page", paged.page(), "pages", paged.pages()));
    }

    private QueueDesk.Line line(Site site, Queue.Line line, Wanted wanted) {
        Procedure procedure = procedures.of(line);
        return new QueueDesk.Line(
                line.id().toString(), line.number(), procedure.title(wanted), line.applicant(), line.subject(), view.state(site, procedure, line.state(), wanted),
                line.kind().toLowerCase(Locale.ROOT), line.received(), null, false, false, line.assignee(),
                false, "", List.of());
    }

    private Response show(Request request) {
        CaseFile file = cases.get(request.tenant(), Paths.uuid(request.variable("id")));
        if (!access.entered(request.signedIn(), request.tenant(), file.id())) {
            throw new NotFound();
        }
        handling.read(request.site(), file, request.signedIn());
        // Without its history: what case workers and the applicant write to each other is theirs.
        Map<String, Object> model = page.contents(request.site(), file, List.of(), Wanted.of(request.language()), request);
        model.put("handles", access.mayRead(request.signedIn(), request.tenant(), file.procedure()));
        return Response.view("demarches/desk-entered-file", model);
    }
}
