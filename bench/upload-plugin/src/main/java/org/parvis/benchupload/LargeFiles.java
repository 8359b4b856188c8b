package org.parvis.benchupload;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.file.Attachment;
import org.parvis.api.file.Attachments;
import org.parvis.api.file.FileAccess;
import org.parvis.api.file.FileRules;
import org.parvis.api.route.Limits;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;

/** Takes private files of up to 2 GiB from agents, by the ways that forms of plugins go, and answers with where they can be read. */
@Component
public final class LargeFiles implements Routes, FileAccess {
    private static final long MOST = 2L << 30;
    private static final String KIND = "benchupload.file";

    private final Attachments attachments;

    @Activate
    public LargeFiles(@Reference Attachments attachments) {
        this.attachments = attachments;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.deskPost("/banc-fichier", this::take).limits(new Limits(MOST, Duration.ofMinutes(15))).requires("benchupload.send"));
    }

    private Response take(Request request) throws IOException {
        FileRules rules = new FileRules(List.of("application/pdf"), MOST, 1);
        Attachment stored = attachments.store(request.tenant(), KIND, "bench", request.form(), "file", rules).get(0);
        return Response.text("text/plain", stored.path());
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public boolean mayRead(Request request, Attachment attachment) {
        return request.agent().isPresent();
    }
}
