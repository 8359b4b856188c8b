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
    /** Nothing in a file may do anything. It is not sandboxed: browsers' own viewers of PDF need that. */
    private static final String POLICY = "default-src 'none'; img-src 'self'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors ";

    private final Attachments attachments;
    private final CaseAccess access;

    @Activate
    public Pieces(@Reference Attachments attachments, @Reference CaseAccess access) {
        this.attachments = attachments;
        this.access = access;
    }

    /** On the site, and below the base of the back office. */
    static String path(Attachment file) {
        return "/teleservices/piece/" + file.subject() + "/" + file.id();
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/teleservices/piece/{subject}/{file}", request -> piece(request, "'none'")).readsAccount().limits(Limits.UPLOAD),
                // For more than one permission: who handles the file, and who entered it at the counter; CaseAccess asks for them.
                Route.deskGet("/teleservices/piece/{subject}/{file}", request -> piece(request, "'self'")).limits(Limits.UPLOAD));
    }

    /** @param ancestors who may show it in a frame: the screens of agents do */
    private Response piece(Request request, String ancestors) {
        Attachment file = attachments.byId(request.tenant(), request.variable("file"))
                .filter(one -> one.kind().equals(Drafts.FILES) && one.subject().equals(request.variable("subject")))
                .filter(one -> access.mayRead(request, one))
                .orElseThrow(NotFound::new);
        return of(request, attachments, file, ancestors);
    }

    /** A file as a browser may have it, once it was asked whether it may. */
    public static Response of(Request request, Attachments attachments, Attachment file, String ancestors) {
        String name = URLEncoder.encode(file.fileName(), StandardCharsets.UTF_8).replace("+", "%20");
        return Response.stream(file.type(), file.size(), out -> {
            try (InputStream in = attachments.open(request.tenant(), file)) {
                in.transferTo(out);
            }
        }).header("Content-Disposition", (Piece.shown(file.type()) ? "inline" : "attachment") + "; filename*=UTF-8''" + name)
                .header("Content-Security-Policy", POLICY + ancestors)
                .header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", "no-store");
    }
}
