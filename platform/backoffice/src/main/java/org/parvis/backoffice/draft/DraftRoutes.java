package org.parvis.backoffice.draft;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.content.Json;
import org.parvis.api.route.Form;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;

/**
 * What the back office's script asks for forms marked {@code data-draft}, in JSON. Any agent of the tenant may keep drafts: they are
 * nobody else's, and change nothing.
 */
@Component(service = Routes.class)
public final class DraftRoutes implements Routes {

    private static final int LONGEST_KEY = 200;
    private static final int LONGEST = 400_000;

    private final Drafts drafts;

    @Activate
    public DraftRoutes(@Reference Drafts drafts) {
        this.drafts = drafts;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskGet("/brouillons", this::find).reads("cle"),
                Route.deskPost("/brouillons", this::save),
                Route.deskPost("/brouillons/effacer", this::delete));
    }

    private Response find(Request request) {
        String draft = drafts.find(request.tenant(), request.signedIn(), key(request.query("cle").orElse("")), request.now()).orElse("");
        return json(Map.of("draft", draft));
    }

    private Response save(Request request) throws IOException {
        Form form = request.form();
        String content = form.value("contenu");
        if (content.isEmpty() || content.length() > LONGEST) {
            throw Invalid.request(413, "backoffice.draft.large");
        }
        drafts.save(request.tenant(), request.signedIn(), key(form.value("cle")), content, request.now());
        return json(Map.of("saved", true));
    }

    private Response delete(Request request) throws IOException {
        drafts.delete(request.tenant(), request.signedIn(), key(request.form().value("cle")));
        return json(Map.of("deleted", true));
    }

    private static String key(String text) {
        if (text.isEmpty() || text.length() > LONGEST_KEY) {
            throw Invalid.request(400, "backoffice.draft.form");
        }
        return text;
    }

    private static Response json(Map<String, ?> answer) {
        return Response.text("application/json", Json.of(answer));
    }
}
