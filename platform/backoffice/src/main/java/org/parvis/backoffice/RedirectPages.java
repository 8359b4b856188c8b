package org.parvis.backoffice;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.tenant.Redirects;

/** Addresses of a former site: one by one, or a whole table pasted. */
@Component(service = Routes.class)
public final class RedirectPages implements Routes {

    private static final String PERMISSION = "backoffice.redirects";
    private static final int LINES = 5_000;
    private static final int PAGE_SIZE = 50;

    private final Redirects redirects;

    @Activate
    public RedirectPages(@Reference Redirects redirects) {
        this.redirects = redirects;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskGet("/redirections", this::show).reads("fait", "nombre", "q", "page").requires(PERMISSION),
                Route.deskPost("/redirections", this::add).requires(PERMISSION),
                Route.deskPost("/redirections/supprimer", this::remove).requires(PERMISSION));
    }

    private Response show(Request request) {
        Map<String, Object> model = model(request);
        request.query("fait").ifPresent(done -> model.put("done", done));
        request.query("nombre").filter(text -> text.matches("[0-9]{1,6}")).ifPresent(count -> model.put("count", Integer.parseInt(count)));
        return Response.view("backoffice/redirects", model);
    }

    private Map<String, Object> model(Request request) {
        String part = request.query("q").orElse("");
        int page = request.query("page").filter(text -> text.matches("[1-9][0-9]{0,5}")).map(Integer::parseInt).orElse(1);
        Redirects.Found found = redirects.find(request.tenant(), part, (page - 1) * PAGE_SIZE, PAGE_SIZE);
        return new HashMap<>(Map.of(
                "redirects", found.redirects(), "total", found.total(), "q", part, "page", page,
                "pages", Math.max(1, (int) ((found.total() + PAGE_SIZE - 1) / PAGE_SIZE))));
    }

    private Response add(Request request) throws IOException {
        List<FieldError> errors = new ArrayList<>();
        List<Redirects.Redirect> read = new ArrayList<>();
        String[] lines = request.form().value("table").split("\n");
        for (int i = 0; i < lines.length && i < LINES; i++) {
            if (!lines[i].isBlank()) {
                String[] parts = lines[i].strip().split("[\\s;,]+");
                if (parts.length == 2 && isPath(parts[0]) && isTarget(parts[1])) {
                    read.add(new Redirects.Redirect(parts[0], parts[1]));
                } else if (errors.size() < 10) {
                    errors.add(FieldError.of("table", "backoffice.redirects.line", i + 1));
                }
            }
        }
        if (read.isEmpty() && errors.isEmpty()) {
            errors.add(FieldError.of("table", "form.required"));
        }
        if (errors.isEmpty()) {
            errors.addAll(put(request, read));
        }
        if (!errors.isEmpty()) {
            Map<String, Object> model = model(request);
            model.put("errors", errors);
            model.put("typed", request.form().typed());
            return Response.view("backoffice/redirects", model).status(422);
        }
        return Response.seeOther(here(request) + "?fait=1&nombre=" + read.size());
    }

    /** What is wrong with them, said of the one field that they were typed in. */
    private List<FieldError> put(Request request, List<Redirects.Redirect> read) {
        try {
            redirects.put(request.tenant(), read);
            return List.of();
        } catch (Invalid invalid) {
            return invalid.errors().stream().map(error -> new FieldError("table", error.messageKey(), error.arguments())).toList();
        }
    }

    private static boolean isPath(String text) {
        return text.startsWith("/") && !text.startsWith("//") && text.length() <= 500;
    }

    private static boolean isTarget(String text) {
        return isPath(text) || (text.matches("https?://[^\\s<>\"]+") && text.length() <= 500);
    }

    private Response remove(Request request) throws IOException {
        redirects.remove(request.tenant(), request.form().value("from"));
        return Response.seeOther(here(request) + "?fait=2");
    }

    private static String here(Request request) {
        return DeskFrame.ROOT + "/" + request.site().tenant().slug() + "/redirections";
    }
}
