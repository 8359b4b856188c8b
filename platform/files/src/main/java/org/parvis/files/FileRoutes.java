package org.parvis.files;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.data.Reader;
import org.parvis.api.file.FileGuard;
import org.parvis.api.file.Files.StoredFile;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.files.FileTable.FileRow;

/** Serves public files, those of a kind to whom its guard lets in; in a way that lets nothing in them run. */
@Component
public final class FileRoutes implements Routes {
    /** Another file may be put at the same address: a browser asks whether what it has is still it. */
    private static final String REVALIDATED = "no-cache";

    private final StoredFiles files;
    private final Plugins plugins;
    private final Database database;

    @Activate
    public FileRoutes(@Reference StoredFiles files, @Reference Plugins plugins, @Reference Database database) {
        this.files = files;
        this.plugins = plugins;
        this.database = database;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.get("/fichiers/{id}/{name}", this::serve), Route.deskGet("/fichiers/{id}/{name}", this::serve));
    }

    /** Guards of all plugins, also of those that do not serve the tenant now: what was not public does not become so. */
    private boolean mayRead(Request request, FileRow row) {
        StoredFile file = StoredFiles.file(row);
        List<FileGuard> guards = plugins.newest().of(FileGuard.class);
        if (!row.kind().isEmpty()) {
            return guards.stream().filter(guard -> guard.kind().equals(row.kind())).anyMatch(guard -> guard.mayRead(request, file));
        }
        Reader data = database.of(request.tenant());
        return guards.stream().filter(guard -> guard.owns(data, file)).allMatch(guard -> guard.mayRead(request, file));
    }

    private Response serve(Request request) throws IOException {
        FileRow row = files.row(request.tenant(), request.variable("id")).orElseThrow(NotFound::new);
        if (!mayRead(request, row)) {
            throw new NotFound();
        }
        String etag = "\"" + row.place().content().substring(0, 16) + "\"";
        if (request.header("If-None-Match").filter(known -> known.contains(etag)).isPresent()) {
            return new Response(304, new Response.Empty(), Map.of("Cache-Control", REVALIDATED, "ETag", etag), List.of(), Set.of(), null);
        }
        return SafeDownload.of(row.mediaType(), row.fileName(), row.size(), files.writer(request.tenant(), row))
                .header("Cache-Control", REVALIDATED)
                .header("ETag", etag);
    }
}
