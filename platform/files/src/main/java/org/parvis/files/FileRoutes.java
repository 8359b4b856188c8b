package org.parvis.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    /** Another file may be put at the same address: a browser asks whether what it has is still it. */
    private static final String REVALIDATED = "no-cache";

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
        String etag = "\"" + row.content().substring(0, 16) + "\"";
        if (request.header("If-None-Match").filter(known -> known.contains(etag)).isPresent()) {
            return new Response(304, new Response.Empty(), Map.of("Cache-Control", REVALIDATED, "ETag", etag), List.of(), Set.of(), null);
        }
        return SafeDownload.of(row.mediaType(), row.fileName(), row.size(), out -> Files.copy(content, out))
                .header("Cache-Control", REVALIDATED)
                .header("ETag", etag);
    }
}
