package org.parvis.files;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.files.FileTable.FileRow;

/** Serves attachments, in a way that lets nothing in them run. */
@Component
public final class FileRoutes implements Routes {
    /** A sandboxed document cannot be shown by browsers' own viewers of PDF, which need no script of ours. */
    private static final String PDF_POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'";

    private static final String POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'";

    private final StoredFiles files;
    private final ContentStore store;

    @Activate
    public FileRoutes(@Reference FilesHost host, @Reference StoredFiles files) {
        this.files = files;
        this.store = host.store();
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.get("/fichiers/{id}/{name}", this::serve), Route.deskGet("/fichiers/{id}/{name}", this::serve));
    }

    private Response serve(Request request) throws IOException {
        FileRow row = files.row(request.tenant(), request.variable("id")).orElseThrow(NotFound::new);
        Path content = store.content(row.content());
        if (!Files.isRegularFile(content)) {
            throw new NotFound();
        }
        boolean pdf = row.mediaType().equals(FileType.PDF.mediaType());
        boolean shown = pdf || row.mediaType().startsWith("image/");
        String name = URLEncoder.encode(row.fileName(), StandardCharsets.UTF_8).replace("+", "%20");
        String type = row.mediaType().startsWith("text/") ? row.mediaType() + "; charset=utf-8" : row.mediaType();
        return Response.stream(type, row.size(), out -> Files.copy(content, out))
                .header("Content-Disposition", (shown ? "inline" : "attachment") + "; filename*=UTF-8''" + name)
                .header("Content-Security-Policy", pdf ? PDF_POLICY : POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", "public, max-age=3600")
                .header("ETag", "\"" + row.content().substring(0, 16) + "\"");
    }
}
