package org.parvis.news;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.route.NotFound;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.route.Route;
import org.parvis.api.route.Routes;

/** The list of articles in the back office, and what is done from it. */
@Component(service = Routes.class)
public final class NewsDesk implements Routes {

    private final Articles articles;
    private final Categories categories;
    private final NewsPages pages;

    @Activate
    public NewsDesk(@Reference Articles articles, @Reference Categories categories, @Reference NewsPages pages) {
        this.articles = articles;
        this.categories = categories;
        this.pages = pages;
    }

    /** A row of the list. */
    public record Line(
            String id,
            String title,
            String status,
            @Nullable Category category,
            @Nullable Instant publishAt,
            @Nullable Instant expiresAt,
            Instant updatedAt,
            String author,
            boolean pinned,
            String alert,
            @Nullable String source,
            int version) {}

    /** A choice of a filter. */
    public record Choice(String value, String label) {}

    @Override
    public List<Route> routes() {
        return List.of(
                Route.deskGet("/actualites", this::list).reads("etat", "categorie", "q", "tri", "page", "supprime").requires("news.write"),
                Route.deskGet("/actualites/{id}/apercu", this::preview).requires("news.write"),
                Route.deskPost("/actualites/{id}/supprimer", this::trash).requires("news.publish"),
                Route.deskPost("/actualites/{id}/restaurer", this::restore).requires("news.publish"));
    }

    private Response list(Request request) {
        List<Category> all = categories.of(request.tenant());
        ArticleList wanted = new ArticleList(
                status(request.query("etat").orElse("")),
                request.query("categorie").orElse(null),
                request.query("q").orElse(""),
                request.query("tri").orElse("recent"),
                request.query("page").map(NewsDesk::number).orElse(1));
        ArticleList.Found found = wanted.run(articles.reader(request.tenant()), request.now());
        Map<String, Object> model = new HashMap<>();
        model.put("lines", found.articles().stream().map(article -> line(article, request)).toList());
        model.put("total", found.total());
        model.put("page", found.page());
        model.put("pages", found.pages());
        model.put("categories", all.stream().map(category -> new Choice(category.slug(), category.name())).toList());
        model.put("statuses", Stream.of(Status.values()).map(Status::code).toList());
        model.put("filter", filter(wanted));
        model.put("filtered", wanted.status() != null || wanted.category() != null || !wanted.words().isBlank());
        deleted(request).ifPresent(article -> model.put("deleted", line(article, request)));
        return Response.view("news/desk-list", model);
    }

    private static Map<String, String> filter(ArticleList wanted) {
        Map<String, String> filter = new HashMap<>();
        filter.put("etat", wanted.status() == null ? "" : wanted.status().code());
        filter.put("categorie", wanted.category() == null ? "" : wanted.category());
        filter.put("q", wanted.words());
        filter.put("tri", wanted.order());
        return filter;
    }

    /** The article just deleted, for which the list offers to take it back. */
    private Optional<Article> deleted(Request request) {
        return request.query("supprime")
                .flatMap(NewsDesk::id)
                .flatMap(id -> ArticleTable.byId(articles.reader(request.tenant()), id))
                .filter(article -> article.state() == State.TRASHED);
    }

    private static Line line(Article article, Request request) {
        Article.Content content = article.content();
        Origin origin = article.origin();
        return new Line(
                article.id().toString(), content.title(), article.status(request.now()).code(), content.category(), article.publishAt(), article.expiresAt(),
                article.updatedAt(), article.author(), content.pinned(), content.alert().code(), origin == null ? null : origin.name(),
                article.version());
    }

    private Response preview(Request request) {
        Article article = articles.get(request.tenant(), idOf(request));
        return Response.preview(request.site(), "news/article", pages.model(request.site(), article, List.of()));
    }

    private Response trash(Request request) throws IOException {
        UUID id = idOf(request);
        articles.trash(request.tenant(), request.signedIn(), id, number(request.form().value("version")));
        return Response.seeOther(desk(request, "/actualites?supprime=" + id));
    }

    private Response restore(Request request) {
        UUID id = idOf(request);
        articles.restore(request.tenant(), request.signedIn(), id);
        return Response.seeOther(desk(request, "/actualites/" + id));
    }

    static String desk(Request request, String path) {
        return "/bureau/" + request.site().tenant().slug() + path;
    }

    static UUID idOf(Request request) {
        return id(request.variable("id")).orElseThrow(NotFound::new);
    }

    static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static @Nullable Status status(String code) {
        return Stream.of(Status.values()).filter(status -> status.code().equals(code.toLowerCase(Locale.ROOT))).findFirst().orElse(null);
    }

    static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new NotFound();
        }
    }
}
