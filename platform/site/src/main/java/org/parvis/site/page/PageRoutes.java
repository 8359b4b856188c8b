package org.parvis.site.page;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.content.Html;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.tenant.Redirects;
import org.parvis.api.view.Themes;
import org.parvis.site.Link;
import org.parvis.site.Texts;

/** Public pages, at whatever path no other route takes; then the addresses of the former site. */
@Component(service = Routes.class)
public final class PageRoutes implements Routes {

    /**
     * A page as its template sees it.
     *
     * @param prewritten nobody of the town hall has edited it yet
     * @param language language that it is written in
     */
    public record View(String title, String lead, Html body, String url, @Nullable LocalDate verified, boolean prewritten, String language) {}

    private final Pages pages;
    private final Plugins plugins;
    private final Themes themes;
    private final Redirects redirects;
    private final PagePicture pictures;

    @Activate
    public PageRoutes(
            @Reference Pages pages, @Reference Plugins plugins, @Reference Themes themes, @Reference Redirects redirects,
            @Reference PagePicture pictures) {
        this.pages = pages;
        this.plugins = plugins;
        this.themes = themes;
        this.redirects = redirects;
        this.pictures = pictures;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.get("/{path...}", this::page));
    }

    private Response page(Request request) {
        Texts texts = new Texts(themes, request.site(), plugins.of(request.tenant()), request.language());
        PageTree tree = pages.published(texts);
        Optional<PageHead> head = tree.at(request.path());
        if (head.isEmpty()) {
            return Response.moved(redirects.target(request.tenant(), request.path()).orElseThrow(NotFound::new));
        }
        Page page = pages.page(texts, head.get().id()).orElseThrow(NotFound::new);
        Map<String, Object> model = model(texts, tree, page);
        pictures.shown(request.tenant(), page.image()).ifPresent(image -> model.put("image", image));
        model.put("feedbackPath", tree.path(page.head()));
        return Response.view("site/page", model).tagged(Pages.TAG);
    }

    /** Model of the view {@code site/page}; also for previews. */
    static Map<String, Object> model(Texts texts, PageTree tree, Page page) {
        PageHead head = page.head();
        boolean prewritten = head.version() == 0 && head.defaultKey() != null;
        Map<String, Object> model = new HashMap<>();
        model.put("page", new View(
                head.title(), head.lead(), page.body(), texts.url(tree.path(head)), page.verified(), prewritten,
                prewritten ? texts.language().getLanguage() : "fr"));
        List<Link> crumbs = new ArrayList<>();
        tree.line(head).stream().filter(step -> !step.id().equals(head.id())).forEach(step -> crumbs.add(link(texts, tree, step)));
        model.put("crumbs", crumbs);
        model.put("children", tree.below(head.id()).stream().map(child -> link(texts, tree, child)).toList());
        model.put("around", head.parent() == null
                ? List.of()
                : tree.siblings(head.parent()).stream().map(sibling -> link(texts, tree, sibling).current(sibling.id().equals(head.id()))).toList());
        return model;
    }

    static Link link(Texts texts, PageTree tree, PageHead page) {
        return Link.to(page.title(), texts.url(tree.path(page))).icon(page.icon()).lead(page.lead());
    }
}
