package org.parvis.site.page;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.content.AccessibilityCheck;
import org.parvis.api.content.RichText;
import org.parvis.api.file.MediaShelf;
import org.parvis.api.plugin.Plugins;
import org.parvis.api.route.Conflict;
import org.parvis.api.route.FieldError;
import org.parvis.api.route.Limits;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;
import org.parvis.api.tenant.Redirects;
import org.parvis.api.view.Themes;
import org.parvis.site.Desk;
import org.parvis.site.Texts;

/** Pages in the back office: tree, editor, order, removal with undo. */
@Component(service = Routes.class)
public final class PageDesk implements Routes {

    private static final String PERMISSION = "site.pages";

    /**
     * A page in the tree.
     *
     * @param from when it appears by itself, or null
     * @param expired whether it has left by itself
     */
    public record Branch(
            PageHead page, String path, boolean prewritten, @Nullable Instant from, boolean expired, boolean first, boolean last,
            List<Branch> below) {}

    /** A page to stand under. */
    public record Option(String value, String label) {}

    private final Pages pages;
    private final Plugins plugins;
    private final Themes themes;
    private final RichText richText;
    private final Redirects redirects;
    private final PagePicture pictures;

    @Activate
    public PageDesk(
            @Reference Pages pages, @Reference Plugins plugins, @Reference Themes themes, @Reference RichText richText,
            @Reference Redirects redirects, @Reference PagePicture pictures) {
        this.pages = pages;
        this.plugins = plugins;
        this.themes = themes;
        this.richText = richText;
        this.redirects = redirects;
        this.pictures = pictures;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskGet("/pages", this::tree).reads("retiree", "fait").requires(PERMISSION),
                Route.deskPost("/pages/ordre", this::order).requires(PERMISSION),
                Route.deskGet("/pages/nouvelle", this::create).reads("parent").requires(PERMISSION),
                Route.deskPost("/pages/nouvelle", request -> save(request, null)).requires(PERMISSION).limits(Limits.UPLOAD),
                Route.deskPost("/pages/nouvelle/apercu", request -> preview(request, null)).requires(PERMISSION).limits(Limits.UPLOAD),
                Route.deskGet("/pages/{id}", this::edit).reads("fait").requires(PERMISSION),
                Route.deskPost("/pages/{id}", request -> save(request, page(request))).requires(PERMISSION).limits(Limits.UPLOAD),
                Route.deskPost("/pages/{id}/apercu", request -> preview(request, page(request))).requires(PERMISSION).limits(Limits.UPLOAD),
                Route.deskPost("/pages/{id}/retirer", request -> status(request, PageStatus.REMOVED)).requires(PERMISSION),
                Route.deskPost("/pages/{id}/remettre", request -> status(request, PageStatus.PUBLISHED)).requires(PERMISSION));
    }

    /** Pages are written in French; those written beforehand show the French words whatever the agent's language. */
    private Texts texts(Request request) {
        return new Texts(themes, request.site(), plugins.of(request.tenant()), Locale.FRENCH);
    }

    private Page page(Request request) {
        return pages.page(texts(request), Desk.id(request)).orElseThrow(NotFound::new);
    }

    private Response tree(Request request) {
        Texts texts = texts(request);
        PageTree tree = pages.tree(texts);
        Map<String, Object> model = new HashMap<>(Map.of("branches", branches(tree, tree.roots(), pages.periods(request.tenant()), request.now()), "removed", pages.removed(texts)));
        request.query("retiree").flatMap(Desk::parse).flatMap(id -> pages.page(texts, id)).ifPresent(page -> model.put("undo", page.head()));
        request.query("fait").ifPresent(done -> model.put("done", done));
        return Response.view("site/desk/pages", model);
    }

    private static List<Branch> branches(PageTree tree, List<PageHead> siblings, Map<UUID, PagePeriod> periods, Instant now) {
        List<Branch> branches = new ArrayList<>();
        for (int i = 0; i < siblings.size(); i++) {
            PageHead page = siblings.get(i);
            PagePeriod period = periods.getOrDefault(page.id(), PagePeriod.ALWAYS);
            Instant until = period.until();
            branches.add(new Branch(
                    page, tree.path(page), page.version() == 0, period.scheduled() ? period.from() : null,
                    !page.isPublished() && until != null && !until.isAfter(now), i == 0, i == siblings.size() - 1,
                    branches(tree, tree.below(page.id()), periods, now)));
        }
        return branches;
    }

    private Response order(Request request) throws IOException {
        Texts texts = texts(request);
        PageTree tree = pages.tree(texts);
        PageHead page = Desk.parse(request.form().value("id")).flatMap(tree::byId).orElseThrow(NotFound::new);
        List<UUID> siblings = new ArrayList<>(tree.siblings(page.parent()).stream().map(PageHead::id).toList());
        int at = siblings.indexOf(page.id());
        int to = at + ("up".equals(request.form().value("direction")) ? -1 : 1);
        if (to >= 0 && to < siblings.size()) {
            Collections.swap(siblings, at, to);
            pages.order(texts, siblings, request.signedIn(), request.now());
        }
        return Desk.to(request, "/pages#page-" + page.id());
    }

    private Response create(Request request) {
        Texts texts = texts(request);
        PageTree tree = pages.tree(texts);
        Map<String, Object> model = model(request, tree, null);
        model.putAll(pictures.model(request, PageImage.NONE, ""));
        model.put("values", Map.of("parent", request.query("parent").orElse(""), "menu", true));
        return Response.view("site/desk/page", model);
    }

    private Response edit(Request request) {
        Page page = page(request);
        PageTree tree = pages.tree(texts(request));
        Map<String, Object> model = model(request, tree, page);
        model.putAll(pictures.model(request, page.image(), ""));
        model.put("values", values(request, page));
        model.put("findings", findings(request, page));
        request.query("fait").ifPresent(done -> model.put("done", done));
        return Response.view("site/desk/page", model);
    }

    private Map<String, Object> values(Request request, Page page) {
        PageHead head = page.head();
        UUID parent = head.parent();
        PagePeriod period = pages.periods(request.tenant()).getOrDefault(head.id(), PagePeriod.ALWAYS);
        ZoneId zone = request.site().tenant().zone();
        Map<String, Object> values = new HashMap<>(Map.of(
                "title", head.title(), "lead", head.lead(), "body", page.body().html(), "slug", head.slug(),
                "parent", parent == null ? "" : parent.toString(), "menu", head.inMenu(), "version", head.version()));
        values.put("publish", PagePeriod.local(period.from(), zone));
        values.put("expires", PagePeriod.local(period.until(), zone));
        return values;
    }

    private Map<String, Object> model(Request request, PageTree tree, @Nullable Page page) {
        Map<String, Object> model = new HashMap<>();
        model.put("action", Desk.path(request, "/pages/" + (page == null ? "nouvelle" : page.head().id().toString())));
        model.put("parents", tree.all().stream()
                .filter(other -> tree.line(other).size() < 3 && (page == null || !tree.isWithin(other, page.head().id())))
                .map(other -> new Option(other.id().toString(), tree.line(other).stream().map(PageHead::title).collect(Collectors.joining(" › "))))
                .sorted((a, b) -> a.label().compareTo(b.label()))
                .toList());
        if (page != null) {
            model.put("page", page.head());
            model.put("path", tree.path(page.head()));
            LocalDate verified = page.verified();
            if (verified != null) {
                model.put("verified", verified);
            }
        }
        return model;
    }

    private PageForm read(Request request, @Nullable Page before, PageTree tree) throws IOException {
        return PageForm.read(
                request.form(), before, tree, TakenNames.of(plugins.of(request.tenant())), richText, request.now(), request.site().tenant().zone());
    }

    private Response save(Request request, @Nullable Page before) throws IOException {
        Texts texts = texts(request);
        PageTree tree = pages.tree(texts);
        PagePicture.Taken picture = pictures.take(request.tenant(), request.form());
        if (MediaShelf.SEARCH.equals(request.form().value("action"))) {
            return again(request, tree, before, picture, picture.refusedFile());
        }
        PageForm read = read(request, before, tree).with(picture.image());
        List<FieldError> errors = Stream.concat(read.errors().stream(), picture.errors().stream()).toList();
        if (!errors.isEmpty()) {
            return again(request, tree, before, picture, errors).status(422);
        }
        boolean asks = asks(request, before, read.page());
        PageForm written = asks ? read.drafted() : read;
        Page page = written.page();
        Optional<String> oldPath = before == null || !before.head().isPublished() ? Optional.empty() : Optional.of(tree.path(before.head()));
        try {
            pages.save(request.tenant(), page, written.period(), request.signedIn(), request.now());
        } catch (Conflict e) {
            return conflict(request, tree, before, picture);
        }
        String newPath = pages.tree(texts).path(page.head());
        oldPath.filter(path -> !path.equals(newPath))
                .ifPresent(path -> redirects.put(request.tenant(), List.of(new Redirects.Redirect(path, newPath))));
        return Desk.to(request, "/pages/" + page.head().id() + "?fait=" + (asks ? "verifier" : done(page, written.period())));
    }

    /** Whether a page is saved as a draft and shown again before it is published, since some people could not read it. */
    private boolean asks(Request request, @Nullable Page before, Page page) throws IOException {
        return !"draft".equals(request.form().value("action")) && (before == null || !before.head().isPublished())
                && !request.form().ticked("anyway") && findings(request, page).stream().anyMatch(AccessibilityCheck.Finding::error);
    }

    private List<AccessibilityCheck.Finding> findings(Request request, Page page) {
        return plugins.of(request.tenant()).of(AccessibilityCheck.class).stream()
                .flatMap(check -> check.check(request.tenant(), page.body().html()).stream())
                .toList();
    }

    private static String done(Page page, PagePeriod period) {
        return period.scheduled() ? "scheduled" : page.head().status().name().toLowerCase(Locale.ROOT);
    }

    private Response again(
            Request request, PageTree tree, @Nullable Page before, PagePicture.Taken picture, List<FieldError> errors) throws IOException {
        Map<String, Object> model = again(request, tree, before, picture);
        model.put("errors", errors);
        return Response.view("site/desk/page", model);
    }

    private Map<String, Object> again(Request request, PageTree tree, @Nullable Page before, PagePicture.Taken picture) throws IOException {
        Map<String, Object> model = model(request, tree, before);
        model.putAll(pictures.model(request, picture.image(), PagePicture.words(request.form())));
        model.put("typed", picture.typed(request.form()));
        model.put("values", Map.of("version", Desk.version(request.form().value("version"))));
        return model;
    }

    /** Somebody else saved meanwhile: what was typed stays in the form, beside what is saved now; sending again replaces it. */
    private Response conflict(Request request, PageTree tree, @Nullable Page before, PagePicture.Taken picture) throws IOException {
        Page now = page(request);
        Map<String, Object> model = again(request, tree, before, picture);
        model.put("conflict", now);
        model.put("values", Map.of("version", now.head().version()));
        return Response.view("site/desk/page", model).status(409);
    }

    private Response preview(Request request, @Nullable Page before) throws IOException {
        Texts texts = texts(request);
        PageTree tree = pages.tree(texts);
        Map<String, Object> model = PageRoutes.model(texts, tree, read(request, before, tree).page());
        pictures.shown(request.tenant(), pictures.there(request.form())).ifPresent(image -> model.put("image", image));
        return Response.preview(request.site(), "site/page", model);
    }

    private Response status(Request request, PageStatus status) throws IOException {
        Page page = page(request);
        PageHead head = page.head();
        PageHead changed = new PageHead(
                head.id(), head.parent(), head.slug(), head.title(), head.lead(), head.inMenu(), status, head.position(), head.defaultKey(),
                head.icon(), head.version());
        pages.save(request.tenant(), changed, page.body(), page.verified(), request.signedIn(), request.now());
        return Desk.to(request, status == PageStatus.REMOVED ? "/pages?retiree=" + head.id() : "/pages?fait=remise");
    }
}
