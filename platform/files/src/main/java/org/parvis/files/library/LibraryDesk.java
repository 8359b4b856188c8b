package org.parvis.files.library;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.content.Json;
import org.parvis.api.file.Image;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.Limits;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.route.Upload;

/** The library in the back office: browsing, searching, adding; and what the editor's dialog asks for. */
@Component(service = Routes.class)
public final class LibraryDesk implements Routes {

    static final String READ = "files.library";

    /** Photographs of a telephone, several at once. */
    private static final Limits SEVERAL = new Limits(256L << 20, Duration.ofMinutes(10));
    private static final int MOST = 40;

    private final MediaLibrary library;

    @Activate
    public LibraryDesk(@Reference MediaLibrary library) {
        this.library = library;
    }

    /** A file that was not taken, and why. */
    public record Refused(String name, String messageKey, List<Object> arguments) {}

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskGet("/mediatheque", this::list).reads("type", "q", "tri", "page", "sans", "fait").requires(READ),
                Route.deskPost("/mediatheque", this::add).requires(READ).limits(SEVERAL),
                Route.deskGet("/mediatheque/choix", this::choose).reads("type", "q", "page").requires(READ));
    }

    private Response list(Request request) {
        Map<String, Object> model = model(request, search(request));
        request.query("fait").filter("supprime"::equals).ifPresent(done -> model.put("deleted", true));
        request.query("fait").filter(text -> text.matches("[1-9][0-9]?")).map(Integer::valueOf).ifPresent(count -> model.put("added", count));
        return Response.view("files/library", model);
    }

    private static MediaSearch search(Request request) {
        return new MediaSearch(
                MediaKind.of(request.query("type").orElse("")).orElse(MediaKind.IMAGE),
                request.query("q").orElse(""),
                request.query("sans").isPresent(),
                request.query("tri").orElse("recent"),
                request.query("page").filter(text -> text.matches("[1-9][0-9]{0,5}")).map(Integer::parseInt).orElse(1));
    }

    private Map<String, Object> model(Request request, MediaSearch wanted) {
        MediaTable.Found found = library.find(request.tenant(), wanted);
        Map<String, Object> model = new HashMap<>();
        model.put("items", found.items());
        model.put("total", found.total());
        model.put("page", found.page());
        model.put("pages", found.pages());
        model.put("filter", Map.of("type", wanted.kind().path(), "q", wanted.words(), "tri", wanted.order(), "sans", wanted.undescribed()));
        model.put("filtered", wanted.filtered());
        return model;
    }

    /** Takes each file by itself: one that is refused does not take the others with it. */
    private Response add(Request request) throws IOException {
        List<Upload> uploads = request.form().files("files");
        List<Refused> refused = new ArrayList<>();
        List<FieldError> errors = new ArrayList<>();
        if (uploads.isEmpty()) {
            errors.add(FieldError.of("files", "files.library.choose"));
        } else if (uploads.size() > MOST) {
            errors.add(FieldError.of("files", "files.library.most", MOST));
        } else {
            uploads.forEach(upload -> take(request, upload, refused));
        }
        if (errors.isEmpty() && refused.isEmpty()) {
            boolean documents = uploads.stream().noneMatch(MediaLibrary::isPicture);
            return Response.seeOther(desk(request, "/mediatheque?fait=" + uploads.size() + (documents ? "&type=documents" : "")));
        }
        Map<String, Object> model = model(request, new MediaSearch(MediaKind.IMAGE, "", false, "recent", 1));
        model.put("errors", errors);
        model.put("refused", refused);
        model.put("taken", errors.isEmpty() ? uploads.size() - refused.size() : 0);
        return Response.view("files/library", model).status(422);
    }

    private void take(Request request, Upload upload, List<Refused> refused) {
        try {
            library.add(request.tenant(), upload, request.signedIn());
        } catch (Invalid invalid) {
            FieldError first = invalid.errors().isEmpty() ? FieldError.of("files", invalid.messageKey()) : invalid.errors().get(0);
            refused.add(new Refused(upload.fileName(), first.messageKey(), first.arguments()));
        }
    }

    /** Pictures for the dialog that chooses one, or the documents that a form offers, in JSON. */
    private Response choose(Request request) {
        if (search(request).kind() == MediaKind.DOCUMENT) {
            MediaTable.Found found = library.find(request.tenant(), new MediaSearch(
                    MediaKind.DOCUMENT, request.query("q").orElse(""), false, "recent", 1, true));
            List<Map<String, String>> documents =
                    found.items().stream().map(item -> Map.of("id", item.id().toString(), "title", item.title())).toList();
            return Response.text("application/json", Json.of(Map.of("items", documents, "total", found.total())));
        }
        MediaTable.Found found = library.find(request.tenant(), new MediaSearch(
                MediaKind.IMAGE, request.query("q").orElse(""), false, "recent", search(request).page()));
        List<Map<String, Object>> pictures = found.items().stream().flatMap(item -> {
            Image image = item.image();
            return image == null ? Stream.<Map<String, Object>>empty() : Stream.of(Map.<String, Object>of(
                    "id", image.id(), "src", image.src(), "small", item.small(), "alt", image.alt(), "credit", image.credit(),
                    "title", item.title()));
        }).toList();
        return Response.text("application/json", Json.of(Map.of(
                "items", pictures, "total", found.total(), "page", found.page(), "pages", found.pages())));
    }

    static String desk(Request request, String path) {
        return "/bureau/" + request.site().tenant().slug() + path;
    }
}
