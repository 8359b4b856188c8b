package org.parvis.demarches.citizen;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.code.FollowUp;
import org.parvis.api.code.FollowUpTarget;
import org.parvis.api.file.FileRules;
import org.parvis.api.identity.Account;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Fields;
import org.parvis.api.route.Form;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.Limits;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.tenant.TenantId;
import org.parvis.demarches.CaseFile;
import org.parvis.demarches.CaseTable;
import org.parvis.demarches.CaseView;
import org.parvis.demarches.Cases;
import org.parvis.demarches.Charges;
import org.parvis.demarches.Drafts;
import org.parvis.demarches.EntryTable;
import org.parvis.demarches.Handling;
import org.parvis.demarches.Paths;
import org.parvis.demarches.Procedures;
import org.parvis.demarches.Satisfaction;
import org.parvis.demarches.cosign.Cosigners;
import org.parvis.demarches.known.Known;
import org.parvis.demarches.procedure.Texts.Wanted;
import org.parvis.demarches.procedure.Workflow;

/** A citizen's file, opened by its code or by the account: where it stands, what was said, sending what was asked for. */
@Component(service = {FollowUpTarget.class, Routes.class, FollowPages.class})
public final class FollowPages implements FollowUpTarget, Routes {
    private static final int LONGEST = 5_000;
    private static final int MOST_FILES = 5;
    private static final FileRules FILES = new FileRules(List.of("application/pdf", "image/jpeg", "image/png"), Drafts.MOST_BYTES, MOST_FILES);
    private static final Limits UPLOADS = new Limits(110L << 20, Duration.ofMinutes(10));

    private final Cases cases;
    private final CaseView view;
    private final Handling handling;
    private final Drafts drafts;
    private final FollowUp followUp;
    private final Procedures procedures;
    private final Satisfaction satisfaction;
    private final Cosigners cosigners;
    private final Known known;
    private final Charges charges;

    @Activate
    public FollowPages(
            @Reference Cases cases,
            @Reference CaseView view,
            @Reference Handling handling,
            @Reference Drafts drafts,
            @Reference FollowUp followUp,
            @Reference Procedures procedures,
            @Reference Satisfaction satisfaction,
            @Reference Cosigners cosigners,
            @Reference Known known,
            @Reference Charges charges) {
        this.cases = cases;
        this.view = view;
        this.handling = handling;
        this.drafts = drafts;
        this.followUp = followUp;
        this.procedures = procedures;
        this.satisfaction = satisfaction;
        this.cosigners = cosigners;
        this.known = known;
        this.charges = charges;
    }

    /** A form that was put aside, in the account's list. */
    public record Aside(String id, String title, Instant updated, Instant expires) {}

    @Override
    public String kind() {
        return Cases.KIND;
    }

    @Override
    public Optional<String> title(TenantId tenant, String id) {
        return cases.find(tenant, Paths.uuid(id)).map(file -> view.procedure(file).title(Wanted.of(Locale.FRENCH)) + " " + file.number());
    }

