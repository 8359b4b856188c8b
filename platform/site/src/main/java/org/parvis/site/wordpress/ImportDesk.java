package org.parvis.site.wordpress;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.content.PostImporter;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Form;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.Limits;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.route.Upload;
import org.parvis.api.view.Themes;
import org.parvis.site.Desk;
import org.parvis.site.Texts;

/** Taking over a former site, in the back office: the file, the report before, the import, the report after. */
@Component(service = Routes.class)
public final class ImportDesk implements Routes {

    private static final String PERMISSION = "site.import";
    private static final String ROOT = "/import-wordpress";
    private static final Limits EXPORT = new Limits(64L << 20, Duration.ofMinutes(20));
    private static final Limits ARCHIVE = new Limits(512L << 20, Duration.ofHours(1));

    private final Imports imports;
    private final ExportIntake exports;
    private final MediaIntake media;
    private final Plugins plugins;
    private final Themes themes;

    @Activate
    public ImportDesk(
            @Reference Imports imports, @Reference ExportIntake exports, @Reference MediaIntake media, @Reference Plugins plugins,
            @Reference Themes themes) {
        this.imports = imports;
        this.exports = exports;
        this.media = media;
        this.plugins = plugins;
        this.themes = themes;
    }

    /** An import in the list. */
    public record Line(String id, String fileName, String siteTitle, String state, Instant created) {}

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskGet(ROOT, this::list).reads("fait").requires(PERMISSION),
                Route.deskPost(ROOT, this::upload).requires(PERMISSION).limits(EXPORT),
                Route.deskGet(ROOT + "/{id}", this::report).reads("voir", "page", "fait", "nombre").requires(PERMISSION),
                Route.deskPost(ROOT + "/{id}/fichiers", this::archive).requires(PERMISSION).limits(ARCHIVE),
                Route.deskPost(ROOT + "/{id}/lancer", this::begin).requires(PERMISSION),
                Route.deskGet(ROOT + "/{id}/supprimer", this::confirm).requires(PERMISSION),
                Route.deskPost(ROOT + "/{id}/supprimer", this::delete).requires(PERMISSION));
    }

    private Response list(Request request) {
        Map<String, Object> model = list(request, List.of());
        request.query("fait").ifPresent(done -> model.put("done", done));
        return Response.view("site/desk/import", model);
    }

    private Map<String, Object> list(Request request, List<FieldError> errors) {
        Map<String, Object> model = new HashMap<>();
        model.put("imports", imports.latest(request.tenant()).stream()
                .map(run -> new Line(run.id().toString(), run.fileName(), run.siteTitle(), run.state().name(), run.created()))
                .toList());
        model.put("errors", errors);
        return model;
    }

    private Response upload(Request request) throws IOException {
        try {
            Upload file = chosen(request, "file", "site.import.error.none");
            UUID id = exports.take(request.site(), request.signedIn(), file, request.now());
            return Desk.to(request, ROOT + "/" + id + "?fait=lu");
        } catch (Invalid invalid) {
            return Response.view("site/desk/import", list(request, atField("file", invalid))).status(invalid.status());
        }
    }

    private static Upload chosen(Request request, String field, String none) throws IOException {
        Form form = request.form();
        return form.file(field).filter(file -> file.size() > 0).orElseThrow(() -> Invalid.field(field, none));
    }

    /** A refusal of the whole request, such as one that is too large, is said at the field too. */
    private static List<FieldError> atField(String field, Invalid invalid) {
        return invalid.errors().isEmpty() ? List.of(new FieldError(field, invalid.messageKey(), invalid.arguments())) : invalid.errors();
    }

    private Response report(Request request) {
        Map<String, Object> model = report(request, List.of());
        request.query("fait").ifPresent(done -> model.put("done", done));
        request.query("nombre").filter(text -> text.matches("[0-9]{1,6}")).ifPresent(count -> model.put("count", Integer.parseInt(count)));
        return Response.view("site/desk/import-report", model);
    }

    private Map<String, Object> report(Request request, List<FieldError> errors) {
        SiteImport run = imports.get(request.tenant(), Desk.id(request));
        Texts texts = new Texts(themes, request.site(), plugins.of(request.tenant()), request.language());
        int page = request.query("page").filter(text -> text.matches("[1-9][0-9]{0,5}")).map(Integer::parseInt).orElse(1);
        ImportReport report = new ImportReport(imports.reader(request.tenant()), run, texts, Desk.path(request, ROOT + "/" + run.id()));
        Map<String, Object> model = report.model(request.query("voir").orElse(""), page);
        model.put("takesPosts", !texts.plugins().of(PostImporter.class).isEmpty());
        model.put("errors", errors);
        return model;
    }

    private Response archive(Request request) throws IOException {
        UUID id = Desk.id(request);
        imports.get(request.tenant(), id);
        try {
            Upload file = chosen(request, "archive", "site.import.error.archive.none");
            int taken = media.take(request.tenant(), id, request.signedIn(), file);
            return Desk.to(request, ROOT + "/" + id + "?fait=fichiers&nombre=" + taken);
        } catch (Invalid invalid) {
            return Response.view("site/desk/import-report", report(request, atField("archive", invalid))).status(invalid.status());
        }
    }

    private Response begin(Request request) throws IOException {
        UUID id = Desk.id(request);
        imports.get(request.tenant(), id);
        imports.begin(request.tenant(), id, request.signedIn(), request.form().ticked("menu"));
        return Desk.to(request, ROOT + "/" + id);
    }

    private Response confirm(Request request) {
        SiteImport run = imports.get(request.tenant(), Desk.id(request));
        if (run.state() == SiteImport.State.RUNNING) {
            throw new Conflict("site.import.error.running");
        }
        String back = ROOT + "/" + run.id();
        return Desk.confirm(request, "site.import.remove." + run.state(), run.fileName(), back + "/supprimer", back);
    }

    private Response delete(Request request) {
        imports.delete(request.tenant(), Desk.id(request), request.signedIn());
        return Desk.to(request, ROOT + "?fait=supprime");
    }
}
