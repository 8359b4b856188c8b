package org.parvis.files;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.content.Json;
import org.parvis.api.data.ChangeListener;
import org.parvis.api.file.Image;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Form;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.Limits;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.route.Upload;
import org.parvis.api.tenant.TenantId;
import org.parvis.api.view.Themes;
import org.parvis.files.ImageTable.StoredImage;
import org.parvis.files.store.Shelf;

/** Serves pictures, and takes those that agents put into a text. */
@Component
public final class ImageRoutes implements Routes, ChangeListener {
    private static final String TAG = "files.image:";
    private static final Pattern FILE = Pattern.compile("(\\d{1,4})\\.(jpg|png|webp)");
    private static final Map<String, String> TYPES = Map.of("jpg", "image/jpeg", "png", "image/png", "webp", "image/webp");
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    private static final int KEPT = 4096;

    private final StoredImages images;
    private final Shelf shelf;
    private final Plugins plugins;
    private final Themes themes;
    /** Rows asked for last: what is served of them never changes. */
    private final Map<Known, StoredImage> known = Collections.synchronizedMap(new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Known, StoredImage> eldest) {
            return size() > KEPT;
        }
    });

    private record Known(TenantId tenant, String id) {}

    @Activate
    public ImageRoutes(@Reference FilesHost host, @Reference StoredImages images, @Reference Plugins plugins, @Reference Themes themes) {
        this.images = images;
        this.shelf = host.store().shelf();
        this.plugins = plugins;
        this.themes = themes;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/images/{id}/{file}", this::serve),
                Route.deskGet("/images/{id}/{file}", this::serve),
                Route.deskPost("/images", this::upload).limits(Limits.UPLOAD));
    }

    private Response serve(Request request) throws IOException {
        Matcher name = FILE.matcher(request.variable("file"));
        if (!name.matches()) {
            throw new NotFound();
        }
        // The id is random and what is under it never changes: a browser that names it has seen it.
        if (request.header("If-None-Match").isPresent()) {
            return new Response(304, new Response.Empty(), Map.of("Cache-Control", FOR_EVER), List.of(), Set.of(), null);
        }
        StoredImage stored = stored(new Known(request.tenant(), request.variable("id")));
        int width = Integer.parseInt(name.group(1));
        if (!stored.made().has(width, name.group(2))) {
            throw new NotFound();
        }
        String file = Pictures.variant(stored.content(), width, name.group(2));
        return Response.stream(TYPES.get(name.group(2)), sizeOf(file), Served.of(shelf, file))
                .header("Cache-Control", FOR_EVER)
                .header("ETag", "\"" + stored.content().substring(0, 16) + "-" + name.group(1) + "\"");
    }

    /** -1: the first to read it from a store elsewhere learns it. */
    private long sizeOf(String file) throws IOException {
        try {
            return shelf.knownSize(file).orElse(-1);
        } catch (NoSuchFileException gone) {
            throw new NotFound();
        }
    }

    /** Pictures that were deleted are served by no node any more. */
    @Override
    public void changed(List<Change> changes) {
        changes.stream()
                .filter(change -> change.tag().startsWith(TAG))
                .forEach(change -> known.remove(new Known(change.tenant(), change.tag().substring(TAG.length()))));
    }

    @Override
    public void everything() {
        known.clear();
    }

    private StoredImage stored(Known key) {
        StoredImage kept = known.get(key);
        if (kept == null) {
            kept = images.stored(key.tenant(), key.id()).orElseThrow(NotFound::new);
            known.put(key, kept);
        }
        return kept;
    }

    /** What the picture shows; empty only for one that is said to be decoration (WCAG 2.2, 1.1.1). */
    private static String alternative(Form form) {
        if (form.ticked("decorative")) {
            return "";
        }
        return form.text("alt").filter(alt -> !alt.isBlank()).orElseThrow(() -> Invalid.field("alt", "files.image.alt"));
    }

    /** Answers the editor in JSON: the picture, or why not. */
    private Response upload(Request request) throws IOException {
        try {
            Upload upload = request.form().file("file").orElseThrow(() -> Invalid.field("file", "files.image.empty"));
            Image image = images.store(request.tenant(), "file", upload, alternative(request.form()));
            return Response.text("application/json", Json.of(Map.of(
                    "id", image.id(), "src", image.src(), "alt", image.alt(), "width", image.width(), "height", image.height()))).status(201);
        } catch (Invalid refused) {
            if (refused.errors().isEmpty()) {
                throw refused;
            }
            FieldError first = refused.errors().get(0);
            String message = themes.text(
                    request.site().look().theme(), plugins.of(request.tenant()), request.language(), first.messageKey(), first.arguments().toArray());
            return Response.text("application/json", Json.of(Map.of("error", message))).status(422);
        }
    }
}
