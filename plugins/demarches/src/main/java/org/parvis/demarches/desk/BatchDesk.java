package org.parvis.demarches.desk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.identity.Agent;
import org.parvis.api.identity.Agents;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Form;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.Limits;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Refusal;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.demarches.CaseAccess;
import org.parvis.demarches.CaseFile;
import org.parvis.demarches.CaseView;
import org.parvis.demarches.Cases;
import org.parvis.demarches.Handling;
import org.parvis.demarches.Paths;
import org.parvis.demarches.Ways;
import org.parvis.demarches.Workers;
import org.parvis.demarches.procedure.Texts.Wanted;
import org.parvis.demarches.procedure.Workflow;

/**
 * Several files of the queue at once: what would be done is shown and asked for, then done file by file, each as if it were alone, and
 * told file by file. A file that somebody changed since it was shown is left alone.
 */
@Component(service = Routes.class)
public final class BatchDesk implements Routes {
    static final int MOST = 100;

    private final Cases cases;
    private final CaseView view;
    private final CaseAccess access;
    private final Handling handling;
    private final Ways ways;
    private final Workers workers;
    private final Agents agents;

    @Activate
    public BatchDesk(
            @Reference Cases cases, @Reference CaseView view, @Reference CaseAccess access, @Reference Handling handling, @Reference Ways ways,
            @Reference Workers workers, @Reference Agents agents) {
        this.cases = cases;
        this.view = view;
        this.access = access;
        this.handling = handling;
        this.ways = ways;
        this.workers = workers;
        this.agents = agents;
    }

    /** A chosen file; {@code key}: its id and the revision that is shown. */
    public record Line(String key, CaseView.Facts file) {}

    /** A way, and from how many of the files it can be gone. */
    public record Offered(Ways.Way way, int files) {}

    /** What became of a file; {@code reason} is the message that says why nothing did, or empty. */
    public record Outcome(String id, String number, String applicant, boolean done, String reason) {}

    /** A file as it was when it was shown. */
    private record Chosen(CaseFile file, int revision) {}

    /** Does it to one file. */
    @FunctionalInterface
    private interface Deed {
        void to(Chosen chosen);
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskPost("/demarches-lot", this::ask).requires(CaseAccess.PERMISSION),
                Route.deskPost("/demarches-lot/avancer", this::move).requires(CaseAccess.PERMISSION).limits(Limits.UPLOAD),
                Route.deskPost("/demarches-lot/confier", this::assign).requires(CaseAccess.PERMISSION));
    }

    /** Those of the form that the agent works on; others are as if they were not there. */
    private List<Chosen> chosen(Request request) throws IOException {
        List<Chosen> chosen = new ArrayList<>();
        for (String key : request.form().values("file").stream().distinct().limit(MOST).toList()) {
            String[] parts = key.split(":", 2);
            cases.find(request.tenant(), Paths.uuid(parts[0]))
                    .filter(file -> access.mayHandle(request.signedIn(), request.tenant(), file.procedure()))
                    .ifPresent(file -> chosen.add(new Chosen(
                            file, parts.length > 1 && parts[1].matches("[0-9]{1,9}") ? Integer.parseInt(parts[1]) : file.revision())));
        }
        return chosen;
    }

    private Response ask(Request request) throws IOException {
        return show(request, chosen(request), Map.of(), List.of());
    }

    private Response show(Request request, List<Chosen> chosen, Map<String, String> typed, List<FieldError> errors) {
        Wanted wanted = Wanted.of(request.language());
        chosen.forEach(one -> handling.read(request.site(), one.file(), request.signedIn()));
        boolean same = chosen.stream().map(one -> one.file().procedure()).distinct().count() == 1;
        Map<String, Object> model = new HashMap<>();
        model.put("lines", chosen.stream()
                .map(one -> new Line(one.file().id() + ":" + one.revision(), view.facts(request.site(), one.file(), wanted, request.now())))
                .toList());
        model.put("ways", same ? offered(request, chosen, wanted) : List.of());
        model.put("mixed", chosen.size() > 1 && !same);
        model.put("agents", workers.of(request.tenant()));
        model.put("due", CasePage.due(request));
        model.put("typed", typed);
        model.put("errors", errors);
        return Response.view("demarches/desk-batch", model);
    }

    private List<Offered> offered(Request request, List<Chosen> chosen, Wanted wanted) {
        Map<String, Offered> all = new LinkedHashMap<>();
        for (Chosen one : chosen) {
            for (Ways.Way way : ways.of(request.signedIn(), request.tenant(), one.file(), wanted)) {
                all.merge(way.id(), new Offered(way, 1), (before, more) -> new Offered(before.way(), before.files() + 1));
            }
        }
        return List.copyOf(all.values());
    }

    private Optional<Workflow.Transition> way(Request request, CaseFile file, String id) {
        return view.procedure(file).workflow().byId(id).filter(way -> Ways.may(request.signedIn(), request.tenant(), file.procedure(), way));
    }

    private Response move(Request request) throws IOException {
        Form form = request.form();
        String id = form.value("way");
        List<Chosen> chosen = chosen(request);
        Workflow.Transition first = chosen.stream().flatMap(one -> way(request, one.file(), id).stream()).findFirst().orElseThrow(NotFound::new);
        try {
            Ways.filled(request, first, form);
        } catch (Invalid invalid) {
            return show(request, chosen, form.typed(), invalid.errors()).status(invalid.status());
        }
        return done(request, chosen, one -> {
            // Changed since it was shown, it is told as such; else the way does not lead from where it is.
            boolean shown = one.revision() == one.file().revision();
            Workflow.Transition way = way(request, one.file(), id).filter(each -> !shown || each.from().contains(one.file().stand().state())).orElseThrow(NotFound::new);
            ways.go(request, one.file(), one.revision(), way, Ways.filled(request, way, form));
        });
    }

    private Response assign(Request request) throws IOException {
        String to = request.form().value("agent");
        Optional<Agent> agent = to.isEmpty() ? Optional.empty() : agents.byId(Paths.uuid(to));
        List<Chosen> chosen = chosen(request);
        return done(request, chosen, one -> {
            if (!to.isEmpty() && agent.filter(who -> access.mayHandle(who, request.tenant(), one.file().procedure())).isEmpty()) {
                throw Invalid.field("agent", "demarches.error.agent");
            }
            CaseFile.Assignee assignee = agent.map(CaseFile.Assignee::of).orElse(null);
            handling.assign(request.site(), one.file().id(), one.revision(), request.signedIn(), assignee, request.now());
        });
    }

    private Response done(Request request, List<Chosen> chosen, Deed deed) {
        List<Outcome> outcomes = chosen.stream().map(one -> outcome(one, deed)).toList();
        return Response.view("demarches/desk-batch-done", Map.of(
                "outcomes", outcomes, "done", (int) outcomes.stream().filter(Outcome::done).count(), "all", outcomes.size()));
    }

    private static Outcome outcome(Chosen chosen, Deed deed) {
        CaseFile file = chosen.file();
        String reason = "";
        try {
            deed.to(chosen);
        } catch (NotFound impossible) {
            reason = "demarches.batch.impossible";
        } catch (Invalid invalid) {
            reason = invalid.errors().isEmpty() ? invalid.messageKey() : invalid.errors().get(0).messageKey();
        } catch (Refusal refusal) {
            reason = refusal.messageKey();
        }
        return new Outcome(file.id().toString(), file.number(), file.applicant().name(), reason.isEmpty(), reason);
    }
}
