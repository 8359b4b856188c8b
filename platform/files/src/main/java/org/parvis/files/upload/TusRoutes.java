package org.parvis.files.upload;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.route.Limits;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.route.Scope;
import org.parvis.api.route.Unavailable;
import org.parvis.files.FileNames;
import org.parvis.files.upload.UploadTable.UploadRow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tus protocol 1.0.0 (tus.io/protocols/resumable-upload) in the back office, and on sites for what a visitor may add to: its core, and the extensions creation, expiration and
 * termination.
 */
@Component(service = Routes.class)
public final class TusRoutes implements Routes {
    private static final Logger LOG = LoggerFactory.getLogger(TusRoutes.class);
    private static final String BASE = "/envois";
    private static final String THING = "thing";
    private static final String OF_VISITOR = BASE + "/{" + THING + "}";
    private static final String VERSION = "1.0.0";
    private static final String PIECE = "application/offset+octet-stream";
    private static final Limits OF_VISITORS_PIECE = new Limits(Uploads.LARGEST_OF_VISITOR, Duration.ofMinutes(30));
    private static final Limits OF_PIECE = new Limits(Uploads.LARGEST, Duration.ofMinutes(30));
    /** RFC 9110, 5.6.7. */
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

    private final Uploads uploads;

    @Activate
    public TusRoutes(@Reference Uploads uploads) {
        this.uploads = uploads;
    }

    /** What is done once the versions agree. */
    @FunctionalInterface
    private interface Step {
        Response answer(Request request) throws IOException;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.post(OF_VISITOR, request -> agreed(request, this::createForVisitor)).readsAccount(),
                Route.get(OF_VISITOR + "/{id}", request -> agreed(request, this::offset)).readsAccount(),
                Route.of("PATCH", Scope.SITE, OF_VISITOR + "/{id}", request -> agreed(request, this::append)).readsAccount().limits(OF_VISITORS_PIECE),
                Route.of("DELETE", Scope.SITE, OF_VISITOR + "/{id}", request -> agreed(request, this::terminate)).readsAccount(),
                Route.deskPost(BASE, request -> agreed(request, this::create)),
                Route.deskGet(BASE + "/{id}", request -> agreed(request, this::offset)),
                Route.of("PATCH", Scope.DESK, BASE + "/{id}", request -> agreed(request, this::append)).limits(OF_PIECE),
                Route.of("DELETE", Scope.DESK, BASE + "/{id}", request -> agreed(request, this::terminate)));
    }

    private static Response agreed(Request request, Step step) throws IOException {
        if (request.header("Tus-Resumable").filter(VERSION::equals).isEmpty()) {
            return status(412).header("Tus-Version", VERSION);
        }
        return step.answer(request);
    }

    private Response create(Request request) throws IOException {
        return create(request, Uploads.Owner.of(request.signedIn()), "/bureau/" + request.site().tenant().slug() + BASE + "/");
    }

    private Response createForVisitor(Request request) throws IOException {
        Uploads.Owner owner = uploads.visitor(request, request.variable(THING)).orElse(null);
        return owner == null ? status(404) : create(request, owner, BASE + "/" + owner.id() + "/");
    }

    private Response create(Request request, Uploads.Owner owner, String base) throws IOException {
        OptionalLong size = number(request, "Upload-Length");
        Map<String, String> said = metadata(request.header("Upload-Metadata").orElse(""));
        if (size.isEmpty() || said.getOrDefault("filename", "").isBlank()) {
            return status(400);
        }
        if (size.getAsLong() > owner.largest()) {
            return status(413).header("Tus-Max-Size", Long.toString(owner.largest()));
        }
        String name = FileNames.clean(said.get("filename"));
        try {
            return uploads.begin(request, owner, new Uploads.Announced(name, said.getOrDefault("filetype", ""), size.getAsLong()))
                    .map(begun -> status(201)
                            .header("Location", base + begun.id())
                            .header("Upload-Expires", date(begun.until())))
                    .orElseGet(() -> status(429));
        } catch (IOException full) {
            throw unwritable(full);
        }
    }

    private Response offset(Request request) throws IOException {
        UploadRow row = uploads.find(request, request.variable("id")).orElse(null);
        if (row == null) {
            return status(404);
        }
        return state(request, row, 200).header("Upload-Length", Long.toString(row.size()));
    }

    private Response append(Request request) throws IOException {
        UploadRow row = uploads.find(request, request.variable("id")).orElse(null);
        OptionalLong offset = number(request, "Upload-Offset");
        if (row == null) {
            return status(404);
        }
        if (request.header("Content-Type").filter(PIECE::equals).isEmpty()) {
            return status(415);
        }
        if (offset.isEmpty()) {
            return status(400);
        }
        try {
            return switch (uploads.file(request.tenant(), row).append(request.body(), offset.getAsLong(), row.size())) {
                case TAKEN -> state(request, row, 204);
                case BUSY -> status(423);
                case ELSEWHERE -> status(409);
                case TOO_LONG -> status(413);
            };
        } catch (PartialFile.Full full) {
            throw unwritable(full);
        }
    }

    private Response terminate(Request request) {
        if (uploads.find(request, request.variable("id")).isEmpty()) {
            return status(404);
        }
        uploads.forget(request, List.of(request.variable("id")));
        return status(204);
    }

    private Response state(Request request, UploadRow row, int status) throws IOException {
        return status(status)
                .header("Upload-Offset", Long.toString(uploads.file(request.tenant(), row).length()))
                .header("Upload-Expires", date(row.until()))
                .header("Cache-Control", "no-store");
    }

    private static Response status(int status) {
        return new Response(status, new Response.Empty(), Map.of("Tus-Resumable", VERSION), List.of(), Set.of(), null);
    }

    private static String date(Instant moment) {
        return HTTP_DATE.format(moment);
    }

    private static OptionalLong number(Request request, String header) {
        String text = request.header(header).orElse("");
        return text.matches("[0-9]{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    /** Pairs of a key and a value in Base64, comma-separated. */
    private static Map<String, String> metadata(String header) {
        Map<String, String> all = new HashMap<>();
        for (String pair : header.split(",")) {
            String[] parts = pair.strip().split(" ", 2);
            try {
                all.put(parts[0], parts.length < 2 ? "" : new String(Base64.getDecoder().decode(parts[1].strip()), StandardCharsets.UTF_8));
            } catch (IllegalArgumentException malformed) {
                LOG.debug("metadata that are not Base64");
            }
        }
        return all;
    }

    private static Unavailable unwritable(IOException fault) {
        LOG.error("An upload cannot be stored: {}", fault.toString());
        return new Unavailable("files.full");
    }
}
