package org.parvis.demarches.merge;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Form;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.demarches.CaseAccess;
import org.parvis.demarches.CaseFile;
import org.parvis.demarches.CaseTable;
import org.parvis.demarches.CaseView;
import org.parvis.demarches.Cases;
import org.parvis.demarches.Handling;
import org.parvis.demarches.Paths;
import org.parvis.demarches.Ways;
import org.parvis.demarches.desk.CasePage;
import org.parvis.demarches.procedure.Texts.Wanted;

/** Finding the other file about the same thing, looking at both, and making one of them. */
@Component(service = Routes.class)
public final class MergeDesk implements Routes {
    private static final int MOST_PROPOSED = 10;

    private final Cases cases;
    private final CasePage page;
    private final CaseView view;
    private final CaseAccess access;
    private final Handling handling;
    private final Merging merging;

    @Activate
    public MergeDesk(
            @Reference Cases cases, @Reference CasePage page, @Reference CaseView view, @Reference CaseAccess access, @Reference Handling handling,
            @Reference Merging merging) {
        this.cases = cases;
        this.page = page;
        this.view = view;
        this.access = access;
        this.handling = handling;
        this.merging = merging;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskGet("/demarches/{id}/doublon", this::show).reads("avec").requires(CaseAccess.PERMISSION),
                Route.deskPost("/demarches/{id}/doublon", this::merge).requires(CaseAccess.PERMISSION));
    }

    private Response show(Request request) {
        CaseFile file = page.handled(request);
        String number = request.query("avec").map(text -> text.strip().toUpperCase(Locale.ROOT)).orElse("");
        Optional<CaseFile> other = number.isEmpty() ? Optional.empty() : find(request, number);
        List<FieldError> errors = number.isEmpty() || other.isPresent() ? List.of() : List.of(FieldError.of("avec", "demarches.merge.none", number));
        return show(request, file, other, number, errors).status(errors.isEmpty() ? 200 : 422);
    }

    /** Of those that the agent works on. */
    private Optional<CaseFile> find(Request request, String number) {
        return CaseTable.byNumber(cases.reader(request.tenant()), number)
                .filter(other -> access.mayHandle(request.signedIn(), request.tenant(), other.procedure()));
    }

    private Response show(Request request, CaseFile file, Optional<CaseFile> other, String number, List<FieldError> errors) {
        Wanted wanted = Wanted.of(request.language());
        handling.read(request.site(), file, request.signedIn());
        Map<String, Object> model = new HashMap<>();
        model.put("file", view.facts(request.site(), file, wanted, request.now()));
        model.put("proposed", CaseTable.alike(cases.reader(request.tenant()), file, MOST_PROPOSED).stream()
                .map(one -> view.facts(request.site(), one, wanted, request.now()))
                .toList());
        other.ifPresent(one -> {
            handling.read(request.site(), one, request.signedIn());
            boolean fit = Merging.fit(file, one);
            model.put("fit", fit);
            model.put("other", view.facts(request.site(), one, wanted, request.now()));
            if (fit) {
                CaseFile kept = Merging.kept(file, one);
                model.put("both", List.of(
                        page.contents(request.site(), kept, List.of(), wanted, request),
                        page.contents(request.site(), kept == file ? one : file, List.of(), wanted, request)));
            }
        });
        model.put("typed", Map.of("avec", number));
        model.put("errors", errors);
        return Response.view("demarches/desk-merge", model);
    }

    private Response merge(Request request) throws IOException {
        CaseFile file = page.handled(request);
        Form form = request.form();
        CaseFile other = cases.get(request.tenant(), Paths.uuid(form.value("other")));
        if (!access.mayHandle(request.signedIn(), request.tenant(), other.procedure())) {
            throw new NotFound();
        }
        try {
            CaseFile kept = merging.merge(
                    request.site(), new Merging.Seen(file.id(), Ways.revision(form, "revision")), new Merging.Seen(other.id(), Ways.revision(form, "otherrevision")),
                    request.signedIn(), request.now());
            return CasePage.done(request, kept, "merged");
        } catch (Conflict conflict) {
            return show(request, page.file(request), Optional.of(other), other.number(), List.of(FieldError.of("avec", conflict.messageKey()))).status(409);
        }
    }
}