    @Override
    public Response page(Request request, String id) {
        return show(request, cases.get(request.tenant(), Paths.uuid(id)), "/suivi/dossier", Map.of(), List.of());
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/teleservices/mes-dossiers", this::mine).requiresAccount(),
                Route.get("/teleservices/mes-dossiers/{id}", this::one).requiresAccount(),
                Route.post("/teleservices/suivi/{id}", this::send).readsAccount().limits(UPLOADS),
                Route.post("/teleservices/suivi/{id}/retirer", this::withdraw).readsAccount());
    }

    private Response mine(Request request) {
        Account account = request.account().orElseThrow(NotFound::new);
        Wanted wanted = Wanted.of(request.language());
        List<CaseView.Facts> files = CaseTable.ofAccount(cases.reader(request.tenant()), account.id()).stream()
                .map(file -> view.facts(request.site(), file, wanted, request.now()))
                .toList();
        List<Aside> aside = drafts.of(request.tenant(), account, request.now()).stream()
                .map(draft -> new Aside(
                        draft.id().toString(), procedures.of(draft).title(wanted), draft.updatedAt(), draft.expiresAt()))
                .toList();
        Map<String, Object> model = new HashMap<>(Map.of("files", files, "drafts", aside));
        known.of(request.tenant(), account).ifPresent(kept -> model.put("known", kept));
        known.of(TenantId.TERRITORY, account).ifPresent(kept -> model.put("knownEverywhere", kept));
        return Response.view("demarches/mine", model);
    }

    private Response one(Request request) {
        CaseFile file = opened(request);
        return show(request, file, "/teleservices/mes-dossiers/" + file.id(), Map.of(), List.of());
    }

    private Response show(Request request, CaseFile file, String path, Map<String, String> typed, List<FieldError> errors) {
        Wanted wanted = Wanted.of(request.language());
        Map<String, Object> model = new HashMap<>();
        model.put("file", view.facts(request.site(), file, wanted, request.now()));
        model.put("parts", view.parts(file, request.site(), wanted));
        model.put("lines", view.lines(
                file, EntryTable.of(cases.reader(request.tenant()), file.id()).stream().filter(entry -> !entry.agentsOnly()).toList(), request.site(), wanted));
        model.put("awaits", view.awaits(file));
        model.put("withdrawable", view.withdrawable(file));
        model.put("satisfactionAsked", Satisfaction.asks(file, view.procedure(file)));
        model.put("satisfied", satisfaction.of(request.tenant(), file).orElse(""));
        model.put("signatures", cosigners.shown(request.site(), file, view.procedure(file), wanted));
        model.put("charges", charges.shown(request.site(), view.procedure(file), file, wanted));
        model.put("back", path);
        if (!errors.isEmpty()) {
            // Else what is ticked beforehand would come back unticked.
            model.put("typed", typed);
        }
        model.put("errors", errors);
        return Response.view("demarches/follow", model);
    }

    /** The file of the address, for who opened it with its code or owns it. */
    CaseFile opened(Request request) {
        UUID id = Paths.uuid(request.variable("id"));
        CaseFile file = cases.get(request.tenant(), id);
        boolean opened = followUp.opened(request).filter(Cases.thing(id)::equals).isPresent();
        boolean own = request.account().filter(account -> account.id().equals(file.applicant().account())).isPresent();
        if (!opened && !own) {
            throw new NotFound();
        }
        return file;
    }

    /** A message, with files; where something was asked for, it is what was asked for. */
    private Response send(Request request) throws IOException {
        CaseFile file = opened(request);
        Form form = request.form();
        Fields fields = new Fields(form);
        String text = fields.text("text", LONGEST);
        if (text.isBlank() && form.files("files").isEmpty()) {
            fields.wrong("text", "demarches.error.nothing");
        }
        if (!fields.errors().isEmpty()) {
            return refused(request, file, fields.errors());
        }
        List<String> ids;
        try {
            ids = drafts.store(request.tenant(), file.id(), form.files("files"), "files", FILES);
        } catch (Invalid invalid) {
            return refused(request, file, invalid.errors());
        }
        Optional<Workflow.Transition> way =
                view.procedure(file).workflow().by(Workflow.Actor.CITIZEN, file.stand().state(), Workflow.Kind.OPEN).filter(ignored -> form.ticked("complete"));
        try {
            if (way.isPresent()) {
                Handling.Given given = new Handling.Given(text, null, ids);
                handling.move(request.site(), file.id(), file.revision(), way.get(), given, new Handling.Actor(null, file.applicant().name()), request.now());
            } else {
                handling.answer(request.site(), file.id(), text, ids, request.now());
            }
        } catch (Conflict meanwhile) {
            drafts.discard(request.tenant(), ids);
            return refused(request, cases.get(request.tenant(), file.id()), List.of(FieldError.of("text", meanwhile.messageKey()))).status(meanwhile.status());
        }
        return newest(request, file);
    }

    Response refused(Request request, CaseFile file, List<FieldError> errors) throws IOException {
        return show(request, file, back(request, file), request.form().typed(), errors).status(422);
    }

    /** The page of the file, where it tells what was just done: the newest line of the history (history.ftlh). */
    static Response newest(Request request, CaseFile file) {
        return Response.seeOther(Paths.prefix(request) + back(request, file) + "#dernier");
    }

    /** Where the form stands: the page of the code, or that of the account. */
    static String back(Request request, CaseFile file) {
        return request.account().filter(account -> account.id().equals(file.applicant().account())).isPresent()
                ? "/teleservices/mes-dossiers/" + file.id()
                : "/suivi/dossier";
    }

    private Response withdraw(Request request) throws IOException {
        CaseFile file = opened(request);
        if (!request.form().ticked("confirm")) {
            return refused(request, file, List.of(FieldError.of("confirm", "demarches.error.confirm")));
        }
        Workflow.Transition way = view.procedure(file).workflow().by(Workflow.Actor.CITIZEN, file.stand().state(), Workflow.Kind.CLOSED)
                .orElseThrow(() -> new Conflict("demarches.error.conflict"));
        handling.move(
                request.site(), file.id(), file.revision(), way, Handling.Given.NOTHING, new Handling.Actor(null, file.applicant().name()), request.now());
        return newest(request, file);
    }
}
