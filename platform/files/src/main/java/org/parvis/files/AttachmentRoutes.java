package org.parvis.files;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.file.Attachment;
import org.parvis.api.file.FileAccess;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.files.store.FolderShelf;

/** Serves private files to those whom the guard of their kind lets in; to everybody else there is no such file. */
@Component
public final class AttachmentRoutes implements Routes {
    static final String BASE = "/fichiers/prives/";

    private final SealedAttachments attachments;
    private final Plugins plugins;

    @Activate
    public AttachmentRoutes(@Reference SealedAttachments attachments, @Reference Plugins plugins) {
        this.attachments = attachments;
        this.plugins = plugins;
    }

    @Override
    public List<Route> routes() {
        String pattern = BASE + "{id}/{name}";
        return List.of(Route.get(pattern, this::serve), Route.deskGet(pattern, this::serve));
    }

    private Response serve(Request request) throws IOException {
        Attachment attachment = attachments.byId(request.tenant(), request.variable("id")).orElseThrow(NotFound::new);
        if (plugins.of(request.tenant()).of(FileAccess.class).stream()
                .filter(guard -> guard.kind().equals(attachment.kind()))
                .noneMatch(guard -> guard.mayRead(request, attachment))) {
            throw new NotFound();
        }
        Response.RangeWriter writer = Served.of((out, first, length) -> {
            try (SeekableByteChannel in = attachments.channel(request.tenant(), attachment.id())) {
                FolderShelf.copy(in.position(first), out, length < 0 ? attachment.size() - first : length);
            }
        });
        return SafeDownload.of(attachment.type(), attachment.fileName(), attachment.size(), writer).header("Cache-Control", "private, no-store");
    }
}
