package org.parvis.files.library;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.identity.Permissions;
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

/** One picture or document of the library: its words, where it is used, replacement, deletion. */
@Component(service = Routes.class)
public final class MediaDesk implements Routes {

    private static final String EDIT = "files.edit";
    private static final int LONGEST_NAME = 150;
    private static final int LONGEST_ALT = 250;
    private static final int LONGEST_CREDIT = 200;

    private final MediaLibrary library;
    private final Permissions permissions;

    @Activate
    public MediaDesk(@Reference MediaLibrary library, @Reference Permissions permissions) {
        this.library = library;
        this.permissions = permissions;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskGet("/mediatheque/{kind}/{id}", this::show).reads("fait").requires(LibraryDesk.READ),
                Route.deskPost("/mediatheque/{kind}/{id}", this::save).requires(EDIT),
                Route.deskPost("/mediatheque/{kind}/{id}/remplacer", this::replace).requires(EDIT).limits(Limits.UPLOAD),
                Route.deskGet("/mediatheque/{kind}/{id}/supprimer", this::ask).requires(EDIT),
                Route.deskPost("/mediatheque/{kind}/{id}/supprimer", this::delete).requires(EDIT));
    }

    private MediaItem item(Request request) {
        MediaKind kind = MediaKind.of(request.variable("kind")).orElseThrow(NotFound::new);
        try {
            return library.get(request.tenant(), kind, UUID.fromString(request.variable("id")));
        } catch (IllegalArgumentException malformed) {
            throw new NotFound();
        }
    }

    private Response show(Request request) {
        Map<String, Object> model = model(request, item(request));
        request.query("fait").ifPresent(done -> model.put("done", done));
        return Response.view("files/media", model);
    }

    private Map<String, Object> model(Request request, MediaItem item) {
        Map<String, Object> model = new HashMap<>();
        model.put("item", item);
        model.put("uses", library.uses(request.tenant(), item));
        model.put("kept", library.isKept(request.tenant(), item));
        model.put("mayEdit", permissions.may(request.signedIn(), EDIT, request.tenant()));
        return model;
    }

    private Response save(Request request) throws IOException {
        MediaItem item = item(request);
        Form form = request.form();
        Fields fields = new Fields(form);
        String name = fields.required("name", LONGEST_NAME);
        String alt = fields.text("alt", LONGEST_ALT);
        String credit = fields.text("credit", LONGEST_CREDIT);
        if (item.kind() == MediaKind.DOCUMENT && !name.isBlank() && !name.endsWith(extension(item))) {
            fields.wrong("name", "files.library.extension", extension(item));
        }
        if (!fields.errors().isEmpty()) {
            return refused(request, item, fields.errors());
        }
        library.describe(request.tenant(), item, name.replaceAll("[/\\\\]", " "), alt, credit, request.signedIn());
        return Response.seeOther(LibraryDesk.desk(request, item.desk() + "?fait=enregistre"));
    }

    private static String extension(MediaItem item) {
        int dot = item.name().lastIndexOf('.');
        return dot < 0 ? "" : item.name().substring(dot);
    }

    private Response refused(Request request, MediaItem item, List<FieldError> errors) throws IOException {
        Map<String, Object> model = model(request, item);
        model.put("typed", request.form().typed());
        model.put("errors", errors);
        return Response.view("files/media", model).status(422);
    }

    private Response replace(Request request) throws IOException {
        MediaItem item = item(request);
        Upload upload = request.form().file("file").orElse(null);
        Map<String, Object> model = model(request, item);
        if (upload == null) {
            model.put("errors", List.of(FieldError.of("file", "files.library.choose")));
            return Response.view("files/media", model).status(422);
        }
        try {
            MediaItem now = library.replace(request.tenant(), item, upload, request.signedIn(), request.now());
            return Response.seeOther(LibraryDesk.desk(request, now.desk() + "?fait=remplace"));
        } catch (Invalid invalid) {
            model.put("errors", invalid.errors());
            return Response.view("files/media", model).status(422);
        } catch (Conflict kept) {
            return Response.view("files/media", model).status(kept.status());
        }
    }

    private Response ask(Request request) {
        return Response.view("files/media-delete", model(request, item(request)));
    }

    private Response delete(Request request) {
        MediaItem item = item(request);
        try {
            library.delete(request.tenant(), item, request.signedIn());
        } catch (Conflict used) {
            return Response.view("files/media-delete", model(request, item)).status(409);
        }
        return Response.seeOther(LibraryDesk.desk(request, "/mediatheque?fait=supprime&type=" + item.kind().path()));
    }
}
