package org.parvis.demarches;

import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.file.Attachment;
import org.parvis.api.file.Attachments;
import org.parvis.api.route.Limits;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;

/** Attachments of files, shown in the browser to those who may read them: a citizen by code, browser or account, and agents. */
@Component(service = Routes.class)
public final class Pieces implements Routes {
    /** Nothing in a file may do anything. */
    private static final String POLICY = "default-src 'none'; img-src 'self'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'";

    private final Attachments attachments;
    private final CaseAccess access;

    @Activate
    public Pieces(@Reference Attachments attachments, @Reference CaseAccess access) {
        this.attachments = attachments;
        this.access = access;
    }

    /** On the site, and below the base of the back office. */
    static String path(Attachment file) {
        return "/demarches/piece/" + file.subject() + "/" + file.id();
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/demarches/piece/{subject}/{file}", this::piece).readsAccount().limits(Limits.UPLOAD),
                Route.deskGet("/demarches/piece/{subject}/{file}", this::piece).requires(CaseAccess.PERMISSION).limits(Limits.UPLOAD));
    }

    private Response piece(Request request) {
        Attachment file = attachments.byId(request.tenant(), request.variable("file"))
                .filter(one -> one.kind().equals(Drafts.FILES) && one.subject().equals(request.variable("subject")))
                .filter(one -> access.mayRead(request, one))
                .orElseThrow(NotFound::new);
        String name = URLEncoder.encode(file.fileName(), StandardCharsets.UTF_8).replace("+", "%20");
        return Response.stream(file.type(), file.size(), out -> {
            try (InputStream in = attachments.open(request.tenant(), file)) {
                in.transferTo(out);
            }
        }).header("Content-Disposition", "inline; filename*=UTF-8''" + name)
                .header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", "no-store");
    }
}
