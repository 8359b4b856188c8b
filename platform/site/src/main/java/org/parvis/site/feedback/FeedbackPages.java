package org.parvis.site.feedback;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Ids;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Form;
import org.parvis.api.route.Limits;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.view.AskedPages;
import org.parvis.api.view.Themes;
import org.parvis.site.Texts;
import org.parvis.site.page.PageTree;
import org.parvis.site.page.Pages;

/** Takes what a visitor says of a page. No cookie, no token: the page that asks is cached and the same for all. */
@Component(service = Routes.class)
public final class FeedbackPages implements Routes {

    private static final Limits SMALL = new Limits(16 << 10, Duration.ofSeconds(20));
    private static final int BY_HOUR = 20;

    private final Feedback feedback;
    private final Pages pages;
    private final Plugins plugins;
    private final Themes themes;
    private final Computers computers = new Computers(BY_HOUR);

    @Activate
    public FeedbackPages(@Reference Feedback feedback, @Reference Pages pages, @Reference Plugins plugins, @Reference Themes themes) {
        this.feedback = feedback;
        this.pages = pages;
        this.plugins = plugins;
        this.themes = themes;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.post("/page-utile", this::take).limits(SMALL),
                Route.get("/page-utile/merci", this::thanks).reads("page"));
    }

    private Texts texts(Request request) {
        return new Texts(themes, request.site(), plugins.of(request.tenant()), request.language());
    }

    /** A page that is there, with its path as the site writes it. */
    private record Known(String path, String title) {}

    private Optional<Known> page(Texts texts, String path, Instant now) {
        if (!path.startsWith("/") || path.length() == 1) {
            return Optional.empty();
        }
        PageTree tree = pages.published(texts);
        Optional<Known> own = tree.at(path).map(head -> new Known(tree.path(head), head.title()));
        return own.or(() -> texts.plugins().of(AskedPages.class).stream()
                .flatMap(asked -> asked.title(texts.site(), path, now).stream())
                .findFirst()
                .map(title -> new Known(path, title)));
    }

    private Response take(Request request) throws IOException {
        Texts texts = texts(request);
        Form form = request.form();
        Known page = page(texts, form.value("page"), request.now()).filter(found -> feedback.isOn(request.tenant())).orElseThrow(NotFound::new);
        String useful = form.value("useful");
        String text = form.value("remark");
        if (!useful.equals("yes") && !useful.equals("no")) {
            return again(texts, request, page, FieldError.of("useful", "site.feedback.choose"), 422);
        }
        if (text.length() > Remark.LONGEST) {
            return again(texts, request, page, FieldError.of("remark", "form.long", Remark.LONGEST), 422);
        }
        // A field that people do not see: what fills it is a program, which need not know.
        if (form.value("website").isEmpty()) {
            if (!computers.allow(request.clientAddress(), request.now())) {
                return again(texts, request, page, FieldError.of("remark", "site.feedback.often"), 429);
            }
            feedback.add(request.tenant(), new Remark(Ids.next(), page.path(), page.title(), useful.equals("yes"), text, request.now(), false));
        }
        return Response.seeOther(texts.url("/page-utile/merci") + "?page=" + page.path());
    }

    private Response again(Texts texts, Request request, Known page, FieldError error, int status) throws IOException {
        Map<String, Object> model = model(texts, page);
        model.put("typed", request.form().typed());
        model.put("errors", List.of(error));
        return Response.view("site/feedback", model).status(status);
    }

    private static Map<String, Object> model(Texts texts, Known page) {
        return new HashMap<>(Map.of("feedbackPath", page.path(), "pageTitle", page.title(), "pageUrl", texts.url(page.path())));
    }

    private Response thanks(Request request) {
        Texts texts = texts(request);
        Map<String, Object> model = page(texts, request.query("page").orElse(""), request.now()).map(page -> model(texts, page)).orElseGet(HashMap::new);
        model.put("thanks", true);
        // Not tagged, so not kept: what plugins show changes with tags of their own.
        return Response.view("site/feedback", model);
    }
}
