package org.parvis.acts;

import java.io.IOException;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.content.AccessibilityCheck;
import org.parvis.api.plugin.Plugins;
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
import org.parvis.api.route.Upload;
import org.parvis.api.tenant.Tenants;

/** An act in the back office: written, published, corrected, withdrawn, certified. */
@Component(service = Routes.class)
public final class ActEditor implements Routes {
    private final Acts acts;
    private final ActFiles files;
    private final ActPages pages;
    private final Certificate certificate;
    private final Plugins plugins;
    private final Tenants tenants;

    @Activate
    public ActEditor(
            @Reference Acts acts, @Reference ActFiles files, @Reference ActPages pages, @Reference Certificate certificate,
            @Reference Plugins plugins, @Reference Tenants tenants) {
        this.tenants = tenants;
        this.acts = acts;
        this.files = files;
        this.pages = pages;
        this.certificate = certificate;
        this.plugins = plugins;
    }

    /** A change of an act that a form asks for. */
    @FunctionalInterface
    private interface Change {
        Act make(Form form) throws IOException;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskGet("/actes/nouvel-acte", this::blank).requires("acts.publish"),
                Route.deskPost("/actes/nouvel-acte", this::create).requires("acts.publish").limits(Limits.UPLOAD),
                Route.deskGet("/actes/{id}", this::show).reads("fait").requires("acts.publish"),
                Route.deskPost("/actes/{id}", this::save).requires("acts.publish").limits(Limits.UPLOAD),
                Route.deskPost("/actes/{id}/corriger", this::correct).requires("acts.publish").limits(Limits.UPLOAD),
                Route.deskPost("/actes/{id}/retirer", this::withdraw).requires("acts.publish"),
                Route.deskPost("/actes/{id}/supprimer", this::delete).requires("acts.publish"),
                Route.deskGet("/actes/{id}/certificat", this::certificate).requires("acts.publish").limits(Limits.UPLOAD),
                Route.deskGet("/actes/{id}/document/{number}", this::document).requires("acts.publish"));
    }

    private Response blank(Request request) {
        return form(request, null, Map.of("kind", ActKind.DELIBERATION.code()), List.of(), null);
    }

    private Response show(Request request) {
        Act act = acts.get(request.tenant(), ActDesk.idOf(request));
        return form(request, act, ActForm.typed(act, zone(request)), List.of(), null);
    }

    private Response create(Request request) throws IOException {
        Form form = request.form();
        ActFiles.Document brought = null;
        try {
            brought = brought(request, form);
            ActForm typed = read(request, form, brought == null);
            Act draft = acts.create(request.tenant(), request.signedIn(), typed.content(), typed.from(), brought);
            Act act = form.value("action").equals("publish") ? acts.publish(request.tenant(), request.signedIn(), draft.id(), draft.version()) : draft;
            return done(request, act, act.status(act.updatedAt()).code());
        } catch (Invalid invalid) {
            return form(request, null, form.typed(), invalid.errors(), brought).status(invalid.status());
        }
    }

    /** What is wrong with the fields, and that the document is missing, at once. */
    private static ActForm read(Request request, Form form, boolean missing) {
        if (!missing) {
            return ActForm.read(form, zone(request), request.now());
        }
        FieldError needed = FieldError.of("document", "acts.error.document");
        try {
            ActForm.read(form, zone(request), request.now());
        } catch (Invalid invalid) {
            throw Invalid.of(Stream.concat(invalid.errors().stream(), Stream.of(needed)).toList());
        }
        throw Invalid.of(List.of(needed));
    }

    /** The file of a form: chosen now, or brought before and refused for another reason. */
    private ActFiles.@Nullable Document brought(Request request, Form form) {
        Upload upload = form.file("document").orElse(null);
        return upload != null ? files.store(request.tenant(), upload) : files.byId(request.tenant(), form.value("documentId")).orElse(null);
    }

    private Response save(Request request) throws IOException {
        return change(request, form -> {
            Act before = acts.get(request.tenant(), ActDesk.idOf(request));
            int version = ActPages.number(form.value("version"));
            if (form.value("action").equals("unschedule")) {
                return acts.unschedule(request.tenant(), request.signedIn(), before.id(), version);
            }
            ActForm typed = ActForm.read(form, zone(request), request.now());
            ActFiles.Document document = before.isShown(request.now()) ? null : brought(request, form);
            Act saved = acts.edit(request.tenant(), request.signedIn(), before.id(), version, typed.content(), typed.from());
            if (document != null) {
                saved = acts.exchange(request.tenant(), request.signedIn(), saved.id(), saved.version(), document);
            }
            return form.value("action").equals("publish") ? acts.publish(request.tenant(), request.signedIn(), saved.id(), saved.version()) : saved;
        });
    }

    private Response correct(Request request) throws IOException {
        return change(request, form -> {
            Fields fields = new Fields(form);
            String note = fields.required("note", Issue.LONGEST_NOTE);
            ActFiles.Document document = brought(request, form);
            if (document == null) {
                fields.wrong("document", "acts.error.document");
            }
            if (document == null || !fields.errors().isEmpty()) {
                throw Invalid.of(fields.errors());
            }
            return acts.correct(
                    request.tenant(), request.signedIn(), ActDesk.idOf(request), ActPages.number(form.value("version")), document, note,
                    form.ticked("reopens"));
        });
    }

    private Response withdraw(Request request) throws IOException {
        return change(request, form -> {
            Fields fields = new Fields(form);
            String reason = fields.required("reason", Act.Withdrawal.LONGEST_REASON);
            if (!fields.errors().isEmpty()) {
                throw Invalid.of(fields.errors());
            }
            return acts.withdraw(
                    request.site().tenant(), request.signedIn(), ActDesk.idOf(request), ActPages.number(form.value("version")), reason,
                    form.ticked("early"));
        });
    }

    private Response delete(Request request) throws IOException {
        if (!request.form().ticked("confirm")) {
            Act act = acts.get(request.tenant(), ActDesk.idOf(request));
            List<FieldError> errors = List.of(FieldError.of("confirm", "acts.error.confirm"));
            return form(request, act, ActForm.typed(act, zone(request)), errors, null).status(Invalid.of(errors).status());
        }
        acts.delete(request.tenant(), request.signedIn(), ActDesk.idOf(request));
        return Response.seeOther(ActDesk.desk(request, "/actes?fait=deleted"));
    }

    /** Makes a change; a refusal shows the form as it was typed. */
    private Response change(Request request, Change change) throws IOException {
        Form form = request.form();
        try {
            Act act = change.make(form);
            return done(request, act, form.value("action").equals("save") ? "saved" : act.status(act.updatedAt()).code());
        } catch (Invalid invalid) {
            return refused(request, form, invalid.errors()).status(invalid.status());
        } catch (Conflict conflict) {
            return refused(request, form, List.of(FieldError.of("title", conflict.messageKey()))).status(conflict.status());
        }
    }

    private Response refused(Request request, Form form, List<FieldError> errors) {
        Act act = acts.get(request.tenant(), ActDesk.idOf(request));
        Map<String, String> typed = new HashMap<>(ActForm.typed(act, zone(request)));
        typed.putAll(form.typed());
        return form(request, act, typed, errors, kept(request, form));
    }

    /** Nobody has to choose a file again because something else was wrong; a file that was refused itself is not kept. */
    private ActFiles.@Nullable Document kept(Request request, Form form) {
        try {
            return brought(request, form);
        } catch (Invalid refusedBefore) {
            return null;
        }
    }

    private static Response done(Request request, Act act, String what) {
        return Response.seeOther(ActDesk.desk(request, "/actes/" + act.id() + "?fait=" + what));
    }

    private Response certificate(Request request) {
        Act act = acts.get(request.tenant(), ActDesk.idOf(request));
        byte[] pdf = certificate.make(request.site(), request.language(), act, acts.issues(request.tenant(), act.id()), request.now());
        acts.certified(request.tenant(), request.signedIn(), act);
        return Response.bytes("application/pdf", pdf).header("Content-Disposition", "inline; filename=\"certificat-" + act.slug() + ".pdf\"");
    }

    private Response document(Request request) {
        Issue issue = IssueTable.byNumber(acts.reader(request.tenant()), ActDesk.idOf(request), ActPages.number(request.variable("number")))
                .orElseThrow(NotFound::new);
        return pages.served(request, issue);
    }

    private Response form(
            Request request, @Nullable Act act, Map<String, String> typed, List<FieldError> errors, ActFiles.@Nullable Document brought) {
        Map<String, Object> model = new HashMap<>();
        model.put("typed", typed);
        model.put("errors", errors);
        model.put("kinds", Stream.of(ActKind.values()).map(ActKind::code).toList());
        model.put("matters", Matters.list().stream().map(matter -> new ActPages.Choice(matter.code(), matter.code() + " " + matter.name())).toList());
        request.query("fait").ifPresent(done -> model.put("done", done));
        if (brought != null) {
            model.put("brought", new ActPages.Choice(brought.file(), brought.fileName()));
        }
        if (act != null) {
            List<Issue> issues = acts.issues(request.tenant(), act.id());
            ActViews.Appeal appeal = ActViews.appeal(request.site(), tenants, act, issues, request.now());
            model.putAll(pages.model(act, issues, appeal, request.now()));
            model.put("findings", findings(request, issues));
            model.put("early", act.publishAt() != null && request.now().isBefore(AppealPeriod.longEnough(act.publishAt(), zone(request))));
        }
        return Response.view("acts/desk-edit", model);
    }

    /** What keeps people from reading the document, unless its own line says already that it cannot be read. */
    private List<AccessibilityCheck.Finding> findings(Request request, List<Issue> issues) {
        List<String> readable = issues.stream()
                .max(Comparator.comparingInt(Issue::number))
                .filter(newest -> !newest.reading().troubled())
                .map(newest -> List.of(newest.file()))
                .orElse(List.of());
        return plugins.of(request.tenant()).of(AccessibilityCheck.class).stream()
                .flatMap(check -> check.checkFiles(request.tenant(), readable).stream())
                .toList();
    }

    private static ZoneId zone(Request request) {
        return request.site().tenant().zone();
    }
}
